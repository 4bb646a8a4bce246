import CZlib

/// Bytes as one member of a gzip file.
func gzip(_ bytes: some Collection<UInt8>) -> [UInt8] { compressed(bytes, windowBits: 15 + 16) }

/// Bytes as a raw deflate stream.
func deflated(_ bytes: some Collection<UInt8>) -> [UInt8] { compressed(bytes, windowBits: -15) }

/// Bytes as zlib compresses them; `windowBits` is its choice of wrapper.
private func compressed(_ bytes: some Collection<UInt8>, windowBits: Int32) -> [UInt8] {
  var input = Array(bytes)
  var output = [UInt8](repeating: 0, count: input.count / 100 + input.count + 1000)
  var stream = z_stream()
  let version = ZLIB_VERSION
  deflateInit2_(
    &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, version,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  return input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return Array(target[..<Int(stream.total_out)])
    }
  }
}
