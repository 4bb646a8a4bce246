import Glibc

/// Writes arrays as NPY files.
public enum NPYWriter {
  /// Writes an array in row-major order; the file appears complete or not at all.
  ///
  /// - Precondition: there are as many values as the shape says.
  /// - Throws: ``DataError``.
  public static func write(_ values: [Float], shape: [Int], to path: String) throws {
    precondition(values.count == shape.reduce(1, *), "the values do not fill the shape")
    try write(shape: shape, to: path) { append in try append(values) }
  }

  /// Writes an array of int32; the file appears complete or not at all.
  ///
  /// - Precondition: there are as many values as the shape says.
  /// - Throws: ``DataError``.
  public static func write(integers values: [Int32], shape: [Int], to path: String) throws {
    precondition(values.count == shape.reduce(1, *), "the values do not fill the shape")
    let bytes = header(shape: shape, type: "i4")
    try AtomicFile.write(to: path) { output in
      try bytes.withUnsafeBytes { try output.write($0) }
      try values.withUnsafeBytes { try output.write($0) }
    }
  }

  /// Writes an array of float32 piece by piece, so that it need not fit into memory.
  ///
  /// - Parameter body: appends the values, in row-major order, as many as the shape says.
  /// - Throws: ``DataError``, or whatever `body` throws.
  public static func write(
    shape: [Int], to path: String, _ body: (_ append: ([Float]) throws -> Void) throws -> Void
  ) throws {
    let bytes = header(shape: shape, type: "f4")
    try AtomicFile.write(to: path) { output in
      try bytes.withUnsafeBytes { try output.write($0) }
      var count = 0
      try body { values in
        count += values.count
        try values.withUnsafeBytes { try output.write($0) }
      }
      precondition(count == shape.reduce(1, *), "the values do not fill the shape")
    }
  }

  /// The header of an array, padded so that the elements begin at a multiple of 64 bytes.
  private static func header(shape: [Int], type: String) -> [UInt8] {
    let order = Int(1).bigEndian == 1 ? ">" : "<"
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let dictionary = Array(
      "{'descr': '\(order)\(type)', 'fortran_order': False, 'shape': (\(lengths)), }".utf8)
    let unpadded = 10 + dictionary.count + 1
    let padding = (64 - unpadded % 64) % 64
    let length = dictionary.count + padding + 1
    return NPYHeader.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + dictionary
      + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }
}
