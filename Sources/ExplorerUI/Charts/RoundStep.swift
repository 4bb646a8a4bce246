import Glibc

/// Steps of 1, 2 or 5 times a power of ten: what ticks, bins and settings move by.
enum RoundStep {
  /// The smallest round step that is at least a value above 0.
  static func atLeast(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let exponent = Int(floor(log10(value)))
    for power in (exponent - 1)...(exponent + 1) {
      for digit in [1.0, 2, 5] {
        let step = number(digit, power: power)
        if step >= value * (1 - 1e-9), step > 0 { return step }
      }
    }
    return value
  }

  /// The next round step above a value.
  static func above(_ value: Double) -> Double { atLeast(value * (1 + 1e-6)) }

  /// The next round step below a value above 0.
  static func below(_ value: Double) -> Double {
    let above = atLeast(value * (1 - 1e-6))
    for divisor in [2, 2.5] {
      let candidate = atLeast(above / divisor * (1 - 1e-9))
      if candidate < value * (1 - 1e-6) { return candidate }
    }
    return value / 2
  }

  /// The largest round step that is at most a value above 0.
  static func atMost(_ value: Double) -> Double { below(value * (1 + 1e-5)) }

  /// How many decimals a multiple of a round step needs.
  static func decimals(of step: Double) -> Int {
    guard step > 0, step.isFinite else { return 0 }
    return max(0, -Int(floor(log10(step) + 1e-9)))
  }

  /// Dividing by a positive power of ten is exact where multiplying by a negative one is not.
  private static func number(_ digit: Double, power: Int) -> Double {
    power < 0 ? digit / pow(10, Double(-power)) : digit * pow(10, Double(power))
  }
}

/// Round positions on an axis.
struct Ticks: Sendable {
  /// The distance between two of them.
  let step: Double
  /// The positions, ascending.
  let values: [Double]

  /// At most `maximumCount` multiples of a round step within bounds.
  init(_ bounds: ClosedRange<Double>, maximumCount: Int) {
    let span = bounds.upperBound - bounds.lowerBound
    guard span > 0, span.isFinite, maximumCount > 0 else {
      step = 1
      values = []
      return
    }
    var step = RoundStep.atLeast(span / Double(maximumCount))
    var values = Self.multiples(of: step, in: bounds)
    while values.count > maximumCount {
      step = RoundStep.above(step)
      values = Self.multiples(of: step, in: bounds)
    }
    self.step = step
    self.values = values
  }

  private static func multiples(of step: Double, in bounds: ClosedRange<Double>) -> [Double] {
    let slack = 1e-9
    let first = (bounds.lowerBound / step - slack).rounded(.up)
    let last = (bounds.upperBound / step + slack).rounded(.down)
    guard last >= first, last - first < 10_000, first.magnitude < 1e15 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Powers of ten within bounds, both given as logarithms, and as many of their doubles and
  /// fivefolds as there is room for.
  static func logarithmic(
    _ bounds: ClosedRange<Double>, maximumCount: Int,
    label: (Double) -> String = { NumberText.setting($0) }
  ) -> [(position: Double, label: String)] {
    func ticks(_ digits: [Double]) -> [(position: Double, label: String)] {
      let decades = Int(floor(bounds.lowerBound))...Int(bounds.upperBound.rounded(.up))
      return decades.flatMap { decade in
        digits.map { (Double(decade) + log10($0), $0 * pow(10, Double(decade))) }
      }
      .filter { bounds.contains($0.0) || abs($0.0 - bounds.upperBound) < 1e-9 }
      .map { (position: $0.0, label: label($0.1)) }
    }
    // Between two of those, on a short stretch, the axis is as good as linear.
    if ticks([1, 2, 5]).count < 2 {
      let linear = Ticks(
        pow(10, bounds.lowerBound)...pow(10, bounds.upperBound), maximumCount: maximumCount)
      return linear.values.filter { $0 > 0 }.map { (position: log10($0), label: label($0)) }
    }
    for digits in [[1.0, 2, 5], [1, 3]] {
      let fine = ticks(digits)
      if fine.count <= maximumCount { return fine }
    }
    let decades = ticks([1])
    let stride = max(1, (decades.count + maximumCount - 1) / max(1, maximumCount))
    return decades.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }

  /// Every position with its label.
  var labelled: [(position: Double, label: String)] { values.map { ($0, label($0)) } }

  /// A position in as many decimals as the step needs.
  func label(_ value: Double) -> String {
    let magnitude = values.reduce(0) { max($0, $1.magnitude) }
    if magnitude >= 1e6 || step < 1e-4 && magnitude < 1000 * step {
      return value == 0 ? "0" : NumberText.general(value, digits: 2)
    }
    return NumberText.fixed(value, decimals: RoundStep.decimals(of: step))
  }
}
