import LogitEngine

/// Where things stand in the pane of compared losses while each has rows of its own: one below the
/// other, the unaligned ones apart from the aligned.
struct ComparisonLayout: Sendable {
  /// The rows of one loss.
  struct Row: Sendable {
    /// An index into `LossKind.everyKind`.
    let loss: Int
    /// Its name and its numbers.
    let label: Rectangle
    /// Its histogram or its strip; one that is not compared has none.
    let plot: Rectangle
  }

  /// The losses that are drawn, from the top: the compared ones, and last the one under the cursor
  /// where it is not compared.
  private(set) var rows: [Row] = []
  /// A line above the unaligned losses and one above the aligned, where there is room.
  private(set) var headings: [(isAligned: Bool, frame: Rectangle)] = []
  /// The labels of the axis.
  let tickRow: Rectangle
  /// Lines of plain words at the bottom, as many as are left.
  let words: Rectangle
  /// Whether the labels have room for more than a mark and a part of the name.
  let isWide: Bool

  init(frame: Rectangle, comparison: Comparison) {
    var box = frame.inner.inset(horizontally: 1, vertically: 0)
    isWide = box.width >= 60
    let labelWidth = isWide ? 26 : max(13, box.width / 3)
    let runs = comparison.runs.sorted {
      let (first, second) = (LossKind.everyKind[$0.loss], LossKind.everyKind[$1.loss])
      return first.isAligned == second.isAligned ? $0.loss < $1.loss : second.isAligned
    }
    var compared = runs.map(\.loss)
    let groups = Set(compared.map { LossKind.everyKind[$0].isAligned }).count
    let room = max(0, box.height - 1)
    let hasHeadings = !compared.isEmpty && room - groups >= 2 * compared.count
    let share = (room - (hasHeadings ? groups : 0)) / max(1, compared.count)
    let height = share.clamped(to: 1...9)
    if compared.count > room {
      let cursor = compared.firstIndex(of: comparison.cursor) ?? 0
      let first = (cursor - room / 2).clamped(to: 0...compared.count - room)
      compared = Array(compared[first..<first + room])
    }
    var isLastAligned: Bool?
    for loss in compared {
      let isAligned = LossKind.everyKind[loss].isAligned
      if hasHeadings, isAligned != isLastAligned {
        headings.append((isAligned, box.takeTop(1)))
        isLastAligned = isAligned
      }
      var row = box.takeTop(height)
      let label = row.takeLeft(labelWidth)
      rows.append(Row(loss: loss, label: label, plot: row))
    }
    var ticks = box.takeTop(1)
    let gutter = ticks.takeLeft(labelWidth)
    if comparison.run(ofLoss: comparison.cursor) == nil {
      // At the bottom, so that nothing moves when the cursor comes to it.
      let label = box.height > 0 ? box.takeTop(1) : gutter
      let plot = Rectangle(column: label.endColumn, row: label.row, width: 0, height: 0)
      rows.append(Row(loss: comparison.cursor, label: label, plot: plot))
    }
    tickRow = ticks
    words = box
  }

  /// The axis that all histograms share; nil where there is nothing to show on it.
  func axis(over range: ClosedRange<Double>?) -> HistogramAxis? {
    guard let range, tickRow.width > 0 else { return nil }
    return HistogramAxis(
      filling: tickRow.width, with: range, columnsPerBin: tickRow.width >= 140 ? 2 : 1)
  }

  /// The loss at a cell.
  func loss(atRow row: Int) -> Int? {
    rows.first { $0.label.rows.contains(row) }?.loss
  }
}

extension ExplorerState {
  /// The inside of the pane of compared losses as it is drawn; nil when it is not.
  var comparisonLayout: ComparisonLayout? {
    layout.frame(of: .comparedHistograms).map {
      ComparisonLayout(frame: $0, comparison: comparison)
    }
  }

  /// The axis of the compared histograms as they are drawn; nil when they are not.
  var comparisonAxis: HistogramAxis? {
    guard comparison.flippedLoss == nil else {
      let box = layout.frame(of: .comparedHistograms)?.inner.inset(horizontally: 1, vertically: 0)
      return box.flatMap {
        ComparedHistogram.axis(over: comparison.axisRange, columns: $0.width)
      }
    }
    return comparisonLayout?.axis(over: comparison.axisRange)
  }
}
