extension Canvas {
  /// Draws the positives of a class standing on a line and its negatives hanging below it; where
  /// there is but one line, both in one row of bars, the taller in front and pale where the other
  /// is there too.
  ///
  /// - Parameter threshold: the column that a threshold falls into, counted from 0 with fractions;
  ///   in two rows or more, what is wholly on the wrong side of it is pale. In a single row bars
  ///   are pale where both kinds are. nil for no threshold.
  mutating func distribution(
    _ distribution: ClassDistribution, threshold: Double?, in place: Rectangle
  ) {
    let rows = max(1, place.height / 2)
    /// A column that is not empty has an eighth at least, so that no logit is lost from sight.
    func level(_ height: Float) -> Int {
      height > 0 ? max(1, Int((height * Float(rows * 8)).rounded())) : 0
    }
    for offset in 0..<min(place.width, distribution.columnCount) {
      let column = place.column + offset
      let positive = level(distribution.positives[offset])
      let negative = level(distribution.negatives[offset])
      let isShared = positive > 0 && negative > 0
      let isMissed = threshold.map { Double(offset + 1) <= $0 } ?? false
      let isLetIn = threshold.map { Double(offset) >= $0 } ?? false
      if place.height > 1 {
        for row in 0..<rows {
          putPositive(
            positive - 8 * (rows - 1 - row), column, place.row + row,
            isMissed ? .positiveMistake : .positive)
          putNegative(
            negative - 8 * row, column, place.row + rows + row,
            isLetIn ? .negativeMistake : .negative)
        }
      } else if positive > 0, positive >= negative {
        putInOneLine(positive, isPositive: true, isShared, column, place.row)
      } else if negative > 0 {
        putInOneLine(negative, isPositive: false, isShared, column, place.row)
      }
    }
  }

  /// Without colours the glyph says whose bar it is: blocks for positives, shades for negatives.
  private mutating func putInOneLine(
    _ level: Int, isPositive: Bool, _ isShared: Bool, _ column: Int, _ row: Int
  ) {
    let role: Role =
      isPositive
      ? isShared ? .positiveMistake : .positive : isShared ? .negativeMistake : .negative
    let third = (level - 1) / 3
    let glyph: Character
    if hasUnicode, isPositive || capabilities.colors != .none {
      glyph = Glyphs.lowerEighths[min(8, level)]
    } else if hasUnicode {
      glyph = ["░", "▒", "▓"][third]
    } else {
      glyph = isShared ? "x" : isPositive ? ["+", "*", "#"][third] : [".", ":", "="][third]
    }
    put(glyph, column, row, role)
  }

  /// Draws a share of one as a horizontal bar.
  mutating func bar(_ share: Double, in place: Rectangle, _ role: Role) {
    let halves = Int((share * Double(place.width * 2)).rounded().clamped(to: 0...1e6))
    for offset in 0..<place.width {
      switch halves - offset * 2 {
      case 2...: put("━", place.column + offset, place.row, role)
      case 1: put("╸", place.column + offset, place.row, role)
      default: put("─", place.column + offset, place.row, .guide)
      }
    }
  }
}
