import Glibc

/// A file whose bytes are read wherever they are wanted.
///
/// A pipe, which can be read only once, is read to its end first. May be read by many threads at once.
final class RandomAccessFile: Sendable {
  /// The path, for messages.
  let path: String
  /// How many bytes there are.
  let byteCount: Int
  private let descriptor: Int32
  private let memory: [UInt8]?

  /// Reads from memory.
  init(bytes: [UInt8], path: String) {
    self.path = path
    byteCount = bytes.count
    descriptor = -1
    memory = bytes
  }

  /// Takes a file over from where it stands.
  ///
  /// - Throws: ``DataError``.
  convenience init(path: String) throws {
    // Opening a pipe already takes it from whoever opens it next.
    if FileSystem.kind(of: path) == S_IFIFO {
      let file = try InputFile(path: path)
      self.init(bytes: try file.read(count: file.remaining), path: path)
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw DataError.unreadable(path: path, code: errno) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      let file = try InputFile(path: path)
      self.init(bytes: try file.read(count: file.remaining), path: path)
      return
    }
    self.init(descriptor: opened, byteCount: Int(status.st_size), path: path)
  }

  private init(descriptor: Int32, byteCount: Int, path: String) {
    self.path = path
    self.byteCount = byteCount
    self.descriptor = descriptor
    memory = nil
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills a buffer with the bytes from an offset on.
  ///
  /// - Precondition: there are as many.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    precondition(
      offset >= 0 && buffer.count <= byteCount - offset, "reading past the end of a file")
    if let memory {
      memory.withUnsafeBytes { bytes in
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + buffer.count]))
      }
      return
    }
    var filled = 0
    while filled < buffer.count {
      let got = pread(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
        off_t(offset + filled))
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw DataError.unreadable(path: path, code: errno) }
      guard got > 0 else {
        throw DataError.malformed(
          path: path,
          .wrongSize(promised: .exactly(byteCount), found: .exactly(offset + filled)))
      }
      filled += got
    }
  }

  /// Reads bytes from an offset on.
  ///
  /// - Precondition: there are as many.
  func read(count: Int, at offset: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      try read(
        into: UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[..<count])), at: offset)
      initialized = count
    }
  }
}
