/// Files with something wrong in them, the same ones for the same seed.
public struct MutatedBytes {
  private let original: [UInt8]
  private var generator: SeededGenerator

  /// Makes variants of a file.
  public init(_ original: [UInt8], seed: UInt64) {
    self.original = original
    generator = SeededGenerator(seed: seed)
  }

  /// The next variant: some bytes changed, left out, doubled or put in.
  public mutating func next() -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 1...8, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4:
        // Bytes that mean something in most formats.
        bytes.insert(
          Array("{}[]\",:-0129eN\n\t#\\u ".utf8).randomElement(using: &generator) ?? 0, at: place)
      default: for index in place..<end { bytes[index] = 0xff }
      }
    }
    return bytes
  }
}
