/// How the pixels along one side of a picture become another number of pixels.
///
/// Where they become fewer, each new pixel is the mean of what it covers, a pixel in part counting in
/// part; where they become more, each is interpolated between the two whose centers are nearest.
struct ResamplingAxis {
  /// How many pixels there are.
  let sourceCount: Int
  /// How many they become.
  let targetCount: Int
  /// Where the parts of each source pixel begin in `parts`, and where the last one's end.
  private let begins: [Int32]
  private let parts: [Part]

  /// What a source pixel contributes to a target pixel.
  struct Part {
    var target: Int32
    var weight: Float
  }

  /// Plans the change.
  ///
  /// - Precondition: both counts are at least 1.
  init(from sourceCount: Int, to targetCount: Int) {
    precondition(sourceCount >= 1 && targetCount >= 1, "a picture has pixels")
    self.sourceCount = sourceCount
    self.targetCount = targetCount
    let found = Self.parts(sourceCount, targetCount)
    var begins = Array(repeating: Int32(0), count: sourceCount + 1)
    for (source, _) in found { begins[source + 1] += 1 }
    for source in 0..<sourceCount { begins[source + 1] += begins[source] }
    var parts = Array(repeating: Part(target: 0, weight: 0), count: found.count)
    var next = begins
    for (source, part) in found {
      parts[Int(next[source])] = part
      next[source] += 1
    }
    self.begins = begins
    self.parts = parts
  }

  /// What source pixels contribute, in the order of the target pixels.
  private static func parts(_ sourceCount: Int, _ targetCount: Int) -> [(source: Int, Part)] {
    let scale = Double(sourceCount) / Double(targetCount)
    var parts: [(source: Int, Part)] = []
    parts.reserveCapacity(sourceCount + 2 * targetCount)
    func add(_ source: Int, _ target: Int, _ weight: Double) {
      guard weight > 0, source < sourceCount else { return }
      parts.append((source, Part(target: Int32(target), weight: Float(weight))))
    }
    for target in 0..<targetCount {
      if scale >= 1 {
        let (begin, end) = (Double(target) * scale, Double(target + 1) * scale)
        for source in Int(begin)..<max(Int(begin) + 1, Int(end.rounded(.up))) {
          let covered = min(end, Double(source + 1)) - max(begin, Double(source))
          add(source, target, covered / scale)
        }
      } else {
        let center = min(max((Double(target) + 0.5) * scale - 0.5, 0), Double(sourceCount - 1))
        add(Int(center), target, 1 - (center - Double(Int(center))))
        add(Int(center) + 1, target, center - Double(Int(center)))
      }
    }
    return parts
  }

  /// What a source pixel contributes.
  @inline(__always)
  func parts(of source: Int) -> ArraySlice<Part> {
    parts[Int(begins[source])..<Int(begins[source + 1])]
  }
}
