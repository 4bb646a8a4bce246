import LogitEngine

/// Where things stand in the pane of compared losses while each has rows of its own: one below the
/// other, the unaligned ones apart from the aligned.
struct ComparisonLayout: Sendable {
  /// The rows of one loss.
  struct Row: Sendable {
    /// An index into `LossKind.all`.
    let loss: Int
    /// Its name and its numbers.
    let label: Rectangle
    /// Its histogram or its strip; one that is not compared has none.
    let plot: Rectangle
  }

  /// The losses that are drawn, from the top.
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
    let compared = LossKind.all.indices.filter { comparison.run(ofLoss: $0) != nil }
    let groups = Set(compared.map { LossKind.all[$0].isAligned }).count
    let absentCount = LossKind.all.count - compared.count
    let room = box.height - 1
    let showsAbsent = room >= compared.count + absentCount
    let forCompared = showsAbsent ? room - absentCount : room
    let hasHeadings = !compared.isEmpty && forCompared - groups >= 2 * compared.count
    let share = (forCompared - (hasHeadings ? groups : 0)) / max(1, compared.count)
    let height = share.clamped(to: 1...9)
    var shown = showsAbsent ? Array(LossKind.all.indices) : compared
    if shown.count > max(0, room) {
      let cursor = shown.firstIndex(of: comparison.cursor) ?? 0
      let first = (cursor - room / 2).clamped(to: 0...max(0, shown.count - room))
      shown = Array(shown[first..<min(shown.count, first + max(0, room))])
    }
    var isLastAligned: Bool?
    for loss in shown {
      let isCompared = comparison.run(ofLoss: loss) != nil
      let isAligned = LossKind.all[loss].isAligned
      if hasHeadings, isCompared, isAligned != isLastAligned {
        headings.append((isAligned, box.takeTop(1)))
        isLastAligned = isAligned
      }
      var row = box.takeTop(isCompared ? height : 1)
      let label = isCompared ? row.takeLeft(labelWidth) : row
      rows.append(
        Row(
          loss: loss, label: label,
          plot: isCompared ? row : row.takeLeft(0)))
    }
    var ticks = box.takeTop(1)
    _ = ticks.takeLeft(labelWidth)
    tickRow = ticks
    words = box
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
}
