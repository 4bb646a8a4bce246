extension IDXArray {
  /// All elements as Floats; a double is rounded to the nearest, and one beyond Float's range becomes
  /// an infinity.
  func floats() -> [Float] {
    switch type {
    case .unsignedByte: bytes.map(Float.init)
    case .signedByte: bytes.map { Float(Int8(bitPattern: $0)) }
    case .short: elements(UInt16.self) { Float(Int16(bitPattern: $0)) }
    case .int: elements(UInt32.self) { Float(Int32(bitPattern: $0)) }
    case .float: elements(UInt32.self) { Float(bitPattern: $0) }
    case .double: elements(UInt64.self) { Float(Double(bitPattern: $0)) }
    }
  }

  /// All elements as whole numbers.
  ///
  /// - Throws: ``DataError`` if one of them has a fraction or is not finite.
  func wholeNumbers() throws -> [Int] {
    switch type {
    case .unsignedByte: return bytes.map(Int.init)
    case .signedByte: return bytes.map { Int(Int8(bitPattern: $0)) }
    case .short: return elements(UInt16.self) { Int(Int16(bitPattern: $0)) }
    case .int: return elements(UInt32.self) { Int(Int32(bitPattern: $0)) }
    case .float: return try whole(elements(UInt32.self) { Double(Float(bitPattern: $0)) })
    case .double: return try whole(elements(UInt64.self) { Double(bitPattern: $0) })
    }
  }

  private func whole(_ values: [Double]) throws -> [Int] {
    try values.enumerated().map { index, value in
      guard value.isFinite, let number = Int(exactly: value) else {
        throw DataError.malformed(
          path: path,
          .clause("has the label \(value) at example \(index); labels are whole numbers"))
      }
      return number
    }
  }

  private func elements<Bits: FixedWidthInteger & BitwiseCopyable, Element>(
    _ bits: Bits.Type, _ convert: (Bits) -> Element
  ) -> [Element] {
    bytes.withUnsafeBytes { buffer in
      (0..<count).map { index in
        convert(
          Bits(bigEndian: buffer.loadUnaligned(fromByteOffset: index * type.size, as: bits)))
      }
    }
  }
}
