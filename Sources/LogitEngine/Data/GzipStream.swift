import CZlib
import Glibc

/// A gzip stream, unpacked piece by piece into buffers whose size the caller decides.
struct GzipStream: ~Copyable {
  private let bytes: [UInt8]
  private let path: String
  // zlib's state points back at its stream, which must therefore stay where it is.
  private let stream: UnsafeMutablePointer<z_stream>
  private var position = 0
  private var isAtEnd = false

  /// Whether bytes begin like a gzip stream.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The most bytes that one byte of a gzip stream can stand for.
  static let largestRatio = 1032

  /// Begins to unpack.
  init(bytes: [UInt8], path: String) throws {
    self.bytes = bytes
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = logitscope_inflate_init_automatic(stream)
    precondition(status == Z_OK, "zlib is out of memory or of another version than its header")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks as many bytes as fit into a buffer and returns how many there were: fewer than fit
  /// only at the end of the stream.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count && !isAtEnd {
      let room = min(buffer.count - filled, Self.largestPiece)
      stream.pointee.next_out = buffer.baseAddress?.advanced(by: filled)
        .assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let status = inflateMore()
      filled += room - Int(stream.pointee.avail_out)
      switch status {
      case Z_OK: break
      case Z_STREAM_END: try beginNextMember()
      default: throw DataError.malformed(path: path, .damagedCompression)
      }
    }
    return filled
  }

  private static let largestPiece = 1 << 30

  /// Unpacks as much of the beginning of a stream as is wanted and can be unpacked.
  ///
  /// The packed bytes may end early, as those do that are the beginning of a file.
  static func beginning(of bytes: [UInt8], upTo limit: Int) -> [UInt8] {
    guard var stream = try? GzipStream(bytes: bytes, path: "") else { return [] }
    var unpacked: [UInt8] = []
    // Bit by bit, since a piece that cannot be filled is lost.
    var piece = [UInt8](repeating: 0, count: 256)
    while unpacked.count < limit {
      let count = (try? piece.withUnsafeMutableBytes { try stream.read(into: $0) }) ?? 0
      unpacked += piece[..<count]
      if count < piece.count { break }
    }
    return unpacked
  }

  /// Unpacks all of a stream.
  ///
  /// - Throws: ``DataError``, also if it unpacks to more than the memory has room for.
  static func unpacked(_ bytes: [UInt8], path: String) throws -> [UInt8] {
    var stream = try GzipStream(bytes: bytes, path: path)
    // While an array grows, there are two of it.
    let limit = (availableMemory() ?? .max) / 4
    var unpacked: [UInt8] = []
    // What the last four bytes say is usual, if it is not more than text is packed to.
    if let size = bytes.littleEndian(at: bytes.count - 4, count: 4) {
      unpacked.reserveCapacity(min(Int(size), 1 << 16 + 16 * bytes.count, limit))
    }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
      guard count <= limit - unpacked.count else {
        throw DataError.unreadable(path: path, code: ENOMEM)
      }
      unpacked += piece[..<count]
      if count < piece.count { return unpacked }
    }
  }

  private mutating func inflateMore() -> Int32 {
    let available = min(bytes.count - position, Self.largestPiece)
    let (stream, start) = (stream, position)
    let status = bytes.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)?
        .advanced(by: start)
      stream.pointee.avail_in = UInt32(available)
      return inflate(stream, Z_NO_FLUSH)
    }
    position += available - Int(stream.pointee.avail_in)
    return status
  }

  // A gzip file may consist of several members, whose contents follow one another; zeros after the
  // last one fill the blocks of a tape or a download, and are let be as gzip itself does.
  private mutating func beginNextMember() throws {
    guard position < bytes.count,
      bytes[position] != 0 || !bytes[position...].allSatisfy({ $0 == 0 })
    else {
      isAtEnd = true
      return
    }
    guard bytes[position...].starts(with: [0x1f, 0x8b]), inflateReset(stream) == Z_OK else {
      throw DataError.malformed(path: path, .damagedCompression)
    }
  }
}
