import LogitEngine

/// The bars of both halves, in eighths of a cell.
struct HistogramBars {
  /// What a cell of the plot holds.
  enum Occupancy: Equatable {
    case empty
    case partial
    case full(isPositive: Bool)
  }

  private let layout: HistogramPaneLayout
  private let axis: HistogramAxis?
  /// The height of each bin in eighths of a row.
  private let positiveLevels: [Int]
  private let negativeLevels: [Int]
  /// The bins whose bars go past the edge.
  private let cutPositives: [Bool]
  private let cutNegatives: [Bool]
  /// The rows of the bars' outermost cells.
  private let positiveEdge: Int
  private let negativeEdge: Int
  private let threshold: Double?

  /// The most that bars can be magnified; a bin of one in a million is seen then.
  static let largestMagnification = 1 << 16

  /// - Parameter magnification: how many times higher than they fit the bars are.
  init(
    _ histogram: LogitHistogram, scale: HistogramScale, layout: HistogramPaneLayout,
    threshold: Double?, magnification: Int = 1
  ) {
    self.layout = layout
    axis = layout.axis
    self.threshold = threshold
    let positives = Self.heights(histogram.positives, scale)
    let negatives = Self.heights(histogram.negatives, scale)
    let labelRows = layout.hasLabelRows ? layout.isOverlaid ? 2 : 1 : 0
    let positiveRows = max(1, layout.positives.height - labelRows)
    let negativeRows =
      layout.isOverlaid ? positiveRows : max(1, layout.negatives.height - labelRows)
    var perPositiveRow = (positives.max() ?? 0) / Double(positiveRows)
    var perNegativeRow = (negatives.max() ?? 0) / Double(negativeRows)
    if scale != .peaks {
      // One scale for both halves, so that heights above and below can be compared.
      perPositiveRow = max(perPositiveRow, perNegativeRow)
      perNegativeRow = perPositiveRow
    }
    perPositiveRow /= Double(magnification)
    perNegativeRow /= Double(magnification)
    positiveLevels = Self.levels(positives, perRow: perPositiveRow, rows: positiveRows)
    negativeLevels = Self.levels(negatives, perRow: perNegativeRow, rows: negativeRows)
    func cut(_ heights: [Double], perRow: Double, rows: Int) -> [Bool] {
      heights.map { magnification > 1 && $0 > perRow * Double(rows) * (1 + 1e-9) }
    }
    cutPositives = cut(positives, perRow: perPositiveRow, rows: positiveRows)
    cutNegatives = cut(negatives, perRow: perNegativeRow, rows: negativeRows)
    positiveEdge = layout.positives.endRow - positiveRows
    negativeEdge =
      layout.isOverlaid ? positiveEdge : layout.negatives.row + negativeRows - 1
  }

  /// Whether the bar of a bin is cut in a row.
  private func isCut(_ bin: Int, row: Int, isPositive: Bool) -> Bool {
    isPositive
      ? cutPositives[bin] && row == positiveEdge : cutNegatives[bin] && row == negativeEdge
  }

  private static func heights(_ counts: BinCounts, _ scale: HistogramScale) -> [Double] {
    let total = Double(max(1, counts.total))
    return counts.inside.map { count in
      switch scale {
      case .peaks, .density: Double(count) / total
      case .count: Double(count)
      case .logCount: NumberText.logarithm(1 + Double(count))
      }
    }
  }

  /// A bin that is not empty has an eighth at least, so that no logit is lost from sight.
  private static func levels(_ heights: [Double], perRow: Double, rows: Int) -> [Int] {
    heights.map { height in
      guard height > 0, perRow > 0 else { return 0 }
      return Int((height / perRow * 8).rounded().clamped(to: 1...Double(rows * 8)))
    }
  }

  /// What the bars leave of a cell, its column counted from the left of the axis.
  func occupancy(column: Int, row: Int) -> Occupancy {
    let (level, isPositive) = level(column: column, row: row)
    if level > 0, let bin = axis?.bin(atColumn: column),
      isCut(bin, row: row, isPositive: isPositive)
    {
      return .partial
    }
    return level <= 0 ? .empty : level >= 8 ? .full(isPositive: isPositive) : .partial
  }

  private func level(column: Int, row: Int) -> (level: Int, isPositive: Bool) {
    guard let axis, column >= 0, column < axis.columnCount else { return (0, true) }
    let bin = axis.bin(atColumn: column)
    if layout.positives.rows.contains(row) {
      let base = (layout.positives.endRow - 1 - row) * 8
      if layout.isOverlaid, negativeLevels[bin] > positiveLevels[bin] {
        return (negativeLevels[bin] - base, false)
      }
      return (positiveLevels[bin] - (layout.positives.endRow - 1 - row) * 8, true)
    }
    if layout.negatives.rows.contains(row) {
      return (negativeLevels[bin] - (row - layout.negatives.row) * 8, false)
    }
    return (0, true)
  }

