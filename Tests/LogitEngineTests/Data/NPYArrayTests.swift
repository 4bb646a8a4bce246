import TestSupport
import Testing

@testable import LogitEngine

@Suite struct NPYArrayTests {
  private func array(
    _ bytes: [UInt8], dimensions: Int = 2, of wanted: Malformation.ElementClass = .floatingPoint
  ) throws -> NPYArray {
    try NPYArray(InputFile(bytes: bytes, path: "file"), dimensions: dimensions, of: wanted)
  }

  private func floats(_ bytes: [UInt8], dimensions: Int = 2) throws -> [Float] {
    try array(bytes, dimensions: dimensions).floats()
  }

  private func classes(_ bytes: [UInt8], below classCount: Int = 200) throws -> [Int32] {
    try array(bytes, dimensions: 1, of: .integer).classes(below: classCount)
  }

  private func expect(
    _ malformation: Malformation, of bytes: [UInt8], dimensions: Int = 2,
    wanted: Malformation.ElementClass = .floatingPoint,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: DataError.malformed(path: "file", malformation), sourceLocation: sourceLocation)
    {
      let array = try array(bytes, dimensions: dimensions, of: wanted)
      switch wanted {
      case .floatingPoint, .byteOrFloatingPoint: _ = try array.floats()
      case .integer: _ = try array.classes(below: 200)
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt8]) func readsEveryVersion(_ version: UInt8) throws {
    let bytes = FileBytes.npy(
      "<f4", shape: [1, 2], version: version,
      payload: FileBytes.bytes(of: Float(1.5)) + FileBytes.bytes(of: Float(-2)))
    #expect(try floats(bytes) == [1.5, -2])
  }

  @Test func readsEveryFloatType() throws {
    let values: [Float] = [0, -0.0, 1.5, -2, 1000, .infinity]
    func check(_ description: String, _ payload: [UInt8]) throws {
      #expect(try floats(FileBytes.npy(description, shape: [2, 3], payload: payload)) == values)
    }
    let bits16 = values.map { Float16($0).bitPattern }
    let bits64 = values.map { Double($0).bitPattern }
    try check("<f2", bits16.flatMap { FileBytes.bytes(of: $0.littleEndian) })
    try check(">f2", bits16.flatMap { FileBytes.bytes(of: $0.bigEndian) })
    try check("<f4", values.flatMap { FileBytes.bytes(of: $0.bitPattern.littleEndian) })
    try check("=f4", values.flatMap { FileBytes.bytes(of: $0) })
    try check(">f4", values.flatMap { FileBytes.bytes(of: $0.bitPattern.bigEndian) })
    try check("<f8", bits64.flatMap { FileBytes.bytes(of: $0.littleEndian) })
    try check(">f8", bits64.flatMap { FileBytes.bytes(of: $0.bigEndian) })
  }

  @Test func convertsEveryFloat16() throws {
    let all = Array(UInt16.min...UInt16.max)
    let read = try floats(
      FileBytes.npy(
        "<f2", shape: [all.count], payload: all.flatMap { FileBytes.bytes(of: $0.littleEndian) }),
      dimensions: 1)
    for (bits, value) in zip(all, read) {
      let reference = decodeFloat16(bits)
      if reference.isNaN {
        #expect(value.isNaN)
      } else {
        #expect(value.bitPattern == Float(reference).bitPattern, "\(bits)")
      }
    }
  }

