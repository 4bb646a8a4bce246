import GRDB
import Glibc

extension RunStoreError {
  /// Finds the case for an error of the database, or of bytes read from it.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as RunStoreError: self = error
    case is DamagedBytes: self = .damaged(path: path)
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .failed(path: path, reason: String(describing: error))
    }
  }

  /// The same for whoever wanted to write.
  var ofWriting: RunStoreError {
    if case .unopenable(let path, let code) = self {
      .unwritable(path: path, code: code)
    } else {
      self
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_CORRUPT, .SQLITE_MISMATCH: self = .damaged(path: path)
    // Tables or columns that are not there: the schema is not the one its version promises.
    case .SQLITE_ERROR where error.sql != nil: self = .damaged(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_CANTOPEN: self = .unopenable(path: path, code: Self.openCode(path))
    default:
      let reason = error.message ?? error.extendedResultCode.description
      self = .failed(path: path, reason: reason)
    }
  }

  /// Why the system does not open a file, asked of the system itself; `EIO` if it would.
  ///
  /// To open the file and close it again would take away all locks that the process has on it.
  private static func openCode(_ path: String) -> Int32 {
    if let free = OpenFiles.free(), free < 3 { return EMFILE }
    return access(path, R_OK | W_OK) == 0 ? EIO : errno
  }
}
