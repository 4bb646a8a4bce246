/// Where things stand inside the list of examples.
///
/// Columns that do not fit are left out in a fixed order: the true class's logit, the best false
/// logit, the rank, the true class. Where only positives are listed, the true class is the chosen
/// one, and is left out. Where all have room and more is left, the logits stand as marks on an axis.
struct ExampleListLayout: Sendable {
  /// What stands in a column.
  enum Column: CaseIterable, Hashable, Sendable {
    case example
    case trueClass
    case logit
    case rank
    case trueLogit
    case bestFalse
    case distance

    /// What stands above it.
    var heading: String {
      switch self {
      case .example: "example"
      case .trueClass: "true class"
      case .logit: "logit"
      case .rank: "rank"
      case .trueLogit: "true"
      case .bestFalse: "best false"
      case .distance: "● logit ╎ threshold"
      }
    }

    /// What stands above it in so many cells.
    func heading(width: Int) -> String {
      let long = heading + " ○ best false"
      return self == .distance && long.displayWidth <= width ? long : heading
    }

    var isText: Bool { self == .trueClass || self == .bestFalse || self == .distance }
  }

  /// The line that says which examples are listed.
  let kinds: Rectangle
  /// The two kinds to choose from, as far as they are drawn.
  let kindFrames: [(kind: ExampleList.Kind, frame: Rectangle)]
  /// The line of headings.
  let header: Rectangle
  /// Every column from left to right, as high as the lines below the kinds.
  let columns: [(column: Column, frame: Rectangle)]
  /// The visible rows: positions in the list.
  let rows: [(position: Int, frame: Rectangle)]
  /// How many rows there are above and below.
  let hiddenAbove: Int
  let hiddenBelow: Int

  private static let gap = 2
  private static let markWidth = 4
  private static let leastDistance = 24
  private static let mostDistance = 80

  init(
    frame: Rectangle, list: ExampleList, isMixed: Bool, exampleCount: Int, labelWidth: Int
  ) {
    var inside = frame.inner.inset(horizontally: 1, vertically: 0)
    kinds = inside.takeTop(1)
    var rest = kinds
    let half = kinds.width / 2
    let positives = rest.takeLeft(half)
    kindFrames = [(.positives, positives), (.negatives, rest.takeLeft(half))]
    header = inside.takeTop(1)
    columns = Self.columns(
      in: Rectangle(
        column: header.column + Self.markWidth, row: header.row,
        width: header.width - Self.markWidth, height: 1 + inside.height),
      digits: String(max(0, exampleCount - 1)).count, labelWidth: labelWidth,
      isOfOneClass: !isMixed && list.kind == .positives)
    let count = list.rows.count
    let capacity = max(1, inside.height)
    var first = list.top
    if let chosen = list.position { first = first.clamped(to: chosen - capacity + 1...chosen) }
    first = first.clamped(to: 0...max(0, count - capacity))
    var rows: [(position: Int, frame: Rectangle)] = []
    for position in first..<min(count, first + capacity) where inside.height > 0 {
      rows.append((position, inside.takeTop(1)))
    }
    self.rows = rows
    hiddenAbove = first
    hiddenBelow = max(0, count - first - rows.count)
  }

  private static func columns(
    in whole: Rectangle, digits: Int, labelWidth: Int, isOfOneClass: Bool
  ) -> [(column: Column, frame: Rectangle)] {
    let label = max(10, min(labelWidth, 12))
    var widths: [Column: Int] = [
      .example: max(7, digits), .logit: 7, .trueClass: label, .rank: max(6, digits + digits / 4),
      .bestFalse: 8 + label, .trueLogit: 7,
    ]
    var shown: Set<Column> = []
    var room = whole.width + gap
    // What would be the same in every row, or twice in each, is left out.
    let byImportance: [Column] =
      isOfOneClass
      ? [.example, .logit, .rank, .bestFalse]
      : [.example, .logit, .trueClass, .rank, .bestFalse, .trueLogit]
    for column in byImportance {
      room -= gap + (widths[column] ?? 0)
      guard room >= 0 else {
        room += gap + (widths[column] ?? 0)
        break
      }
      shown.insert(column)
    }
    for column in [Column.trueClass, .bestFalse] where shown.contains(column) {
      let more = min(room / (column == .trueClass ? 2 : 1), max(0, min(labelWidth, 26) - label))
      widths[column, default: 0] += more
      room -= more
    }
    // What is left in the end is for the logits as marks on an axis.
    if shown.contains(.bestFalse), room >= gap + leastDistance {
      widths[.distance] = min(mostDistance, room - gap)
      shown.insert(.distance)
    }
    var rest = whole
    var columns: [(column: Column, frame: Rectangle)] = []
    for column in Column.allCases where shown.contains(column) {
      if !columns.isEmpty { _ = rest.takeLeft(gap) }
      columns.append((column, rest.takeLeft(widths[column] ?? 0)))
    }
    return columns
  }

  /// The row of the list at a cell.
  func position(atColumn column: Int, row: Int) -> Int? {
    rows.first { $0.frame.contains(column: column, row: row) }?.position
  }

  /// The kind whose heading is at a cell.
  func kind(atColumn column: Int, row: Int) -> ExampleList.Kind? {
    kindFrames.first { $0.frame.contains(column: column, row: row) }?.kind
  }
}

extension ExplorerState {
  /// The inside of the list of examples as it is drawn; nil when it is not.
  var exampleListLayout: ExampleListLayout? {
    layout.frame(of: .exampleList).map { exampleListLayout(in: $0) }
  }

  func exampleListLayout(in frame: Rectangle) -> ExampleListLayout {
    let digits = String(max(0, classCount - 1)).count
    return ExampleListLayout(
      frame: frame, list: examples, isMixed: brushedRange != nil,
      exampleCount: evaluation?.snapshot.exampleCount ?? 0,
      labelWidth: digits + (longestClassName > 0 ? 1 + longestClassName : 0))
  }
}
