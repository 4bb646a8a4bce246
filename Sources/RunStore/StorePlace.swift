import GRDB
import Glibc
import Synchronization

/// Where the files of a store that is open lie, watched so that nobody is told that something is
/// saved in a file that is there no more.
///
/// SQLite goes on writing to a file that has been deleted or replaced, and to the log of one that
/// has been cut short, without any error.
final class StorePlace: Sendable {
  private struct File: Equatable {
    var device: UInt
    var number: UInt
    var size: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }

    init?(_ descriptor: Int32) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return nil }
      self.init(status)
    }

    private init(_ status: stat) {
      (device, number, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
    }

    func isSame(as other: File) -> Bool { device == other.device && number == other.number }
  }

  private struct Seen {
    var store: File?
    var log: File?
    /// A descriptor of the store that SQLite has open.
    var descriptor: Int32?
  }

  private let path: String
  private let seen: Mutex<Seen>
  private var logPath: String { path + "-wal" }

  /// What every database begins with.
  private static let mark = Array("SQLite format 3\u{0}".utf8)

  /// Takes in what is there, right after the store was opened.
  init(path: String) {
    self.path = path
    seen = Mutex(Seen(store: File(path)))
  }

  /// Takes in what has become of the files by a write that is over.
  func note() {
    seen.withLock { [path, logPath] seen in
      if let store = File(path), store.isSame(as: seen.store ?? store) { seen.store = store }
      if let log = File(logPath), log.isSame(as: seen.log ?? log) { seen.log = log }
    }
  }

  /// Makes sure that the files are those that are open, and that nobody has cut them.
  ///
  /// - Parameter proof: called where a file has become smaller, which deleting runs does as well;
  ///   whether the store is whole.
  /// - Throws: ``RunStoreError``.
  /// - Complexity: three calls of the system, where nothing has become smaller.
  func check(proof: () throws -> Bool) throws {
    let (former, formerLog) = seen.withLock { ($0.store, $0.log) }
    guard let store = File(path) else { throw RunStoreError.deleted(path: path) }
    guard let former, store.isSame(as: former) else { throw RunStoreError.replaced(path: path) }
    var isSmaller = store.size < former.size
    if let formerLog {
      guard let log = File(logPath) else { throw RunStoreError.deleted(path: logPath) }
      guard log.isSame(as: formerLog) else { throw RunStoreError.replaced(path: logPath) }
      isSmaller = isSmaller || log.size < formerLog.size
    }
    guard store.size == 0 || beginsWithMark(store) else { throw RunStoreError.cut(path: path) }
    guard isSmaller else { return }
    guard (try? proof()) == true else { throw RunStoreError.cut(path: path) }
    note()
  }

  /// Whether the store still begins like a database, as far as that can be seen.
  ///
  /// Read through the descriptor that SQLite has: to open the file once more and close it would take
  /// away all locks that the process has on it.
  private func beginsWithMark(_ store: File) -> Bool {
    let former = seen.withLock { $0.descriptor }
    let candidates = [former].compactMap(\.self) + Self.openDescriptors()
    guard let descriptor = candidates.first(where: { File($0)?.isSame(as: store) ?? false }) else {
      return true
    }
    seen.withLock { $0.descriptor = descriptor }
    var bytes = [UInt8](repeating: 0, count: Self.mark.count)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    // A descriptor that may only be written to says nothing.
    return count < 0 || bytes[..<count] == Self.mark[...]
  }

  private static func openDescriptors() -> [Int32] {
    guard let folder = opendir("/proc/self/fd") else { return [] }
    defer { closedir(folder) }
    var descriptors: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let descriptor = Int32(name), descriptor > STDERR_FILENO { descriptors.append(descriptor) }
    }
    return descriptors
  }
}

extension RunStore {
  /// Makes sure that what has been written can be found at the store's path.
  ///
  /// - Throws: ``RunStoreError``.
  func checkPlace() throws {
    do {
      try place.check {
        try StoreOpening(path: path, locks: locks).openToWatch().read { db in
          try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok"
        }
      }
    } catch let error as RunStoreError {
      if case .deleted(path: path + "-wal") = error {
        // The log is still open: what is in it can be brought into the store.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
      }
      throw error
    }
  }
}
