import LogitEngine

/// A small two-class histogram: positives up, negatives down, each half to its own peak; or, in a
/// single row, the larger of the two.
struct MirroredBars {
  let axis: HistogramAxis
  /// The rows of the positives, as many columns as the axis has or more.
  let positives: Rectangle
  /// The rows of the negatives; empty for a histogram of a single row.
  let negatives: Rectangle
  private let positiveLevels: [Int]
  private let negativeLevels: [Int]
  private let threshold: Double?

  /// Brings a histogram down to eighths of a row.
  ///
  /// - Parameter box: the rows to fill; with one row both halves share it.
  init(_ scores: ClassScores, axis: HistogramAxis, threshold: Double?, in box: Rectangle) {
    self.axis = axis
    self.threshold = threshold
    var rest = box
    positives = rest.takeTop((box.height + 1) / 2)
    negatives = rest
    let histogram = scores.histogram(axis.bins)
    positiveLevels = Self.levels(histogram.positives, rows: positives.height)
    negativeLevels = Self.levels(histogram.negatives, rows: max(1, negatives.height))
  }

  /// A bin that is not empty has an eighth at least, so that no logit is lost from sight.
  private static func levels(_ counts: BinCounts, rows: Int) -> [Int] {
    guard let peak = counts.inside.max(), peak > 0 else {
      return [Int](repeating: 0, count: counts.inside.count)
    }
    return counts.inside.map { count in
      count == 0
        ? 0
        : Int((Double(count) / Double(peak) * Double(rows * 8)).rounded())
          .clamped(to: 1...max(1, rows * 8))
    }
  }

  func draw(on canvas: inout Canvas) {
    for column in 0..<min(axis.columnCount, positives.width) {
      let bin = axis.bin(atColumn: column)
      let place = positives.column + column
      if negatives.isEmpty {
        drawShared(bin, place, on: &canvas)
      } else {
        drawMirrored(bin, place, on: &canvas)
      }
    }
  }

  private func drawMirrored(_ bin: Int, _ column: Int, on canvas: inout Canvas) {
    let isBelow = threshold.map { axis.bins.lowerBound(of: bin + 1) <= $0 + 1e-12 } ?? false
    let isAbove = threshold.map { axis.bins.lowerBound(of: bin) >= $0 } ?? false
    for row in positives.rows {
      let level = positiveLevels[bin] - (positives.endRow - 1 - row) * 8
      if level > 0 {
        canvas.putPositive(level, column, row, isBelow ? .positiveMistake : .positive)
      }
    }
    for row in negatives.rows {
      let level = negativeLevels[bin] - (row - negatives.row) * 8
      if level > 0 {
        canvas.putNegative(level, column, row, isAbove ? .negativeMistake : .negative)
      }
    }
  }

  /// The larger of the two in the single row; without colours negatives are shades.
  private func drawShared(_ bin: Int, _ column: Int, on canvas: inout Canvas) {
    let (positive, negative) = (positiveLevels[bin], negativeLevels[bin])
    guard max(positive, negative) > 0 else { return }
    let row = positives.row
    if positive >= negative {
      canvas.putPositive(positive, column, row, .positive)
    } else if !canvas.theme.tellsClassesByColor {
      let glyph: Character = negative >= 6 ? "▓" : negative >= 3 ? "▒" : "░"
      canvas.put(canvas.hasUnicode ? glyph : ":", column, row, .negative)
    } else if canvas.hasUnicode {
      canvas.put(Glyphs.lowerEighths[min(8, negative)], column, row, .negative)
    } else {
      canvas.put(negative >= 4 ? ":" : "'", column, row, .negative)
    }
  }

  /// Draws a vertical line at the threshold wherever it meets no bar.
  func drawThreshold(on canvas: inout Canvas) {
    guard let threshold, !negatives.isEmpty else { return }
    let column = axis.column(of: threshold)
    guard (0..<min(axis.columnCount, positives.width)).contains(column) else { return }
    let bin = axis.bin(atColumn: column)
    for row in positives.rows
    where positiveLevels[bin] <= (positives.endRow - 1 - row) * 8 {
      canvas.put("╎", positives.column + column, row, .threshold)
    }
    for row in negatives.rows where negativeLevels[bin] <= (row - negatives.row) * 8 {
      canvas.put("╎", positives.column + column, row, .threshold)
    }
  }
}

extension HistogramAxis {
  /// Draws faint lines at the round positions over some rows.
  func drawGuides(in box: Rectangle, on canvas: inout Canvas) {
    guard canvas.capabilities.colors == .many else { return }
    for value in ticks.values {
      let column = column(of: value)
      guard (0..<columnCount).contains(column), column < box.width else { continue }
      for row in box.rows { canvas.put("┊", box.column + column, row, .guide) }
    }
  }

  /// Writes the round positions below their columns.
  func drawLabels(in row: Rectangle, on canvas: inout Canvas) {
    guard row.height > 0 else { return }
    let ticks = ticks
    var end = row.column
    for value in ticks.values {
      let column = column(of: value)
      guard (0..<columnCount).contains(column) else { continue }
      let label = ticks.label(value)
      let width = label.displayWidth
      // The digits stand under the tick, a minus before it.
      let sign = label.hasPrefix("−") ? 1 : 0
      let start = (row.column + column - (width - sign - 1) / 2 - sign)
        .clamped(to: row.column...max(row.column, row.endColumn - width))
      guard start >= end, start + width <= row.endColumn else { continue }
      canvas.text(label, start, row.row, .subtle)
      end = start + width + 1
    }
  }

  private var ticks: Ticks { Ticks(bounds, maximumCount: max(2, columnCount / 8)) }
}
