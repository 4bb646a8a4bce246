/// Files in the formats of datasets and arrays, made by hand.
public enum FileBytes {
  /// An IDX file of unsigned bytes.
  public static func idx(shape: [Int], values: [UInt8]) -> [UInt8] {
    let lengths = shape.flatMap { length in bytes(of: UInt32(length).bigEndian) }
    return [0, 0, 8, UInt8(shape.count)] + lengths + values
  }

  /// An IDX file of elements of any type, given by its code and their bytes.
  public static func idx(type: UInt8, shape: [Int], bytes values: [UInt8]) -> [UInt8] {
    let lengths = shape.flatMap { length in bytes(of: UInt32(length).bigEndian) }
    return [0, 0, type, UInt8(shape.count)] + lengths + values
  }

  /// An NPY file with any header text around `descr`, order and shape.
  public static func npy(
    _ description: String, shape: [Int], isFortranOrder: Bool = false, version: UInt8 = 1,
    payload: [UInt8]
  ) -> [UInt8] {
    let lengths = shape.map { "\($0), " }.joined()
    let dictionary =
      "{'descr': '\(description)', 'fortran_order': \(isFortranOrder ? "True" : "False"), "
      + "'shape': (\(lengths)), }"
    return npy(header: dictionary, version: version, payload: payload)
  }

  /// An NPY file with this dictionary, or whatever stands in its place.
  public static func npy(header: String, version: UInt8 = 1, payload: [UInt8]) -> [UInt8] {
    let text = Array((header + "\n").utf8)
    let length =
      version == 1
      ? bytes(of: UInt16(text.count).littleEndian) : bytes(of: UInt32(text.count).littleEndian)
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + payload
  }

  /// An NPY file of int64, as NumPy makes of a list of whole numbers.
  public static func npy(_ values: [Int64], shape: [Int]? = nil) -> [UInt8] {
    npy("<i8", shape: shape ?? [values.count], payload: values.flatMap { bytes(of: $0) })
  }

  /// An NPY file of float32.
  public static func npy(_ values: [Float], shape: [Int]) -> [UInt8] {
    npy("<f4", shape: shape, payload: values.flatMap { bytes(of: $0) })
  }

  /// An NPY file of float64.
  public static func npy(_ values: [Double]) -> [UInt8] {
    npy("<f8", shape: [values.count], payload: values.flatMap { bytes(of: $0) })
  }

  /// The bytes of a value as they lie in memory.
  public static func bytes<Value: BitwiseCopyable>(of value: Value) -> [UInt8] {
    withUnsafeBytes(of: value) { Array($0) }
  }
}

/// SplitMix64: a seeded generator, so that random tests repeat.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
