import Glibc

/// Writes arrays of float32 as NPY files.
public enum NPYWriter {
  /// Writes an array in row-major order; the file appears complete or not at all.
  ///
  /// - Precondition: there are as many values as the shape says.
  /// - Throws: ``DataError``.
  public static func write(_ values: [Float], shape: [Int], to path: String) throws {
    precondition(values.count == shape.reduce(1, *), "the values do not fill the shape")
    let bytes = header(shape: shape)
    try AtomicFile.write(to: path) { output in
      try bytes.withUnsafeBytes { try output.write($0) }
      try values.withUnsafeBytes { try output.write($0) }
    }
  }

  /// The header of a float32 array, padded so that the elements begin at a multiple of 64 bytes.
  static func header(shape: [Int]) -> [UInt8] {
    let order = Int(1).bigEndian == 1 ? ">" : "<"
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let dictionary = Array(
      "{'descr': '\(order)f4', 'fortran_order': False, 'shape': (\(lengths)), }".utf8)
    let unpadded = 10 + dictionary.count + 1
    let padding = (64 - unpadded % 64) % 64
    let length = dictionary.count + padding + 1
    return NPYHeader.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + dictionary
      + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }
}
