import LogitEngine

/// The horizontal axis of a histogram: bins of a round width, each a fixed number of columns wide.
struct HistogramAxis: Sendable, Equatable {
  /// The bins; their edges are multiples of their width.
  let bins: HistogramBins
  /// Columns a bin.
  let columnsPerBin: Int

  /// Chooses bins for a range of logits on so many columns.
  init(range: ClosedRange<Double>, columns: Int) {
    let columns = max(1, columns)
    let span = max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
    var best: (score: Double, width: Double, first: Double, needed: Int)?
    var width = RoundStep.atLeast(span / Double(columns))
    for _ in 0..<7 {
      let first = (range.lowerBound / width).rounded(.down)
      let needed = (range.upperBound / width).rounded(.down) - first + 1
      if needed <= Double(columns) {
        let wide = Double((columns / Int(needed)) * Int(needed)) / Double(columns)
        let fine = needed / Double(columns)
        // Fine bins count for a little less than a full pane.
        let score = wide * (fine * fine.squareRoot()).squareRoot()
        if best.map({ score > $0.score }) ?? true {
          best = (score, width, first, Int(needed))
        }
      }
      width = RoundStep.above(width)
    }
    guard let best else {
      // One or two columns: a single bin holds everything.
      bins = HistogramBins(lowerBound: range.lowerBound, width: span * 1.001, count: 1)
      columnsPerBin = columns
      return
    }
    columnsPerBin = columns / best.needed
    let count = columns / columnsPerBin
    let first = best.first - Double((count - best.needed) / 2)
    bins = HistogramBins(lowerBound: first * best.width, width: best.width, count: count)
  }

  /// Fills so many columns with bins of a given number of columns each, their width as small as
  /// they allow: less round than others, so that a small histogram loses no room.
  init(filling columns: Int, with range: ClosedRange<Double>, columnsPerBin: Int) {
    let columnsPerBin = max(1, columnsPerBin)
    let count = max(1, columns / columnsPerBin)
    let span = max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
    let tenth = RoundStep.atLeast(span / Double(count)) / 10
    var width = tenth * 4
    var first = 0.0
    repeat {
      width += tenth
      first = (range.lowerBound / width).rounded(.down)
    } while (range.upperBound / width).rounded(.down) - first + 1 > Double(count)
      && width < tenth * 40
    let needed = ((range.upperBound / width).rounded(.down) - first + 1)
      .clamped(to: 1...Double(count))
    first -= ((Double(count) - needed) / 2).rounded(.down)
    self.columnsPerBin = columnsPerBin
    bins = HistogramBins(lowerBound: first * width, width: width, count: count)
  }

  /// How many columns the bins take.
  var columnCount: Int { bins.count * columnsPerBin }

  /// How much one column spans.
  var columnWidth: Double { bins.width / Double(columnsPerBin) }

  /// The bounds of the axis.
  var bounds: ClosedRange<Double> { bins.lowerBound...bins.upperBound }

  /// The column of a value; below 0 or from `columnCount` on where it lies outside.
  func column(of value: Double) -> Int {
    let position = (value - bins.lowerBound) / columnWidth
    guard position.isFinite else { return value < bins.lowerBound ? -1 : columnCount }
    // A value on an edge belongs to the bin that begins there, whatever the division made of it.
    return Int((position + 1e-9).rounded(.down).clamped(to: -1...Double(columnCount)))
  }

  /// The value at the left edge of a column.
  func value(atColumn column: Int) -> Double {
    bins.lowerBound + Double(column) * columnWidth
  }

  /// The bin drawn in a column.
  func bin(atColumn column: Int) -> Int { column / columnsPerBin }
}

extension Comparable {
  /// The nearest value within bounds.
  func clamped(to bounds: ClosedRange<Self>) -> Self {
    min(max(self, bounds.lowerBound), bounds.upperBound)
  }
}

/// The range of an axis that follows moving data without trembling.
enum SteadyRange {
  /// Grows at once and with room to spare, shrinks only when the data fills little more than half of it.
  static func following(
    _ previous: ClosedRange<Double>?, data: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let data = widened(data)
    let span = data.upperBound - data.lowerBound
    guard let previous else { return data }
    let previousSpan = previous.upperBound - previous.lowerBound
    let covers =
      previous.lowerBound <= data.lowerBound && data.upperBound <= previous.upperBound
    if covers && span > previousSpan * 0.6 { return previous }
    if covers { return data }
    if span <= previousSpan * 0.6 { return data }
    let room = span * 0.06
    return min(
      previous.lowerBound,
      data.lowerBound < previous.lowerBound ? data.lowerBound - room : data.lowerBound)...max(
        previous.upperBound,
        data.upperBound > previous.upperBound ? data.upperBound + room : data.upperBound)
  }

  /// A range that has a width, however few values the data has.
  private static func widened(_ data: ClosedRange<Double>) -> ClosedRange<Double> {
    let largest = max(data.lowerBound.magnitude, data.upperBound.magnitude)
    let least = max(largest * 1e-5, 1e-6)
    guard data.upperBound - data.lowerBound < least else { return data }
    let room = max(0.5, largest * 1e-3)
    return (data.lowerBound - room)...(data.upperBound + room)
  }
}