  // The definition of binary16, without the language's own type.
  private func decodeFloat16(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023) / 1024
    func power(_ exponent: Int) -> Double {
      Double(sign: .plus, exponent: exponent, significand: 1)
    }
    return switch exponent {
    case 31: fraction == 0 ? sign * .infinity : .nan
    case 0: sign * fraction * power(-14)
    default: sign * (1 + fraction) * power(exponent - 15)
    }
  }

  @Test func roundsDoublesAndLetsThemOverflow() throws {
    let doubles = [0.1, 1e300, -1e300, .nan]
    let read = try floats(
      FileBytes.npy("<f8", shape: [2, 2], payload: doubles.flatMap { FileBytes.bytes(of: $0) }))
    #expect(read[..<3] == [0.1, .infinity, -.infinity])
    #expect(read[3].isNaN)
  }

  @Test(arguments: ["f4", "|f4", "=f4", "float32", "single"])
  func readsTypesWithoutAnOrder(_ description: String) throws {
    let payload = FileBytes.bytes(of: Float(1.5))
    #expect(try floats(FileBytes.npy(description, shape: [1, 1], payload: payload)) == [1.5])
  }

  @Test(arguments: ["<V2", "|V2", "bfloat16"])
  func readsBfloat16(_ description: String) throws {
    let payload = [1.5, -2, Float.infinity].flatMap {
      FileBytes.bytes(of: UInt16($0.bitPattern >> 16))
    }
    #expect(
      try floats(FileBytes.npy(description, shape: [1, 3], payload: payload)) == [
        1.5, -2, .infinity,
      ])
  }

  @Test func readsText() throws {
    func texts(_ description: String, _ payload: [UInt8], count: Int) throws -> [String] {
      let file = InputFile(
        bytes: FileBytes.npy(description, shape: [count], payload: payload), path: "file")
      let header = try NPYHeader(reading: file)
      return try NPYArray(header: header, data: file).texts()
    }
    let words: [UInt32] = [0x732b, 0, 0x65, 0x301]
    #expect(
      try texts("<U2", words.flatMap { FileBytes.bytes(of: $0) }, count: 2) == ["猫", "e\u{301}"])
    #expect(
      try texts(">U2", words.flatMap { FileBytes.bytes(of: $0.bigEndian) }, count: 2)
        == ["猫", "e\u{301}"])
    #expect(try texts("|S3", Array("ab\0cde".utf8), count: 2) == ["ab", "cde"])
    #expect(throws: DataError.malformed(path: "file", .clause("has no UTF-8 at row 1"))) {
      try texts("|S1", [0x61, 0xe9], count: 2)
    }
    #expect(throws: DataError.self) {
      try texts("<U1", FileBytes.bytes(of: UInt32(0xd800)), count: 1)
    }
  }

  @Test func transposesFortranOrder() throws {
    let columns: [Float] = [1, 4, 2, 5, 3, 6]
    for description in ["<f4", ">f4"] {
      let payload = columns.flatMap { value in
        FileBytes.bytes(
          of: description == "<f4" ? value.bitPattern.littleEndian : value.bitPattern.bigEndian)
      }
      let bytes = FileBytes.npy(description, shape: [2, 3], isFortranOrder: true, payload: payload)
      #expect(try floats(bytes) == [1, 2, 3, 4, 5, 6])
    }
  }

  @Test func readsInPieces() throws {
    let (rows, columns) = (700, 300)
    var payload: [UInt8] = []
    for column in 0..<columns {
      for row in 0..<rows { payload += FileBytes.bytes(of: Double(row * columns + column)) }
    }
    let bytes = FileBytes.npy(
      "<f8", shape: [rows, columns], isFortranOrder: true, payload: payload)
    #expect(try floats(bytes) == (0..<rows * columns).map(Float.init))
  }

  @Test func readsEveryIntegerType() throws {
    func check<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type, _ name: String)
      throws
    {
      let values: [Integer] = [0, 5, 100]
      for (order, payload) in [
        ("<", values.flatMap { FileBytes.bytes(of: $0.littleEndian) }),
        (">", values.flatMap { FileBytes.bytes(of: $0.bigEndian) }),
      ] {
        let description = (Integer.bitWidth == 8 ? "|" : order) + name
        #expect(
          try classes(FileBytes.npy(description, shape: [3], payload: payload)) == [0, 5, 100],
          "\(description)")
      }
    }
    try check(Int8.self, "i1")
    try check(UInt8.self, "u1")
    try check(Int16.self, "i2")
    try check(UInt16.self, "u2")
    try check(Int32.self, "i4")
    try check(UInt32.self, "u4")
    try check(Int64.self, "i8")
    try check(UInt64.self, "u8")
  }

  @Test(arguments: [-1, 3, .min, .max, 1 << 32] as [Int64])
  func namesAClassOutOfRange(_ value: Int64) {
    #expect(
      throws: DataError.malformed(
        path: "file", .classOutOfRange(position: [1], value: "\(value)", classCount: 3))
    ) { try classes(FileBytes.npy([2, value, 0]), below: 3) }
  }

  @Test func namesUnsignedValuesExactly() {
    let payload = FileBytes.bytes(of: UInt64.max)
    #expect(
      throws: DataError.malformed(
        path: "file",
        .classOutOfRange(position: [0], value: "18446744073709551615", classCount: 3))
    ) { try classes(FileBytes.npy("<u8", shape: [1], payload: payload), below: 3) }
  }

  @Test(arguments: [
    "|O", "|b1", "<c8", "<U4", "|S3", "<M8[ns]", "<f16", "<i3", "", "?", "<f1", "<e2", "<V1",
    "|V4", "<U0", "<", "<U-1", "bfloat17",
  ]) func refusesOtherTypes(_ description: String) {
    let bytes = FileBytes.npy(description, shape: [1], payload: [0])
    for wanted in [Malformation.ElementClass.floatingPoint, .integer] {
      expect(
        .unsupportedType(description: description, wanted: wanted), of: bytes, dimensions: 1,
        wanted: wanted)
    }
  }

  @Test func refusesTheOtherKindOfNumber() {
    expect(
      .unsupportedType(description: "<i8", wanted: .floatingPoint),
      of: FileBytes.npy([1, 2] as [Int64], shape: [1, 2]))
    expect(
      .unsupportedType(description: "<f4", wanted: .integer),
      of: FileBytes.npy([1, 2] as [Float], shape: [2]), dimensions: 1, wanted: .integer)
  }

  @Test func refusesStructuredTypesByName() {
    let fields = "[('a', '<f4'), ('b', '<i4', (2,))]"
    expect(
      .unsupportedType(description: fields, wanted: .floatingPoint),
      of: FileBytes.npy(
        header: "{'descr': \(fields), 'fortran_order': False, 'shape': (1, 1), }",
        payload: [0, 0, 0, 0]))
  }

  @Test func comparesTheShapeWithTheData() {
    let payload = [UInt8](repeating: 0, count: 8)
    expect(
      .wrongSize(promised: .exactly(12), found: .exactly(8)),
      of: FileBytes.npy("<f4", shape: [1, 3], payload: payload))
    expect(
      .wrongSize(promised: .exactly(4), found: .exactly(8)),
      of: FileBytes.npy("<f4", shape: [1, 1], payload: payload))
    expect(
      .wrongSize(promised: .exactly(4 << 40), found: .exactly(8)),
      of: FileBytes.npy("<f4", shape: [1 << 20, 1 << 20], payload: payload))
    expect(.impossibleSize, of: FileBytes.npy("<f4", shape: [1 << 62, 4], payload: payload))
    expect(.impossibleSize, of: FileBytes.npy("<f4", shape: [1 << 31, 1 << 31], payload: payload))
    expect(.empty, of: FileBytes.npy("<f4", shape: [0, 3], payload: []))
    expect(
      .wrongRank(shape: [2], wanted: 2), of: FileBytes.npy("<f4", shape: [2], payload: payload))
    expect(
      .wrongRank(shape: [], wanted: 2), of: FileBytes.npy("<f8", shape: [], payload: payload))
  }

  @Test func refusesOtherFormats() {
    expect(.wrongFormat(expected: .npy, firstBytes: []), of: [])
    expect(
      .wrongFormat(expected: .npy, firstBytes: [0x50, 0x4b, 3, 4, 0, 0]),
      of: [0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0])
    let valid = FileBytes.npy([1] as [Float], shape: [1, 1])
    expect(.truncatedHeader(byteCount: 7), of: Array(valid[..<7]))
    expect(.truncatedHeader(byteCount: 9), of: Array(valid[..<9]))
    expect(.truncatedHeader(byteCount: 40), of: Array(valid[..<40]))
    var other = valid
    other[6] = 4
    expect(.unsupportedVersion(major: 4, minor: 0), of: other)
  }

  @Test(arguments: [
    ("", "'{' is expected at byte 1"),
    ("{'descr': '<f4', 'fortran_order': False}", "the key 'shape' is missing"),
    ("{'fortran_order': False, 'shape': (1, 1)}", "the key 'descr' is missing"),
    ("{'descr': '<f4', 'shape': (1, 1)}", "the key 'fortran_order' is missing"),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'x': 1}",
      "the key 'x' is not expected"
    ),
    (
      "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}",
      "the key 'descr' is not expected"
    ),
    (
      "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1)}",
      "'fortran_order' is neither True nor False"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, -1)}",
      "a length in 'shape' is not a whole number"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1)}",
      "a length in 'shape' is not a whole number"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} + 1",
      "something follows its dictionary"
    ),
    ("{'descr': '<f4", "a quoted string does not end"),
    ("{'descr': [('a', '<f4'", "the list of fields does not end"),
  ]) func refusesMalformedHeaders(_ header: String, _ clause: String) {
    expect(.badHeader(clause), of: FileBytes.npy(header: header, payload: [0, 0, 0, 0]))
  }

  @Test func acceptsHeadersOfOtherWriters() throws {
    let payload = FileBytes.bytes(of: Float(3))
    for header in [
      "{\"shape\":(1,1),\"descr\":\"<f4\",\"fortran_order\":False}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 1L), }          ",
    ] {
      #expect(try floats(FileBytes.npy(header: header, payload: payload)) == [3])
    }
  }

  @Test func survivesEveryFlippedByte() throws {
    var generator = SeededGenerator(seed: 2)
    let originals = [
      FileBytes.npy([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3]),
      FileBytes.npy("<f8", shape: [3, 1], isFortranOrder: true, payload: .init(0..<24)),
      FileBytes.npy("<f2", shape: [2, 2], version: 2, payload: .init(0..<8)),
    ]
    for original in originals {
      for _ in 0..<5000 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        if Int.random(in: 0..<4, using: &generator) == 0 {
          bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
        }
        do {
          let array = try array(bytes)
          let count = array.count
          #expect(try array.floats().count == count)
        } catch is DataError {}
        do { _ = try array(bytes, of: .integer).classes(below: 1000) } catch is DataError {}
      }
    }
  }
}
