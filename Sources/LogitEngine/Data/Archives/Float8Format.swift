/// The formats of floating-point numbers of eight bits that PyTorch and safetensors write.
enum Float8Format: Hashable, Sendable {
  /// Four bits of exponent and three of fraction, no infinity: E4M3FN.
  case e4m3
  /// Five bits of exponent and two of fraction, as the upper half of a float16.
  case e5m2

  /// The name of the type.
  var name: String {
    switch self {
    case .e4m3: "float8_e4m3fn"
    case .e5m2: "float8_e5m2"
    }
  }

  /// The number that some bits stand for.
  func float(_ bits: UInt8) -> Float {
    switch self {
    case .e5m2: return Float(Float16(bitPattern: UInt16(bits) << 8))
    case .e4m3:
      if bits & 0x7f == 0x7f { return .nan }
      let (exponent, fraction) = (Int(bits >> 3 & 15), Float(bits & 7) / 8)
      let magnitude =
        exponent == 0
        ? fraction * 0x1p-6 : Float(sign: .plus, exponent: exponent - 7, significand: 1 + fraction)
      return bits & 0x80 == 0 ? magnitude : -magnitude
    }
  }

  /// The little-endian bytes of the float32 of each number.
  ///
  /// - Complexity: O(count), by a table of all 256.
  func floats(_ bytes: [UInt8]) -> [UInt8] {
    let table = (0...UInt8.max).map { float($0).bitPattern.littleEndian }
    return [UInt8](unsafeUninitializedCapacity: 4 * bytes.count) { buffer, count in
      for (index, byte) in bytes.enumerated() {
        UnsafeMutableRawBufferPointer(buffer).storeBytes(
          of: table[Int(byte)], toByteOffset: 4 * index, as: UInt32.self)
      }
      count = 4 * bytes.count
    }
  }
}
