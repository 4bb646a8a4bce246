import CZlib

/// The bytes of a ZIP archive's member, unpacked front to back.
///
/// The size of a stored member has been held against the file; that of a deflated one is a claim
/// until it has been read, so that memory for it must not be written beforehand. Size and checksum
/// are verified with the last byte.
final class ZipMemberStream {
  /// How many bytes there are.
  let size: Int

  private let file: RandomAccessFile
  private let member: ZipArchive.Member
  private let offset: Int
  private let inflater: Inflater?
  private var position = 0
  private var checksum: UInt = 0

  /// Begins at the first byte; `offset` is where the packed bytes stand in the file.
  init(_ file: RandomAccessFile, _ member: ZipArchive.Member, offset: Int) {
    self.file = file
    self.member = member
    self.offset = offset
    size = member.size
    inflater =
      member.method == 8 ? Inflater(file, offset..<offset + member.packedSize) : nil
  }

  /// Fills a buffer with the next bytes.
  ///
  /// - Precondition: at least so many remain.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws {
    precondition(buffer.count <= size - position, "reading past the end of a member")
    if let inflater {
      guard try inflater.read(into: buffer) == buffer.count else {
        throw ZipArchive.damage(file.path, "'\(member.name)' ends before the directory says")
      }
    } else {
      try file.read(into: buffer, at: offset + position)
    }
    position += buffer.count
    checksum = crc(checksum, UnsafeRawBufferPointer(buffer))
    guard position == size else { return }
    if let inflater, try !inflater.isAtEnd() {
      throw ZipArchive.damage(
        file.path, "'\(member.name)' has another size than the directory says")
    }
    guard checksum == UInt(member.checksum) else {
      throw ZipArchive.damage(file.path, "the checksum of '\(member.name)' is wrong")
    }
  }
}

private func crc(_ checksum: UInt, _ bytes: UnsafeRawBufferPointer) -> UInt {
  var checksum = checksum
  var rest = bytes[...]
  while !rest.isEmpty {
    let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
    checksum = crc32(
      checksum, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(piece.count))
    rest = rest.dropFirst(piece.count)
  }
  return checksum
}

/// Unpacks a raw deflate stream that stands somewhere in a file.
private final class Inflater {
  private let file: RandomAccessFile
  private var unread: Range<Int>
  // zlib's state points back at its stream, which must therefore stay where it is.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  /// Whether the stream ended, with all packed bytes used.
  private var hasEnded = false

  private static let inputSize = 1 << 16

  init(_ file: RandomAccessFile, _ packed: Range<Int>) {
    self.file = file
    unread = packed
    input = .allocate(byteCount: Self.inputSize, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = logitscope_inflate_init_raw(stream)
    precondition(status == Z_OK, "zlib is out of memory or of another version than its header")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Unpacks as many bytes as fit into a buffer: fewer only at the end of the stream.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count, !hasEnded {
      if stream.pointee.avail_in == 0 { try refill() }
      let room = min(buffer.count - filled, 1 << 30)
      stream.pointee.next_out = buffer.baseAddress?.advanced(by: filled)
        .assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let status = inflate(stream, Z_NO_FLUSH)
      filled += room - Int(stream.pointee.avail_out)
      switch status {
      case Z_OK: break
      case Z_STREAM_END where unread.isEmpty && stream.pointee.avail_in == 0: hasEnded = true
      default: throw ZipArchive.damage(file.path, "a member's packed bytes are invalid")
      }
    }
    return filled
  }

  /// Whether nothing more comes of a stream.
  func isAtEnd() throws -> Bool {
    var next: UInt8 = 0
    let count = try withUnsafeMutableBytes(of: &next) { try read(into: $0) }
    return count == 0 && hasEnded
  }

  private func refill() throws {
    let count = min(unread.count, Self.inputSize)
    try file.read(
      into: UnsafeMutableRawBufferPointer(rebasing: input[..<count]), at: unread.lowerBound)
    unread = unread.lowerBound + count..<unread.upperBound
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }
}
