import GRDB
import Glibc

/// A file of recorded runs, which any number of processes may read and write at once.
public final class RunStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// To look at runs; the store must be there.
    case reading
    /// To record and change runs; the store is created if need be.
    case writing
  }

  /// The path of the file.
  public let path: String

  let pool: DatabasePool
  let locks: RunLocks
  let place: StorePlace

  /// Opens a store.
  ///
  /// - Throws: ``RunStoreError``.
  public init(path: String, access: Access) throws {
    self.path = path
    locks = RunLocks(storePath: path)
    let opening = StoreOpening(path: path, locks: locks)
    do {
      pool =
        switch access {
        case .reading: try opening.openForReading()
        case .writing: try opening.openForWriting()
        }
    } catch {
      let error = RunStoreError(error, path: path)
      throw access == .writing ? error.ofWriting : error
    }
    place = StorePlace(path: path)
  }

  /// Where runs are stored unless somebody says otherwise:
  /// `$XDG_DATA_HOME/logitscope/runs.sqlite`, else below `~/.local/share`; nil without a home.
  public static func defaultPath(
    // A path that is not text would be taken for another.
    environment: (String) -> String? = { name in
      guard let value = getenv(name) else { return nil }
      return String(validatingCString: value)
    }
  ) -> String? {
    let file = "logitscope/runs.sqlite"
    // The specification has relative paths ignored.
    if let folder = environment("XDG_DATA_HOME"), folder.hasPrefix("/") {
      return folder + "/" + file
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/share/" + file
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.read(body)
    } catch {
      throw RunStoreError(error, path: path)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.write(body)
    } catch {
      throw RunStoreError(error, path: path).ofWriting
    }
  }
}
