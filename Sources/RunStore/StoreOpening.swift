import GRDB
import Glibc

/// Opens the database of a store, and creates it or brings it up to date if need be.
struct StoreOpening {
  let path: String
  let locks: RunLocks

  /// How long to wait for another process before giving up, in seconds.
  static let patience = 5.0

  /// What a file turns out to be.
  private enum State {
    case empty
    case older
    case current
  }

  /// Opens a store that is there.
  func openForReading() throws -> DatabasePool {
    guard access(path, F_OK) == 0 else {
      throw errno == ENOENT
        ? RunStoreError.missing(path: path) : RunStoreError.unopenable(path: path, code: errno)
    }
    guard access(path, R_OK) == 0 else { throw RunStoreError.unopenable(path: path, code: errno) }
    try refuseOthers()
    do {
      return try read(databasePath)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // A folder that nobody may write to has no room for the file that readers coordinate with,
      // nor a need for one: nobody writes.
      var log = stat()
      guard stat(path + "-wal", &log) != 0 || log.st_size == 0 else { throw error }
      return try openImmutable()
    }
  }

  /// Opens a store that is there once more, to see whether others change it.
  func openToWatch() throws -> DatabaseQueue {
    try DatabaseQueue(path: databasePath, configuration: configuration(readonly: true))
  }

  /// Opens a store on the promise that nobody changes it, and touches nothing beside it.
  func openImmutable() throws -> DatabasePool { try read(immutableAddress) }

  /// Opens a store, and creates it if there is none.
  func openForWriting() throws -> DatabasePool {
    try refuseOthers()
    try checkName()
    createFolder()
    let hadLocks = locks.exist
    let creation = locks.hold(0, waitingAtMost: Self.patience)
    if creation == nil, errno == EAGAIN { throw RunStoreError.locked(path: path) }
    defer { withExtendedLifetime(creation) {} }
    do {
      try refuseOtherContents()
    } catch {
      // Of a store that there is not, no locks are to be left.
      if !hadLocks, RunStoreError(error, path: path) == .notAStore(path: path) { locks.remove() }
      throw error
    }
    let pool = try DatabasePool(path: databasePath, configuration: configuration(readonly: false))
    let state = try pool.read(state)
    if state == .empty {
      // The mark comes before the first table, so that nobody takes a half-made store for a file of
      // another program.
      try pool.write { db in
        try db.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
      }
    }
    if state != .current { try StoreSchema.migrator.migrate(pool) }
    return pool
  }

  private func read(_ databasePath: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: databasePath, configuration: configuration(readonly: true))
    if try pool.read(state) == .current { return pool }
    _ = try openForWriting()
    return pool
  }

  /// Refuses what cannot be a store by its kind; opening a pipe would wait for somebody else.
  private func refuseOthers() throws {
    guard !path.isEmpty else { throw RunStoreError.unopenable(path: path, code: ENOENT) }
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw RunStoreError.unopenable(path: path, code: EISDIR)
    default: throw RunStoreError.notAStore(path: path)
    }
  }

  /// Refuses a name that leaves no room for the endings of the files beside the store.
  private func checkName() throws {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map(\.count) ?? 0
    guard name + "-journal".utf8.count <= Int(NAME_MAX) else {
      throw RunStoreError.unwritable(path: path, code: ENAMETOOLONG)
    }
  }

  /// A look before the leap: opening for writing already changes a file, be it whose it may.
  private func refuseOtherContents() throws {
    guard access(path, F_OK) == 0 else { return }
    _ = try DatabaseQueue(path: databasePath, configuration: configuration(readonly: true))
      .read(state)
  }

  private func state(_ db: Database) throws -> State {
    let migrator = StoreSchema.migrator
    if try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") == 0 { return .empty }
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == StoreSchema.applicationID else {
      throw RunStoreError.notAStore(path: path)
    }
    if try migrator.hasBeenSuperseded(db) { throw RunStoreError.newerVersion(path: path) }
    return try migrator.hasCompletedMigrations(db) ? .current : .older
  }

  private func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(Self.patience)
    configuration.prepareDatabase { db in
      // Nothing in a file that somebody sent may call functions with side effects.
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      guard !db.configuration.readonly else { return }
      if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
        // Deleting runs should give their room back, which must be settled before the first table.
        try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      }
      try db.execute(sql: "PRAGMA secure_delete = OFF")
      // Debian's SQLite leaves a log at the largest size that it ever had.
      _ = try Int.fetchOne(db, sql: "PRAGMA journal_size_limit = 67108864")
    }
    return configuration
  }

  /// The path in a form that SQLite cannot take for an address.
  private var databasePath: String { path.hasPrefix("/") ? path : "./" + path }

  /// The file as an address that promises that nobody changes it.
  private var immutableAddress: String {
    var address = "file:"
    for byte in databasePath.utf8 {
      let isPlain = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || byte == 0x2f)
      address +=
        isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return address + "?immutable=1"
  }

  /// Creates the folder of the store and those above it; if it cannot, opening the file will say so.
  private func createFolder() {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var folder = parts.isEmpty ? "" : String(parts.removeFirst())
    if !folder.isEmpty { mkdir(folder, 0o700) }
    for part in parts {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }
}
