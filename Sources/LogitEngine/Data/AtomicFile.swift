import Glibc

/// A file that appears under its name only once it is complete.
///
/// It is written beside its final place under another name, flushed to the disk and renamed; if
/// anything fails, what was there before is still there.
public enum AtomicFile {
  /// Creates or replaces a file with text.
  ///
  /// - Throws: ``DataError/unwritable(path:code:)``.
  public static func write(_ text: String, to path: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      try write(to: path) { try $0.write(UnsafeRawBufferPointer(bytes)) }
    }
  }

  /// Makes sure that a file can be created or replaced, and leaves everything as it is.
  ///
  /// - Throws: ``DataError/unwritable(path:code:)``.
  public static func check(_ path: String) throws {
    if let kind = FileSystem.kind(of: path), kind != S_IFREG {
      if kind == S_IFDIR { throw DataError.unwritable(path: path, code: EISDIR) }
      return
    }
    let temporary = try places(of: path).temporary
    defer { unlink(temporary) }
    try OutputFile(path: path, target: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC).close()
  }

  /// Where a file really is, and where it is until it is whole.
  private static func places(of path: String) throws -> (target: String, temporary: String) {
    guard let target = FileSystem.target(of: path) else {
      throw DataError.unwritable(path: path, code: ELOOP)
    }
    let name = partialName(of: FileSystem.name(of: target), process: getpid())
    return (target, FileSystem.join(FileSystem.folder(of: target), name))
  }

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
    let (target, temporary) = try places(of: path)
    let folder = FileSystem.folder(of: target)
    removeLeftovers(of: FileSystem.name(of: target), in: folder)
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
    synchronize(folder: folder)
  }

  /// The name until the file is whole: hidden, with the process that writes it.
  ///
  /// A name for which that would be too long is cut, and told from others by its checksum.
  private static func partialName(of name: String, process: pid_t) -> String {
    let ending = ".\(process).partial"
    let room = Int(NAME_MAX) - ending.utf8.count - 1
    guard name.utf8.count > room else { return "." + name + ending }
    var checksum = Checksum()
    Array(name.utf8).withUnsafeBytes { checksum.add($0) }
    let mark = "~" + String(checksum.value, radix: 16)
    var start = name
    while start.utf8.count + mark.utf8.count > room { start.removeLast() }
    return "." + start + mark + ending
  }

  /// Removes what programs left behind that were killed while they wrote the file.
  private static func removeLeftovers(of name: String, in folder: String) {
    for entry in FileSystem.entries(of: folder)
    where entry.hasPrefix(".") && entry.hasSuffix(".partial") {
      let parts = entry.split(separator: ".")
      guard parts.count > 1, let process = pid_t(parts[parts.count - 2]), process > 0,
        entry == partialName(of: name, process: process),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink(FileSystem.join(folder, entry))
    }
  }

  /// Makes the new name last; a file system that knows no such thing needs none.
  private static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
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
