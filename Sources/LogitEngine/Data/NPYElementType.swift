/// The type of an array's elements, as NumPy's `descr` spells it: `<f4`, `>i8`, `|u1`, `<U5`.
struct NPYElementType: Hashable {
  /// What the bits mean.
  enum Kind {
    case floatingPoint
    /// The upper half of a float32.
    case bfloat16
    case signed
    case unsigned
    /// Zero for false, anything else for true.
    case boolean
    /// Code points of four bytes each, padded with zeros.
    case text
    /// Bytes, padded with zeros.
    case bytes
  }

  let kind: Kind
  /// Bytes an element.
  let size: Int
  let isBigEndian: Bool
  /// Whether the type is not said, but can only be this one.
  let isGuessed: Bool

  private static let isHostBigEndian = Int(1).bigEndian == 1

  /// Names that other writers than NumPy give in place of its codes.
  private static let codes = [
    "float16": "f2", "float32": "f4", "float64": "f8", "bfloat16": "V2", "half": "f2",
    "single": "f4", "double": "f8", "int8": "i1", "int16": "i2", "int32": "i4", "int64": "i8",
    "uint8": "u1", "uint16": "u2", "uint32": "u4", "uint64": "u8", "bool": "b1", "?": "b1",
  ]

  /// Reads a `descr`; nil for every type but floats of 2, 4, 8 bytes, bfloat16, integers of 1, 2, 4,
  /// 8 bytes, truth values and strings.
  ///
  /// Where no byte order is given, it is the machine's.
  init?(description: String) {
    var rest = Substring(description)
    switch rest.first {
    case "<":
      isBigEndian = false
      rest.removeFirst()
    case ">":
      isBigEndian = true
      rest.removeFirst()
    case "=", "|":
      isBigEndian = Self.isHostBigEndian
      rest.removeFirst()
    default: isBigEndian = Self.isHostBigEndian
    }
    isGuessed = rest == "V2"
    var code = Self.codes[String(rest)].map { Substring($0) } ?? rest
    guard let letter = code.popFirst(), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let size = Int(code), size > 0
    else { return nil }
    switch (letter, size) {
    case ("f", 2), ("f", 4), ("f", 8): kind = .floatingPoint
    case ("V", 2): kind = .bfloat16
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): kind = .signed
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): kind = .unsigned
    case ("b", 1): kind = .boolean
    case ("U", ...(Int(Int32.max) / 4)): kind = .text
    case ("S", ...Int(Int32.max)), ("a", ...Int(Int32.max)): kind = .bytes
    default: return nil
    }
    self.size = kind == .text ? size * 4 : size
  }

  /// Whether elements are numbers, truth values not counted.
  var isNumeric: Bool {
    switch kind {
    case .floatingPoint, .bfloat16, .signed, .unsigned: true
    case .boolean, .text, .bytes: false
    }
  }

  /// Whether elements are numbers that need not be whole.
  var isFloatingPoint: Bool { kind == .floatingPoint || kind == .bfloat16 }

  /// Whether elements are whole numbers.
  var isInteger: Bool { kind == .signed || kind == .unsigned }

  /// Whether elements are text.
  var isText: Bool { kind == .text || kind == .bytes }

  /// Whether elements are unsigned bytes.
  var isByte: Bool { kind == .unsigned && size == 1 }

  /// Whether elements are floats as they lie in memory.
  var isNativeFloat: Bool { kind == .floatingPoint && size == 4 && isNative }

  /// Whether an element lies in a file as it lies in memory.
  var isNative: Bool { size == 1 || isBigEndian == Self.isHostBigEndian }

  /// Whether every element is exactly a Float.
  var isExactlyFloat: Bool {
    switch kind {
    case .floatingPoint, .bfloat16: size <= 4
    case .signed, .unsigned: size <= 2
    case .boolean: true
    case .text, .bytes: false
    }
  }

  /// The element at an address as a Float; a Double beyond Float's range becomes an infinity.
  @inline(__always)
  func float(at address: UnsafeRawPointer) -> Float {
    switch (kind, size) {
    case (.floatingPoint, 2): Float(Float16(bitPattern: bits(at: address, UInt16.self)))
    case (.floatingPoint, 4): Float(bitPattern: bits(at: address, UInt32.self))
    case (.floatingPoint, _): Float(Double(bitPattern: bits(at: address, UInt64.self)))
    case (.bfloat16, _): Float(bitPattern: UInt32(bits(at: address, UInt16.self)) << 16)
    default: Float(integer(at: address))
    }
  }

  /// The element at an address as a Double, the nearest for integers beyond 2⁵³.
  @inline(__always)
  func double(at address: UnsafeRawPointer) -> Double {
    switch kind {
    case .floatingPoint where size == 8: Double(bitPattern: bits(at: address, UInt64.self))
    case .floatingPoint, .bfloat16: Double(float(at: address))
    default: Double(integer(at: address))
    }
  }

  /// The element at an address, an integer or a truth value, as an integer wide enough for all.
  @inline(__always)
  func integer(at address: UnsafeRawPointer) -> Int128 {
    switch (size, kind) {
    case (1, .signed): Int128(address.loadUnaligned(as: Int8.self))
    case (1, .boolean): address.loadUnaligned(as: UInt8.self) == 0 ? 0 : 1
    case (1, _): Int128(address.loadUnaligned(as: UInt8.self))
    case (2, .signed): Int128(Int16(bitPattern: bits(at: address, UInt16.self)))
    case (2, _): Int128(bits(at: address, UInt16.self))
    case (4, .signed): Int128(Int32(bitPattern: bits(at: address, UInt32.self)))
    case (4, _): Int128(bits(at: address, UInt32.self))
    case (_, .signed): Int128(Int64(bitPattern: bits(at: address, UInt64.self)))
    default: Int128(bits(at: address, UInt64.self))
    }
  }

  /// The text at an address; nil if its bytes are not UTF-8, or a code point is none.
  func text(at address: UnsafeRawPointer) -> String? {
    guard kind == .text else {
      let bytes = UnsafeRawBufferPointer(start: address, count: size)
      return String(
        validating: bytes.prefix((bytes.lastIndex { $0 != 0 } ?? -1) + 1), as: UTF8.self)
    }
    var scalars = String.UnicodeScalarView()
    var zeros = 0
    for offset in stride(from: 0, to: size, by: 4) {
      let code = bits(at: address + offset, UInt32.self)
      if code == 0 {
        zeros += 1
        continue
      }
      // Zeros pad at the end alone; one in the middle is a character.
      for _ in 0..<zeros { scalars.append("\0") }
      zeros = 0
      guard let scalar = Unicode.Scalar(code) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  @inline(__always)
  private func bits<Bits: FixedWidthInteger & BitwiseCopyable>(
    at address: UnsafeRawPointer, _ type: Bits.Type
  ) -> Bits {
    let bits = address.loadUnaligned(as: type)
    return isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)
  }
}
