import GRDB

/// The tables of a store, one migration a version.
enum StoreSchema {
  /// Marks a database as a store of runs: `LgSc`.
  static let applicationID = 0x4c67_5363

  /// Every version so far, oldest first; one that has been released never changes.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs") { db in try db.execute(sql: version1) }
    return migrator
  }

  // Sequence numbers count the events of a run: they are the order in which a replay yields them.
  private static let version1 = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      note TEXT NOT NULL,
      created REAL NOT NULL,
      status TEXT NOT NULL,
      dataset TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      class_names TEXT NOT NULL,
      training_count INTEGER NOT NULL,
      test_count INTEGER NOT NULL,
      network TEXT NOT NULL,
      configuration TEXT NOT NULL,
      steps_per_epoch INTEGER NOT NULL,
      total_steps INTEGER NOT NULL,
      parameter_count INTEGER NOT NULL,
      first_step INTEGER NOT NULL,
      last_step INTEGER NOT NULL DEFAULT 0,
      last_epoch REAL NOT NULL DEFAULT 0,
      thinned INTEGER NOT NULL DEFAULT 0,
      seconds REAL,
      images_per_second REAL,
      milliseconds_per_step REAL
    ) STRICT;

    CREATE TABLE evaluation_set (
      run_id INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
      labels BLOB NOT NULL
    ) STRICT;

    CREATE TABLE progress (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      block BLOB NOT NULL,
      UNIQUE (run_id, sequence)
    ) STRICT;

    CREATE TABLE evaluation (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      step INTEGER NOT NULL,
      epoch REAL NOT NULL,
      report BLOB NOT NULL,
      UNIQUE (run_id, sequence)
    ) STRICT;

    CREATE TABLE snapshot (
      evaluation_id INTEGER PRIMARY KEY REFERENCES evaluation ON DELETE CASCADE,
      logits BLOB NOT NULL
    ) STRICT;

    CREATE TABLE change (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      step INTEGER NOT NULL,
      epoch REAL NOT NULL,
      is_paused INTEGER NOT NULL,
      loss TEXT NOT NULL,
      learning_rate REAL NOT NULL,
      steps_per_second_limit REAL,
      UNIQUE (run_id, sequence)
    ) STRICT;

    CREATE TABLE checkpoint (
      run_id INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      step INTEGER NOT NULL,
      state BLOB NOT NULL,
      PRIMARY KEY (run_id, step)
    ) STRICT;
    """
}
