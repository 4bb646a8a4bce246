/// The row of single marks for the logits that decide the margin: from above for the smallest
/// positives, from below for the largest negatives, thick where several share a column.
///
/// It shows at a glance whether one outlier breaks the margin, or many do.
struct HistogramRug {
  /// What is drawn in each column of the axis: how many positives, and how many negatives.
  private(set) var counts: [(positives: Int, negatives: Int)]

  init(_ extremes: ExtremeLogits, axis: HistogramAxis) {
    counts = Array(repeating: (0, 0), count: axis.columnCount)
    for logit in extremes.positives {
      let column = axis.column(of: logit)
      if counts.indices.contains(column) { counts[column].positives += 1 }
    }
    for logit in extremes.negatives {
      let column = axis.column(of: logit)
      if counts.indices.contains(column) { counts[column].negatives += 1 }
    }
  }

  func draw(in row: Rectangle, on canvas: inout Canvas) {
    for (offset, count) in counts.enumerated() where offset < row.width {
      let isSingle = max(count.positives, count.negatives) == 1
      let column = row.column + offset
      switch (count.positives > 0, count.negatives > 0) {
      case (true, true): canvas.put(isSingle ? "│" : "┃", column, row.row, .overlap)
      case (true, false): canvas.put(isSingle ? "╵" : "╹", column, row.row, .positive)
      case (false, true): canvas.put(isSingle ? "╷" : "╻", column, row.row, .negative)
      case (false, false): break
      }
    }
  }
}
