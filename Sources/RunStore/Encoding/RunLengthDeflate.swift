import CZlib

/// Deflate without a search for patterns: repeated bytes and Huffman codes, at some 100 MB a second.
enum RunLengthDeflate {
  /// Packs bytes.
  static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var stream = z_stream()
    let status = logitscope_deflate_init_run_length(&stream)
    precondition(status == Z_OK, "zlib is out of memory or of another version than its header")
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(bound)
      let status = deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END, "a bound on the packed size did not hold")
      count = bound - Int(stream.avail_out)
    }
  }

  /// Unpacks bytes into a buffer that they must fill exactly.
  static func unpack(
    _ bytes: UnsafeRawBufferPointer, into buffer: UnsafeMutableBufferPointer<UInt8>
  )
    throws
  {
    var stream = z_stream()
    let status = logitscope_inflate_init_raw(&stream)
    precondition(status == Z_OK, "zlib is out of memory or of another version than its header")
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.avail_in = UInt32(bytes.count)
    stream.next_out = buffer.baseAddress
    stream.avail_out = UInt32(buffer.count)
    guard inflate(&stream, Z_FINISH) == Z_STREAM_END, stream.avail_in == 0, stream.avail_out == 0
    else { throw DamagedBytes() }
  }

  /// The most bytes that one packed byte can stand for.
  static let largestRatio = 1032
}
