import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct PictureDecoderTests {
  /// What Pillow makes of a fixture, shown upright, channel by channel.
  struct Expected: Decodable {
    let height: Int
    let width: Int
    let channels: Int
    let values: [Int]
  }

  private static let folder = Bundle.module.resourceURL?.appendingPathComponent(
    "Fixtures/pictures")

  static let expected: [String: Expected] = {
    guard let folder,
      let data = try? Data(contentsOf: folder.appendingPathComponent("pictures.json"))
    else { return [:] }
    return (try? JSONDecoder().decode([String: Expected].self, from: data)) ?? [:]
  }()

  static let names = expected.keys.sorted()

  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: try #require(folder).appendingPathComponent(name)))
  }

  /// The picture in bytes, as it is shown or brought to a shape.
  static func decode(_ bytes: [UInt8], to shape: ImageShape? = nil) throws -> (
    header: PictureHeader, shape: ImageShape, pixels: [UInt8]
  ) {
    try bytes.withUnsafeBytes { buffer in
      let decoder = try PictureFormat.decoder(buffer)
      let header = decoder.header
      let shape =
        shape
        ?? ImageShape(
          height: header.shownHeight, width: header.shownWidth, channels: header.isGray ? 1 : 3)
      var pixels = [UInt8](repeating: 77, count: shape.featureCount)
      try pixels.withUnsafeMutableBufferPointer { target in
        try PictureScaler(shape: shape).write(decoder, to: try #require(target.baseAddress))
      }
      return (header, shape, pixels)
    }
  }

  @Test func hasAllFixtures() {
    #expect(Self.names.count == 27)
  }

  @Test(arguments: names) func decodesAsPillowDoes(_ name: String) throws {
    let expected = try #require(Self.expected[name])
    let (_, shape, pixels) = try Self.decode(Self.fixture(name))
    #expect(
      shape
        == ImageShape(
          height: expected.height, width: expected.width, channels: expected.channels))
    // Another build of libjpeg may round otherwise; PNG leaves nothing to choose.
    let tolerance = name.hasSuffix("png") ? 0 : 2
    for (found, wanted) in zip(pixels, expected.values) {
      #expect(abs(Int(found) - wanted) <= tolerance)
    }
    #expect(pixels.count == expected.values.count)
  }

  @Test func tellsWhatIsConverted() throws {
    let conversions = { try Self.decode(Self.fixture($0)).header.conversions }
    #expect(try conversions("color.png").isEmpty && conversions("color.jpg").isEmpty)
    #expect(try conversions("alpha.png") == [.flattened])
    #expect(try conversions("palette-transparent.png") == [.flattened])
    #expect(try conversions("sixteen.png") == [.narrowed])
    #expect(try conversions("inks.jpg") == [.fromInks])
    #expect(try conversions("oriented-6.jpg") == [.oriented])
    #expect(try conversions("oriented.png") == [.oriented])
  }

  /// The mean of what each new pixel covers, or the interpolation, from whole pictures in doubles.
  private func slowly(_ pixels: [UInt8], _ count: Int, to target: Int, _ at: Int) -> Double {
    let scale = Double(count) / Double(target)
    guard scale < 1 else {
      var (sum, weight) = (0.0, 0.0)
      for source in 0..<count {
        let covered =
          min(Double(at + 1) * scale, Double(source + 1)) - max(Double(at) * scale, Double(source))
        if covered > 0 {
          sum += covered * Double(pixels[source])
          weight += covered
        }
      }
      return sum / weight
    }
    let place = min(max((Double(at) + 0.5) * scale - 0.5, 0), Double(count - 1))
    let first = Int(place)
    let second = min(first + 1, count - 1)
    let share = place - Double(first)
    return Double(pixels[first]) * (1 - share) + Double(pixels[second]) * share
  }

  @Test(arguments: [1, 2, 3, 5, 8, 12, 13, 17, 40], [1, 4, 7, 13, 16, 33])
  func resizesBothSides(_ height: Int, _ width: Int) throws {
    let (header, shape, pixels) = try Self.decode(Self.fixture("color.png"))
    let small = ImageShape(height: height, width: width, channels: 3)
    let (_, _, resized) = try Self.decode(Self.fixture("color.png"), to: small)
    for channel in 0..<3 {
      let plane = pixels[channel * 221..<(channel + 1) * 221]
      // First across, in doubles, then down.
      let lines = (0..<shape.height).map { row -> [Double] in
        let line = Array(plane.dropFirst(row * 17).prefix(17))
        return (0..<width).map { slowly(line, 17, to: width, $0) }
      }
      for row in 0..<height {
        for column in 0..<width {
          var wanted = 0.0
          let axis = ResamplingAxis(from: 13, to: height)
          for source in 0..<13 {
            for part in axis.parts(of: source) where part.target == row {
              wanted += Double(part.weight) * lines[source][column]
            }
          }
          let found = Double(resized[channel * height * width + row * width + column])
          #expect(abs(found - wanted) <= 0.501)
        }
      }
    }
    #expect(header.width == 17)
    // The same picture, interlaced, is the same picture.
    let interlaced = try Self.decode(Self.fixture("color-interlaced.png"), to: small).pixels
    #expect(zip(interlaced, resized).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test(arguments: [1, 2, 3, 7, 64, 100], [1, 2, 3, 10, 64, 99])
  func weightsAddUpToOne(_ source: Int, _ target: Int) {
    let axis = ResamplingAxis(from: source, to: target)
    var sums = [Float](repeating: 0, count: target)
    for index in 0..<source {
      for part in axis.parts(of: index) { sums[Int(part.target)] += part.weight }
    }
    #expect(sums.allSatisfy { abs($0 - 1) < 1e-5 })
    let line = (0..<source).map { UInt8(($0 * 37) % 256) }
    for at in 0..<target {
      var found: Float = 0
      for index in 0..<source {
        for part in axis.parts(of: index) where part.target == at {
          found += part.weight * Float(line[index])
        }
      }
      #expect(abs(Double(found) - slowly(line, source, to: target, at)) < 1e-3)
    }
  }

  @Test func turnsColorsGray() throws {
    let (_, _, color) = try Self.decode(Self.fixture("color.png"))
    let (_, _, gray) = try Self.decode(
      Self.fixture("color.png"), to: ImageShape(height: 13, width: 17))
    for pixel in 0..<221 {
      let (red, green, blue) = (
        Double(color[pixel]), Double(color[221 + pixel]), Double(color[442 + pixel])
      )
      let wanted = 0.299 * red + 0.587 * green + 0.114 * blue
      #expect(abs(Double(gray[pixel]) - wanted) <= 0.501)
    }
    let (_, _, tripled) = try Self.decode(
      Self.fixture("gray.png"), to: ImageShape(height: 13, width: 17, channels: 3))
    #expect(tripled[..<221] == tripled[221..<442] && tripled[..<221] == tripled[442...])
  }

  @Test func boundsWhatIsClaimed() throws {
    let claims: [((Int, Int), String)] = [
      ((40_000, 40_000), "pixels, too many"), ((0, 5), ""), ((2_000_000, 2), ""),
      ((5000, 5000), ""),
    ]
    for (size, words) in claims {
      let bytes = FileBytes.png(width: 2, height: 2, pixels: [1, 2, 3, 4], claiming: size)
      let error = try #require(throws: PictureError.self) { try Self.decode(bytes) }
      #expect(words.isEmpty || error.reason.contains(words))
      #expect(!error.reason.isEmpty)
    }
    // A JPEG picture that claims 60,000 times 60,000 pixels.
    for name in ["color.jpg", "progressive.jpg"] {
      var bytes = try Self.fixture(name)
      let frame = try #require(
        bytes.indices.dropLast(8).first {
          bytes[$0] == 0xFF && (0xC0...0xC2).contains(bytes[$0 + 1])
        })
      for (offset, byte) in zip(5..., [0xEA, 0x60, 0xEA, 0x60] as [UInt8]) {
        bytes[frame + offset] = byte
      }
      let error = try #require(throws: PictureError.self) { try Self.decode(bytes) }
      #expect(error.reason.contains("it claims 60000x60000 pixels"))
    }
  }

  @Test(arguments: names) func survivesEveryTruncation(_ name: String) throws {
    let bytes = try Self.fixture(name)
    let small = ImageShape(height: 4, width: 5, channels: 3)
    for count in 0..<bytes.count {
      do {
        _ = try Self.decode(Array(bytes[..<count]), to: small)
        // Only what follows the pixels may be missing.
        #expect(count > bytes.count - 90, "\(name) cut to \(count)")
      } catch is PictureError {}
    }
  }

  @Test(arguments: ["png", "jpg"]) func survivesDamage(_ suffix: String) throws {
    var generator = SeededGenerator(seed: 5)
    let originals = try Self.names.filter { $0.hasSuffix(suffix) }.map(Self.fixture)
    let small = ImageShape(height: 6, width: 5)
    var readable = 0
    for round in 0..<10_000 {
      var bytes = originals[round % originals.count]
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      if round % 5 == 0 { bytes = damaged(bytes, using: &generator) }
      if suffix == "png" { bytes.repairChecksums() }
      do {
        _ = try Self.decode(bytes, to: small)
        readable += 1
      } catch is PictureError {}
    }
    #expect(readable > 100, "damage gets past the first check")
  }

  @Test func readsOrientationsOfAnyOrder() {
    func orientation(_ bytes: [UInt8]) -> Int { bytes.withUnsafeBytes { ExifOrientation.read($0) } }
    let little: [UInt8] =
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    let big: [UInt8] =
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0]
    #expect(orientation(little) == 6 && orientation(big) == 8)
    for count in 0..<20 { #expect(orientation(Array(little[..<count])) == 1) }
    var wrong = little
    wrong[18] = 9
    #expect(orientation(wrong) == 1)
    wrong[4] = 250
    #expect(orientation(wrong) == 1)
  }
}

extension [UInt8] {
  /// Gives every chunk of a PNG file the checksum that it should have, so that damage is decoded.
  fileprivate mutating func repairChecksums() {
    var place = 8
    while place + 12 <= count {
      let length = self[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= count - place - 12 else { return }
      var sum = Checksum()
      self[place + 4..<place + 8 + length].withUnsafeBytes { sum.add($0) }
      let digits = FileBytes.bytes(of: sum.value.bigEndian)
      replaceSubrange(place + 8 + length..<place + 12 + length, with: digits)
      place += 12 + length
    }
  }
}
