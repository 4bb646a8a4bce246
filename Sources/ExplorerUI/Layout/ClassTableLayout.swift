/// Where things stand inside the table of classes.
///
/// Columns that do not fit are left out in a fixed order: the bar, the threshold, P@0.90, the
/// support, P@0.99, the margin, the distributions. The class and its AUPRC are always there.
struct ClassTableLayout: Sendable {
  /// What stands in a column.
  enum Part: Hashable, Sendable {
    case value(ClassColumn)
    case bar
    case distributions
  }

  /// The line of headings.
  let header: Rectangle
  /// Every column from left to right, as high as the whole inside.
  let columns: [(part: Part, frame: Rectangle)]
  /// Lines a class: 1, or 2 with positives above negatives; odd numbers above that end in a gap.
  let linesPerClass: Int
  /// The visible rows.
  let rows: [(classIndex: Int, frame: Rectangle)]
  /// How many rows there are above and below.
  let hiddenAbove: Int
  let hiddenBelow: Int

  private static let gap = 2
  private static let markerWidth = 2
  private static let leastDistributions = 10
  /// In more columns than these, what there is of a class is too little for each of them.
  private static let mostDistributions = 120
  private static let barWidth = 10
  /// The most cells of a name.
  private static let mostName = 80

  init(
    frame: Rectangle, table: ClassTable, classCount: Int, classIndex: Int, nameWidth: Int
  ) {
    var inside = frame.inner.inset(horizontally: 1, vertically: 0)
    header = inside.takeTop(1)
    let digits = String(max(0, classCount - 1)).count
    columns = Self.columns(
      in: Rectangle(
        column: header.column + Self.markerWidth, row: header.row,
        width: header.width - Self.markerWidth, height: header.height + inside.height),
      numberWidth: digits, nameWidth: nameWidth)
    let hasDistributions = columns.contains { $0.part == .distributions }
    let height = inside.height
    linesPerClass =
      !hasDistributions
      ? 1
      : [7, 5, 3].first { height >= classCount * $0 - 1 } ?? (height >= classCount * 2 ? 2 : 1)
    let capacity = Self.capacity(height: inside.height, linesPerClass: linesPerClass)
    let first = Self.first(
      top: table.top, capacity: capacity, rowCount: table.rows.count,
      chosen: table.position(of: classIndex))
    var rows: [(classIndex: Int, frame: Rectangle)] = []
    for position in first..<min(table.rows.count, first + capacity) where inside.height > 0 {
      rows.append((Int(table.rows[position]), inside.takeTop(linesPerClass)))
    }
    self.rows = rows
    hiddenAbove = first
    hiddenBelow = max(0, table.rows.count - first - rows.count)
  }

  /// The gap after the last row may fall away.
  private static func capacity(height: Int, linesPerClass: Int) -> Int {
    max(1, (height + (linesPerClass > 2 ? 1 : 0)) / linesPerClass)
  }

  /// The first row of a window that holds the chosen one and moves as little as it can.
  private static func first(top: Int, capacity: Int, rowCount: Int, chosen: Int?) -> Int {
    var first = top
    if let chosen { first = first.clamped(to: chosen - capacity + 1...chosen) }
    return first.clamped(to: 0...max(0, rowCount - capacity))
  }

  private static func columns(
    in whole: Rectangle, numberWidth: Int, nameWidth: Int
  ) -> [(part: Part, frame: Rectangle)] {
    // The most telling first; what comes after one that does not fit is left out.
    let byImportance: [Part] = [
      .distributions, .value(.margin), .value(.precisionAtRecall99), .value(.support),
      .value(.precisionAtRecall90), .value(.threshold), .bar,
    ]
    let longest = numberWidth + (nameWidth > 0 ? 1 + nameWidth : 0)
    var label = max(5, min(longest, numberWidth + 9))
    var parts: Set<Part> = [.value(.averagePrecision)]
    var room = whole.width - label - gap - width(of: .value(.averagePrecision))
    for part in byImportance {
      room -= gap + width(of: part)
      guard room >= 0 else {
        room += gap + width(of: part)
        break
      }
      parts.insert(part)
    }
    let more = min(room / 2, max(0, min(longest, numberWidth + 1 + mostName) - label))
    label += more
    room -= more
    let distributionWidth = min(mostDistributions, leastDistributions + room)
    room -= distributionWidth - leastDistributions
    let bar = min(barWidth + max(0, room), 2 * barWidth)
    let inOrder: [Part] = [
      .value(.support), .bar, .value(.averagePrecision), .value(.precisionAtRecall90),
      .value(.precisionAtRecall99), .value(.margin), .value(.threshold), .distributions,
    ]
    var rest = whole
    var columns = [(part: Part.value(.number), frame: rest.takeLeft(label))]
    for part in inOrder where parts.contains(part) {
      // A bar and its number belong together.
      _ = rest.takeLeft(columns.last?.part == .bar ? 1 : gap)
      let width =
        part == .distributions ? distributionWidth : part == .bar ? bar : width(of: part)
      columns.append((part, rest.takeLeft(width)))
    }
    return columns
  }

  private static func width(of part: Part) -> Int {
    switch part {
    case .value(let column): column.width
    case .bar: barWidth
    case .distributions: leastDistributions
    }
  }

  /// Where a column stands; nil when it is left out.
  func frame(of part: Part) -> Rectangle? { columns.first { $0.part == part }?.frame }

  /// How many classes a page has.
  var pageLength: Int { max(1, rows.count) }

  /// The class at a cell.
  func classIndex(atColumn column: Int, row: Int) -> Int? {
    rows.first { $0.frame.contains(column: column, row: row) }?.classIndex
  }

  /// The column whose heading is at a cell; the gap before it is its, too.
  func heading(atColumn column: Int, row: Int) -> ClassColumn? {
    guard header.contains(column: column, row: row) else { return nil }
    for (part, frame) in columns where column < frame.endColumn {
      switch part {
      case .value(let value): return value
      case .bar: return .averagePrecision
      case .distributions: return nil
      }
    }
    return nil
  }
}

extension ExplorerState {
  /// The inside of the table of classes as it is drawn; nil when it is not.
  var classTableLayout: ClassTableLayout? {
    layout.frame(of: .classTable).map { classTableLayout(in: $0) }
  }

  func classTableLayout(in frame: Rectangle) -> ClassTableLayout {
    ClassTableLayout(
      frame: frame, table: classTable, classCount: classCount, classIndex: classIndex,
      nameWidth: longestClassName)
  }
}
