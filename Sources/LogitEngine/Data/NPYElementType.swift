/// The type of an array's elements, as NumPy's `descr` spells it: `<f4`, `>i8`, `|u1`.
struct NPYElementType: Hashable {
  /// What the bits mean.
  enum Kind: Character {
    case floatingPoint = "f"
    case signed = "i"
    case unsigned = "u"
  }

  let kind: Kind
  /// Bytes an element.
  let size: Int
  let isBigEndian: Bool

  /// Reads a `descr`; nil for every type but floats of 2, 4, 8 and integers of 1, 2, 4, 8 bytes.
  init?(description: String) {
    var rest = Substring(description)
    let order = rest.popFirst()
    guard let letter = rest.popFirst(), let kind = Kind(rawValue: letter),
      let size = ["1": 1, "2": 2, "4": 4, "8": 8][rest],
      kind != .floatingPoint || size > 1
    else { return nil }
    switch order {
    case "<": isBigEndian = false
    case ">": isBigEndian = true
    case "=": isBigEndian = Int(1).bigEndian == 1
    case "|" where size == 1: isBigEndian = false
    default: return nil
    }
    self.kind = kind
    self.size = size
  }

  /// The element at an address as a Float; a Double beyond Float's range becomes an infinity.
  @inline(__always)
  func float(at address: UnsafeRawPointer) -> Float {
    switch size {
    case 2: Float(Float16(bitPattern: bits(at: address, UInt16.self)))
    case 4: Float(bitPattern: bits(at: address, UInt32.self))
    default: Float(Double(bitPattern: bits(at: address, UInt64.self)))
    }
  }

  /// The element at an address as a Double.
  @inline(__always)
  func double(at address: UnsafeRawPointer) -> Double {
    size == 8
      ? Double(bitPattern: bits(at: address, UInt64.self)) : Double(float(at: address))
  }

  /// The element at an address as an integer wide enough for all of them.
  @inline(__always)
  func integer(at address: UnsafeRawPointer) -> Int128 {
    switch (size, kind) {
    case (1, .signed): Int128(address.loadUnaligned(as: Int8.self))
    case (1, _): Int128(address.loadUnaligned(as: UInt8.self))
    case (2, .signed): Int128(Int16(bitPattern: bits(at: address, UInt16.self)))
    case (2, _): Int128(bits(at: address, UInt16.self))
    case (4, .signed): Int128(Int32(bitPattern: bits(at: address, UInt32.self)))
    case (4, _): Int128(bits(at: address, UInt32.self))
    case (_, .signed): Int128(Int64(bitPattern: bits(at: address, UInt64.self)))
    default: Int128(bits(at: address, UInt64.self))
    }
  }

  @inline(__always)
  private func bits<Bits: FixedWidthInteger & BitwiseCopyable>(
    at address: UnsafeRawPointer, _ type: Bits.Type
  ) -> Bits {
    let bits = address.loadUnaligned(as: type)
    return isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)
  }
}
