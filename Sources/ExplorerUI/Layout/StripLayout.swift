import LogitEngine

/// Where the separation strips stand: a block a loss with a row a class, or, where that has no
/// room, a row a loss for the chosen class alone.
struct StripLayout: Sendable {
  /// The strips of one loss.
  struct Block: Sendable {
    /// An index into `LossKind.everyKind`.
    let loss: Int
    /// The name of the loss and, with a second row, its numbers.
    let heading: Rectangle
    /// One row a class.
    let strips: Rectangle
    /// The names of the classes, at the left of the first block of a line; empty for others.
    let labels: Rectangle
  }

  /// The classes that have strips.
  let classes: Range<Int>
  /// The blocks; empty where each loss has a row of its own.
  private(set) var blocks: [Block] = []
  /// How many shares a strip is made of: two a cell.
  let samples: Int
  /// A line of plain words.
  let words: Rectangle

  private static let mostClasses = 10
  private static let leastWidth = 8
  private static let gap = 2

  init(
    frame: Rectangle, comparison: Comparison, classLabels: ClassLabels, classCount: Int,
    classIndex: Int
  ) {
    var box = frame.inner.inset(horizontally: 1, vertically: 0)
    let shownCount = min(classCount, Self.mostClasses)
    let first = (classIndex - shownCount / 2).clamped(to: 0...max(0, classCount - shownCount))
    let shown = first..<first + shownCount
    let count = comparison.runs.count
    let longest = shown.reduce(0) { max($0, classLabels.label($1).displayWidth) }
    let labelWidth = min(longest, box.width >= 100 ? 14 : box.width >= 60 ? 10 : 2) + 1
    let columns = (1...max(1, count)).first { columns in
      let lines = (count + columns - 1) / columns
      return lines * (shownCount + 1) + 1 <= box.height
        && Self.width(in: box.width - labelWidth, columns: columns) >= Self.leastWidth
    }
    guard let columns, shownCount > 1, count > 0 else {
      classes = classIndex..<classIndex + 1
      let rows = ComparisonLayout(frame: frame, comparison: comparison)
      samples = max(1, 2 * (rows.rows.map(\.plot.width).max() ?? 1))
      words = rows.words
      return
    }
    classes = shown
    let lines = (count + columns - 1) / columns
    let headingHeight = lines * (shownCount + 2) + 1 <= box.height ? 2 : 1
    // What is left over stands between the lines, a row each at most.
    let spare = (box.height - 1 - lines * (shownCount + headingHeight)) / max(1, lines)
    let width = Self.width(in: box.width - labelWidth, columns: columns)
    samples = 2 * width
    var line = box.takeTop(0)
    for (place, run) in comparison.runs.enumerated() {
      var labels = Rectangle(column: box.column, row: box.row, width: 0, height: 0)
      if place % columns == 0 {
        line = box.takeTop(shownCount + headingHeight)
        if spare > 0 { _ = box.takeTop(1) }
        labels = line.takeLeft(labelWidth)
        _ = labels.takeTop(headingHeight)
      } else {
        _ = line.takeLeft(Self.gap)
      }
      var block = line.takeLeft(width)
      let heading = block.takeTop(headingHeight)
      blocks.append(Block(loss: run.loss, heading: heading, strips: block, labels: labels))
    }
    words = box
  }

  private static func width(in room: Int, columns: Int) -> Int {
    (room - (columns - 1) * gap) / columns
  }

  /// The loss and the class of the strip at a cell.
  func strip(atColumn column: Int, row: Int) -> (loss: Int, classIndex: Int)? {
    guard let block = blocks.first(where: { $0.strips.contains(column: column, row: row) }) else {
      return nil
    }
    return (block.loss, classes.lowerBound + row - block.strips.row)
  }
}

extension ExplorerState {
  /// The strips as they are drawn; nil when they are not.
  var stripLayout: StripLayout? {
    guard comparison.form == .strips, let frame = layout.frame(of: .comparedHistograms) else {
      return nil
    }
    let classCount = comparison.description?.classNames.count ?? classCount
    guard classCount > 0 else { return nil }
    return StripLayout(
      frame: frame, comparison: comparison, classLabels: classLabels, classCount: classCount,
      classIndex: classIndex)
  }
}
