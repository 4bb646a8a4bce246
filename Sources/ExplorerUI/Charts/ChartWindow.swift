/// One of the two axes of a chart.
enum ChartAxis: Hashable, Sendable {
  case horizontal
  case vertical
}

/// The part of a chart that is shown, as shares of its whole axes: what those span may change
/// beneath it.
struct ChartWindow: Hashable, Sendable {
  private var horizontal = 0.0...1.0
  private var vertical = 0.0...1.0

  /// The narrowest share of an axis.
  private static let narrowest = 1.0 / 5000

  /// Whether everything is shown.
  var isWhole: Bool { self == ChartWindow() }

  /// The share of an axis that is shown.
  func share(_ axis: ChartAxis) -> ClosedRange<Double> {
    axis == .horizontal ? horizontal : vertical
  }

  /// Whether all of an axis is shown.
  func isWhole(_ axis: ChartAxis) -> Bool { share(axis) == 0...1 }

  /// What is shown of an axis that spans a range.
  func range(_ axis: ChartAxis, of whole: ClosedRange<Double>) -> ClosedRange<Double> {
    guard !isWhole(axis) else { return whole }
    let (span, share) = (whole.upperBound - whole.lowerBound, share(axis))
    return
      (whole.lowerBound + share.lowerBound * span)...(whole.lowerBound + share.upperBound * span)
  }

  /// Shows so many times less of an axis, in which a place, a share of it, stays where it is; what
  /// is not shown now cannot stay, and the middle does.
  mutating func zoom(_ axis: ChartAxis, by factor: Double, around place: Double?) {
    let shown = share(axis)
    let span = shown.upperBound - shown.lowerBound
    let width = span / factor
    guard width < 0.999 else { return set(axis, 0...1) }
    guard width > Self.narrowest else { return }
    let centre =
      place.flatMap { shown.contains($0) ? $0 : nil } ?? (shown.lowerBound + shown.upperBound) / 2
    set(axis, from: centre - (centre - shown.lowerBound) / factor, width: width)
  }

  /// Moves what is shown of an axis by eighths of it, as far as there is more.
  mutating func pan(_ axis: ChartAxis, by eighths: Int) {
    guard !isWhole(axis) else { return }
    let shown = share(axis)
    let width = shown.upperBound - shown.lowerBound
    set(axis, from: shown.lowerBound + Double(eighths) * width / 8, width: width)
  }

  private mutating func set(_ axis: ChartAxis, from start: Double, width: Double) {
    let start = start.clamped(to: 0...max(0, 1 - width))
    set(axis, start...min(1, start + width))
  }

  private mutating func set(_ axis: ChartAxis, _ share: ClosedRange<Double>) {
    if axis == .horizontal { horizontal = share } else { vertical = share }
  }

  /// How many times each axis is magnified, for instance `x ×4 y ×2`; empty for the whole chart.
  var words: String {
    [("x", ChartAxis.horizontal), ("y", .vertical)].compactMap { name, axis in
      guard !isWhole(axis) else { return nil }
      let share = share(axis)
      let factor = 1 / (share.upperBound - share.lowerBound)
      return "\(name) ×" + NumberText.setting((factor * 10).rounded() / 10)
    }
    .joined(separator: " ")
  }
}
