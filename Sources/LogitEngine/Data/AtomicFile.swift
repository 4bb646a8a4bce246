import Glibc

/// A file that appears under its name only once it is complete.
///
/// It is written beside its final place under another name, flushed to the disk and renamed; if
/// anything fails, what was there before is still there.
enum AtomicFile {
  /// Creates or replaces a file with what a closure writes.
  ///
  /// What is not a regular file, a pipe or `/dev/null`, is written to as it is.
  static func write(to path: String, _ body: (OutputFile) throws -> Void) throws {
    if let kind = FileSystem.kind(of: path), kind != S_IFREG {
      let output = try OutputFile(path: path, target: path, flags: O_WRONLY)
      try body(output)
      try output.close()
      return
    }
    let target = FileSystem.resolved(path)
    let temporary = FileSystem.join(
      FileSystem.folder(of: target), ".\(FileSystem.name(of: target)).\(getpid()).partial")
    let output = try OutputFile(path: path, target: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC)
    do {
      try body(output)
      try output.synchronize()
      try output.close()
      guard rename(temporary, target) == 0 else {
        throw DataError.unwritable(path: path, code: errno)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}

/// A file open for writing.
final class OutputFile {
  private let path: String
  private var descriptor: Int32

  fileprivate init(path: String, target: String, flags: Int32) throws {
    self.path = path
    descriptor = open(target, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw DataError.unwritable(path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// Writes all bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw DataError.unwritable(path: path, code: errno) }
      written += count
    }
  }

  fileprivate func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw DataError.unwritable(path: path, code: errno) }
  }

  fileprivate func close() throws {
    defer { descriptor = -1 }
    guard Glibc.close(descriptor) == 0 else {
      throw DataError.unwritable(path: path, code: errno)
    }
  }
}
