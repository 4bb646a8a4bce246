import Assets
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct IDXArrayTests {
  private let valid = FileBytes.idx(shape: [2, 2, 3], values: Array(1...12))

  private func read(_ bytes: [UInt8], dimensions: Int = 3) throws -> IDXArray {
    try IDXArray(bytes: bytes, path: "file", dimensions: dimensions...dimensions)
  }

  private func expect(
    _ malformation: Malformation, of bytes: [UInt8], dimensions: Int = 3,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: DataError.malformed(path: "file", malformation), sourceLocation: sourceLocation)
    {
      try read(bytes, dimensions: dimensions)
    }
  }

  @Test func readsShapeAndValues() throws {
    let array = try read(valid)
    #expect(array.shape == [2, 2, 3])
    #expect(array.bytes == Array(1...12))
    #expect(
      try read(FileBytes.idx(shape: [3], values: [7, 0, 9]), dimensions: 1).bytes == [7, 0, 9])
  }

  @Test func readsGzip() throws {
    let array = try read(gzip(valid))
    #expect(array.shape == [2, 2, 3])
    #expect(array.bytes == Array(1...12))
    // Two members, cut in the middle of the header.
    #expect(try read(gzip(Array(valid[..<9])) + gzip(Array(valid[9...]))).bytes == Array(1...12))
  }

  @Test func refusesOtherFormats() {
    expect(
      .wrongFormat(expected: .idx(dimensions: 3), firstBytes: [0, 0, 10, 3]), of: [0, 0, 10, 3, 0])
    expect(
      .wrongFormat(expected: .idx(dimensions: 1), firstBytes: [0, 0, 8, 3]), of: valid,
      dimensions: 1)
    expect(.truncatedHeader(byteCount: 0), of: [])
    expect(.truncatedHeader(byteCount: 10), of: Array(valid[..<10]))
  }

  @Test func comparesThePromiseWithTheData() {
    expect(.wrongSize(promised: .exactly(12), found: .exactly(11)), of: valid.dropLast())
    expect(.wrongSize(promised: .exactly(12), found: .exactly(13)), of: valid + [0])
    expect(.wrongSize(promised: .exactly(12), found: .exactly(11)), of: gzip(valid.dropLast()))
    expect(.wrongSize(promised: .exactly(12), found: .moreThan(12)), of: gzip(valid + [0, 0]))
    expect(.empty, of: FileBytes.idx(shape: [0, 28, 28], values: []))
    expect(.empty, of: FileBytes.idx(shape: [1, 0, 28], values: []))
  }

  @Test func setsNothingAsideForALie() {
    let lie = FileBytes.idx(shape: [1 << 31, 28, 28], values: [1, 2, 3])
    expect(
      .wrongSize(promised: .exactly(28 * 28 << 31), found: .exactly(3)), of: lie)
    expect(.impossibleSize, of: gzip(lie))
    let beyondInt = FileBytes.idx(shape: [1 << 31, 1 << 31, 1 << 31], values: [])
    expect(.impossibleSize, of: beyondInt)
    expect(.impossibleSize, of: gzip(beyondInt))
  }

  @Test func unpacksNoMoreThanPromised() {
    // Unpacked, this is 64 MB; the header promises 12 bytes.
    let bomb = gzip(valid + [UInt8](repeating: 0, count: 64 << 20))
    #expect(bomb.count < 100_000)
    expect(.wrongSize(promised: .exactly(12), found: .moreThan(12)), of: bomb)
  }

  @Test func refusesDamagedGzip() {
    let packed = gzip(valid)
    expect(.damagedCompression, of: packed.dropLast(9))
    expect(.damagedCompression, of: packed + [1, 2, 3])
    var flipped = packed
    flipped[packed.count - 6] ^= 0xff
    expect(.damagedCompression, of: flipped)
  }

  @Test func readsEveryElementType() throws {
    let values: [Double] = [0, 1, -1, 100, -128, 127]
    func file(_ type: UInt8, _ bytes: (Double) -> [UInt8]) throws -> IDXArray {
      try read(FileBytes.idx(type: type, shape: [6], bytes: values.flatMap(bytes)), dimensions: 1)
    }
    let arrays = [
      try file(0x09) { FileBytes.bytes(of: Int8($0)) },
      try file(0x0B) { FileBytes.bytes(of: Int16($0).bigEndian) },
      try file(0x0C) { FileBytes.bytes(of: Int32($0).bigEndian) },
      try file(0x0D) { FileBytes.bytes(of: Float($0).bitPattern.bigEndian) },
      try file(0x0E) { FileBytes.bytes(of: $0.bitPattern.bigEndian) },
    ]
    for array in arrays {
      #expect(array.floats() == values.map { Float($0) })
      #expect(try array.wholeNumbers() == values.map { Int($0) })
    }
    #expect(
      try read(FileBytes.idx(shape: [2], values: [7, 255]), dimensions: 1).floats() == [7, 255])
    let half = try read(
      FileBytes.idx(
        type: 0x0D, shape: [1], bytes: FileBytes.bytes(of: Float(0.5).bitPattern.bigEndian)),
      dimensions: 1)
    let error = try #require(throws: DataError.self) { try half.wholeNumbers() }
    #expect("\(error)".contains("has the label 0.5 at example 0"))
  }

  @Test func readsOnlyTheHeaderForTheShape() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write(valid, to: "plain")
    let packed = try folder.write(gzip(valid), to: "packed.gz")
    #expect(try IDXArray.shape(path: plain, dimensions: 3...3) == [2, 2, 3])
    #expect(try IDXArray.shape(path: packed, dimensions: 3...3) == [2, 2, 3])
  }

  @Test func survivesEveryFlippedByte() throws {
    var generator = SeededGenerator(seed: 1)
    for original in [valid, gzip(valid), EmbeddedDigits.testLabels] {
      let dimensions = original == EmbeddedDigits.testLabels ? 1 : 3
      for _ in 0..<2000 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        if Bool.random(using: &generator) {
          bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
        }
        do {
          let array = try read(bytes, dimensions: dimensions)
          #expect(array.bytes.count == array.shape.reduce(array.type.size, *))
          #expect(array.floats().count == array.count)
        } catch is DataError {}
      }
    }
  }
}