  func draw(on canvas: inout Canvas) {
    guard let axis else { return }
    if layout.isOverlaid { return drawOverlaid(axis, on: &canvas) }
    for column in 0..<axis.columnCount {
      let bin = axis.bin(atColumn: column)
      let isBelow = threshold.map { axis.bins.lowerBound(of: bin + 1) <= $0 + 1e-12 } ?? false
      let isAbove = threshold.map { axis.bins.lowerBound(of: bin) >= $0 } ?? false
      let place = axisColumn(column)
      for row in layout.positives.rows {
        let level = level(column: column, row: row).level
        let role: Role = isBelow ? .positiveMistake : .positive
        if isCut(bin, row: row, isPositive: true) {
          canvas.put("≈", place, row, role)
        } else if level > 0 {
          canvas.putPositive(level, place, row, role)
        }
      }
      for row in layout.negatives.rows {
        let level = level(column: column, row: row).level
        let role: Role = isAbove ? .negativeMistake : .negative
        if isCut(bin, row: row, isPositive: false) {
          canvas.put("≈", place, row, role)
        } else if level > 0 {
          canvas.putNegative(level, place, row, role)
        }
      }
    }
  }

  /// Both kinds of bars from one line, what they share in a colour and a glyph of its own.
  private func drawOverlaid(_ axis: HistogramAxis, on canvas: inout Canvas) {
    for column in 0..<axis.columnCount {
      let bin = axis.bin(atColumn: column)
      for row in layout.positives.rows {
        let base = (layout.positives.endRow - 1 - row) * 8
        let isPositiveCut = isCut(bin, row: row, isPositive: true)
        let isNegativeCut = isCut(bin, row: row, isPositive: false)
        if isPositiveCut || isNegativeCut {
          let role: Role =
            isPositiveCut && isNegativeCut ? .overlap : isPositiveCut ? .positive : .negative
          canvas.put("≈", axisColumn(column), row, role)
          continue
        }
        canvas.putOverlaid(
          positive: (positiveLevels[bin] - base).clamped(to: 0...8),
          negative: (negativeLevels[bin] - base).clamped(to: 0...8), axisColumn(column), row)
      }
    }
  }

  private func axisColumn(_ column: Int) -> Int { layout.axisRow.column + column }
}

extension Canvas {
  /// The part of a bar in one cell, standing on the cell's bottom.
  mutating func putPositive(_ level: Int, _ column: Int, _ row: Int, _ role: Role) {
    guard level > 0 else { return }
    if hasUnicode {
      put(Glyphs.lowerEighths[min(8, level)], column, row, role)
    } else {
      put(level >= 4 ? "#" : ".", column, row, role)
    }
  }

  /// The parts of two bars in one cell, the lower of them as what both share.
  fileprivate mutating func putOverlaid(
    positive: Int, negative: Int, _ column: Int, _ row: Int
  ) {
    let (common, larger) = (min(positive, negative), max(positive, negative))
    guard larger > 0 else { return }
    let role: Role = positive > negative ? .positive : .negative
    guard hasUnicode else {
      put(
        common >= 4 ? "X" : larger >= 4 ? positive > negative ? "#" : ":" : ".", column, row,
        common >= 4 ? .overlap : role)
      return
    }
    if !theme.hasSideColors, negative > positive, common < 8 {
      // Without colours negatives are dots, and what lies before them stands out as it is.
      put(common >= 4 ? "▓" : larger >= 4 ? "░" : "·", column, row, common >= 4 ? .overlap : role)
      return
    }
    if common >= 8 {
      put("▓", column, row, .overlap)
    } else if common == larger {
      put(Glyphs.lowerEighths[common], column, row, .overlap)
    } else if common > 0, larger >= 8, theme[role].foreground != .standard {
      var style = theme[.overlap]
      style.background = theme[role].foreground
      put(Glyphs.lowerEighths[common], column, row, style: style)
    } else {
      put(Glyphs.lowerEighths[larger], column, row, role)
    }
  }

  /// The part of a bar in one cell, hanging from the cell's top.
  ///
  /// There are no upper eighths: what is left free is a lower block in the background's colour.
  mutating func putNegative(_ level: Int, _ column: Int, _ row: Int, _ role: Role) {
    guard level > 0 else { return }
    guard hasUnicode else {
      put(level >= 4 ? ":" : "'", column, row, role)
      return
    }
    if level >= 8 {
      put("█", column, row, role)
    } else if capabilities.hasAttributes {
      put(Glyphs.lowerEighths[8 - level], column, row, style: theme[role].reversed)
    } else {
      put(level >= 6 ? "█" : "▀", column, row, role)
    }
  }
}
