/// A linear map of every feature, applied as a batch is gathered: scale · value + offset.
///
/// The value is what is stored, so that for bytes the division by 255 is folded in.
final class FeatureScaling: @unchecked Sendable {
  /// The factor of each feature; never written again.
  let scales: UnsafeMutablePointer<Float>
  /// The summand of each feature; never written again.
  let offsets: UnsafeMutablePointer<Float>

  /// Makes every channel of examples like those measured one of mean 0 and standard deviation 1.
  ///
  /// A channel that never changes becomes 0. One that changes by rounding noise alone keeps its
  /// scale, since noise of deviation 1 would look like a feature.
  init(_ statistics: ChannelStatistics, shape: ImageShape, unit: Float) {
    let count = shape.featureCount
    let area = shape.height * shape.width
    scales = .allocate(capacity: max(count, 1))
    offsets = .allocate(capacity: max(count, 1))
    let isNoise = statistics.noiseChannels()
    for feature in 0..<count {
      let channel = feature / area
      let (mean, measured) = statistics[channel]
      let deviation = isNoise[channel] && measured > 0 ? 1 : measured
      let scale = Float(1 / deviation)
      let offset = Float(-mean / deviation)
      let isUsable = scale.isFinite && offset.isFinite
      (scales + feature).initialize(to: isUsable ? scale * unit : 0)
      (offsets + feature).initialize(to: isUsable ? offset : 0)
    }
  }

  deinit {
    scales.deallocate()
    offsets.deallocate()
  }
}

/// The mean and the standard deviation of each channel of some examples.
struct ChannelStatistics {
  private var means: [Double]
  /// Σ (value − mean)² of each channel.
  private var squares: [Double]
  /// The largest magnitude of each channel.
  private var magnitudes: [Float]
  private var exampleCount = 0
  private let area: Int

  /// Synthetic examples are alike; so many of them tell what all would.
  private static let largestSyntheticSample = 50_000
  private static let chunk = 64

  /// Measures examples without their scaling.
  init(_ examples: Examples) {
    let shape = examples.shape
    area = shape.height * shape.width
    means = Array(repeating: 0, count: shape.channels)
    squares = Array(repeating: 0, count: shape.channels)
    magnitudes = Array(repeating: 0, count: shape.channels)
    var plain = examples
    plain.scaling = nil
    var count = examples.count
    if case .synthetic = examples.storage { count = min(count, Self.largestSyntheticSample) }
    let buffer = UnsafeMutablePointer<Float>.allocate(
      capacity: max(Self.chunk * shape.featureCount, 1))
    buffer.initialize(repeating: 0, count: Self.chunk * shape.featureCount)
    defer { buffer.deallocate() }
    for begin in stride(from: 0, to: count, by: Self.chunk) {
      let indices = begin..<min(begin + Self.chunk, count)
      plain.gather(indices, into: buffer, firstRow: 0, pass: .evaluation)
      add(buffer, rows: indices.count)
    }
  }

  /// The mean and the standard deviation of a channel.
  subscript(channel: Int) -> (mean: Double, deviation: Double) {
    let count = Double(max(exampleCount * area, 1))
    return (means[channel], (squares[channel] / count).squareRoot())
  }

  /// The most roundings to single precision that a deviation may come from.
  private static let noise = 2 * Double(Float.ulpOfOne)
  /// Channels are alike if nine tenths of them deviate by no more than so many times as much as a
  /// fifth of them does.
  private static let likeness = 100.0

  /// Whether each channel is a constant but for what rounding does to it: to its own values or,
  /// where channels are alike, as the entries of a vector of length 1 are, to those of the others.
  ///
  /// - Complexity: O(channels · log channels).
  func noiseChannels() -> [Bool] {
    let deviations = means.indices.map { self[$0].deviation }
    let isConstant = zip(deviations, magnitudes).map { $0 <= Self.noise * Double($1) }
    let others = zip(deviations, isConstant).filter { !$0.1 }.map(\.0).sorted()
    guard others.count >= 10,
      others[others.count * 9 / 10] <= Self.likeness * others[others.count / 5]
    else { return isConstant }
    let limit = Self.noise * others[others.count / 2]
    return zip(deviations, isConstant).map { $0 <= limit || $1 }
  }

  /// What is to be said when these normalize inputs.
  func notes(isPicture: Bool) -> [String] {
    let noise = noiseChannels().count { $0 }
    let noun = isPicture ? "channel" : "feature"
    var notes = ["each \(noun) is brought to mean 0 and deviation 1 over the training set"]
    if noise > 0 {
      notes.append(
        noise == 1
          ? "1 \(noun) is constant but for rounding and keeps its scale"
          : "\(noise) \(noun)s are constant but for rounding and keep their scale")
    }
    return notes
  }

  // Each chunk by itself, then joined (Chan, Golub, LeVeque, 1979): a sum of squares alone would
  // lose the deviation of values far from 0.
  private mutating func add(_ values: UnsafePointer<Float>, rows: Int) {
    let channels = means.count
    let width = channels * area
    let chunkCount = Double(rows * area)
    let countBefore = Double(exampleCount * area)
    for channel in 0..<channels {
      var sum = 0.0
      for row in 0..<rows {
        let pixels = values + row * width + channel * area
        for pixel in 0..<area {
          sum += Double(pixels[pixel])
          magnitudes[channel] = max(magnitudes[channel], abs(pixels[pixel]))
        }
      }
      let mean = sum / chunkCount
      var square = 0.0
      for row in 0..<rows {
        let pixels = values + row * width + channel * area
        for pixel in 0..<area {
          let distance = Double(pixels[pixel]) - mean
          square += distance * distance
        }
      }
      let distance = mean - means[channel]
      let share = chunkCount / (countBefore + chunkCount)
      means[channel] += distance * share
      squares[channel] += square + distance * distance * countBefore * share
    }
    exampleCount += rows
  }
}
