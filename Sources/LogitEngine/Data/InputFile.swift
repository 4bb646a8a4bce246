import Glibc

/// The bytes of a file, of an archive's member or of memory, read front to back, their number known
/// beforehand.
///
/// A regular file is read piece by piece, so that large arrays go straight to where they belong; it
/// is not mapped, because another program may cut it short while it is being read. A pipe is read to
/// its end first.
final class InputFile {
  /// The path, for messages.
  let path: String
  /// How many bytes there are in all.
  private(set) var byteCount = 0
  /// How many bytes have been read.
  private(set) var position = 0
  private let descriptor: Int32
  private var memory: [UInt8]?
  private let member: ZipMemberStream?
  private let part: (file: RandomAccessFile, start: Int)?

  /// Reads from memory.
  init(bytes: [UInt8], path: String) {
    self.path = path
    byteCount = bytes.count
    descriptor = -1
    memory = bytes
    member = nil
    part = nil
  }

  /// Reads a part of a file.
  ///
  /// - Precondition: the part lies within the file.
  init(_ file: RandomAccessFile, _ part: Range<Int>, path: String) {
    precondition(part.lowerBound >= 0 && part.upperBound <= file.byteCount, "no part of the file")
    self.path = path
    byteCount = part.count
    descriptor = -1
    member = nil
    self.part = (file, part.lowerBound)
  }

  /// Reads a member of an archive.
  init(_ member: ZipMemberStream, path: String) {
    self.path = path
    byteCount = member.size
    descriptor = -1
    self.member = member
    part = nil
  }

  /// A device such as `/dev/zero` may never end, and none is expected to hold more than this.
  private static let largestDevice = 1 << 20

  /// Opens a file.
  ///
  /// - Parameter limit: the most bytes to take from what can be read only once.
  /// - Throws: ``DataError``.
  init(path: String, upTo limit: Int = .max) throws {
    if let bytes = PipeContents.bytes(of: path) {
      self.path = path
      descriptor = -1
      member = nil
      part = nil
      memory = bytes
      byteCount = bytes.count
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw DataError.unreadable(path: path, code: errno) }
    self.path = path
    descriptor = opened
    member = nil
    part = nil
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw DataError.unreadable(path: path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      byteCount = Int(status.st_size)
    case S_IFDIR:
      throw DataError.unreadable(path: path, code: EISDIR)
    case let kind:
      // A pipe may not end either: what is in memory while it grows is twice its bytes at least.
      let room = kind == S_IFCHR ? Self.largestDevice : (availableMemory() ?? .max) / 4
      let bytes = try Self.readToEnd(opened, path: path, upTo: min(limit, room))
      PipeContents.keep(bytes, of: status)
      memory = bytes
      byteCount = bytes.count
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// How many bytes have not been read yet.
  var remaining: Int { byteCount - position }

  /// Fills a buffer with the next bytes.
  ///
  /// - Precondition: at least so many bytes remain.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws {
    precondition(buffer.count <= remaining, "reading past the end")
    if let memory {
      memory.withUnsafeBytes { bytes in
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + buffer.count]))
      }
      position += buffer.count
      return
    }
    if let member {
      try member.read(into: buffer)
      position += buffer.count
      return
    }
    if let part {
      try part.file.read(into: buffer, at: part.start + position)
      position += buffer.count
      return
    }
    var filled = 0
    while filled < buffer.count {
      let got = Glibc.read(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw DataError.unreadable(path: path, code: errno) }
      guard got > 0 else {
        throw DataError.malformed(
          path: path,
          .wrongSize(promised: .exactly(byteCount), found: .exactly(position + filled)))
      }
      filled += got
    }
    position += buffer.count
  }

  /// Reads the next bytes into a new array.
  ///
  /// - Precondition: at least `count` bytes remain.
  func read(count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBytes { try read(into: $0) }
    return bytes
  }

  /// Whether the bytes begin as a ZIP archive does.
  func isZip() throws -> Bool {
    if let memory { return ZipArchive.isZip(memory) }
    var start = [UInt8](repeating: 0, count: 4)
    let got = pread(descriptor, &start, start.count, 0)
    guard got >= 0 else { throw DataError.unreadable(path: path, code: errno) }
    return ZipArchive.isZip(start[..<got])
  }

  /// What is in the file if it is a gzip stream, and the file itself if not; it has not been read.
  ///
  /// - Throws: ``DataError``, also if it unpacks to more than there is memory for.
  func unpacked() throws -> InputFile {
    let whole = try withRandomAccess()
    let start = try whole.read(count: min(2, whole.byteCount), at: 0)
    guard GzipStream.isGzip(start) else { return self }
    let packed = try whole.read(count: whole.byteCount, at: 0)
    return InputFile(bytes: try GzipStream.unpacked(packed, path: path), path: path)
  }

  /// The same bytes, to be read wherever they are wanted.
  func withRandomAccess() throws -> RandomAccessFile {
    guard let memory else { return try RandomAccessFile(path: path) }
    return RandomAccessFile(bytes: memory, path: path)
  }

  private static func readToEnd(_ descriptor: Int32, path: String, upTo limit: Int) throws
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(descriptor, &chunk, chunk.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw DataError.unreadable(path: path, code: errno) }
      guard got > 0 else { return bytes }
      guard got <= limit - bytes.count else {
        throw DataError.unreadable(path: path, code: EFBIG)
      }
      bytes.append(contentsOf: chunk[..<got])
    }
  }
}
