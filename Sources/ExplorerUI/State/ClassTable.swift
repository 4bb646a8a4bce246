import LogitEngine

/// The rows of the table of classes: which are shown, in what order, and from which on.
///
/// They are found once for an evaluation, an order and a filter, not once a frame.
struct ClassTable: Sendable {
  /// By which column the rows are sorted.
  private(set) var sorting = ClassColumn.number
  /// Whether the order is the other one.
  private(set) var isReversed = false
  /// What a class's name contains, or its number begins with, for it to be shown.
  var filter = TextField()
  /// Whether the filter is being typed.
  var isFilterOpen = false
  /// The classes that are shown, in order.
  private(set) var rows: [Int32] = []
  /// The first row on the screen.
  var top = 0
  /// Where the logits of all classes lie, but for a few; nil without logits.
  private(set) var axis: ClosedRange<Double>?

  private var positions: [Int32] = []
  private var names: ClassNameIndex?
  private var made: Recipe?
  private var distributions: [Int: ClassDistribution] = [:]

  /// What the rows depend on.
  private struct Recipe: Equatable {
    var generation: Int
    var namesGeneration: Int
    var classCount: Int
    var sorting: ClassColumn
    var isReversed: Bool
    var filter: String
  }

  /// Whether larger values come first.
  var isDescending: Bool { sorting.beginsWithLargest != isReversed }

  /// Sorts by a column, in its usual order; by the same once more: the other way round.
  mutating func sort(by column: ClassColumn) {
    isReversed = column == sorting ? !isReversed : false
    sorting = column
  }

  /// Sorts by the column after this one.
  mutating func sortByNext() {
    let columns = ClassColumn.allCases
    sort(by: columns[(sorting.rawValue + 1) % columns.count])
  }

  mutating func reverse() { isReversed.toggle() }

  /// The row of a class; nil when the filter leaves it out.
  func position(of classIndex: Int) -> Int? {
    guard positions.indices.contains(classIndex), positions[classIndex] >= 0 else { return nil }
    return Int(positions[classIndex])
  }

  /// Brings the rows up to date.
  ///
  /// - Complexity: O(k log k) if anything has changed, else O(1).
  mutating func refresh(
    _ report: EvaluationReport?, _ snapshot: LogitSnapshot?, classNames: [String],
    classCount: Int, generation: Int, namesGeneration: Int
  ) {
    let recipe = Recipe(
      generation: generation, namesGeneration: namesGeneration, classCount: classCount,
      sorting: sorting, isReversed: isReversed, filter: filter.text)
    guard recipe != made else { return }
    if made?.namesGeneration != namesGeneration {
      names = nil
    }
    if made?.generation != generation {
      distributions = [:]
      axis = snapshot.flatMap(Self.axis)
    }
    made = recipe
    var shown = (0..<Int32(classCount)).map(\.self)
    if !filter.isEmpty {
      let index = names ?? ClassNameIndex(classNames)
      names = index
      shown = index.matches(filter.text, classCount: classCount)
    }
    rows = Self.sorted(
      shown, report?.classes ?? [], by: sorting, isDescending: isDescending)
    positions = [Int32](repeating: -1, count: classCount)
    for (position, row) in rows.enumerated() { positions[Int(row)] = Int32(position) }
  }

  /// Classes in the order of a column: what is undefined last whichever way round, equals by
  /// number.
  static func sorted(
    _ classes: [Int32], _ metrics: [ClassMetrics], by column: ClassColumn, isDescending: Bool
  ) -> [Int32] {
    if column == .number { return isDescending ? classes.reversed() : classes }
    struct Entry {
      var key: Double
      var index: Int32
    }
    var entries: [Entry] = []
    var undefined: [Int32] = []
    entries.reserveCapacity(classes.count)
    for index in classes {
      if Int(index) < metrics.count, let value = column.value(metrics[Int(index)]) {
        entries.append(Entry(key: isDescending ? -value : value, index: index))
      } else {
        undefined.append(index)
      }
    }
    entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.index < $1.index }
    return entries.map(\.index) + undefined
  }

  /// The distributions of a class in so many columns, from the store if they are there.
  func distribution(
    of classIndex: Int, columns: Int, in snapshot: LogitSnapshot
  ) -> ClassDistribution? {
    if let stored = distributions[classIndex], stored.columnCount == columns { return stored }
    guard let axis, columns > 0, classIndex < snapshot.classCount else { return nil }
    return ClassDistribution(snapshot, classIndex: classIndex, axis: axis, columns: columns)
  }

  /// Stores the distributions of the classes on the screen, so that frames need not find them.
  mutating func store(of classes: [Int], columns: Int, in snapshot: LogitSnapshot) {
    if distributions.count > 2000 { distributions = [:] }
    for index in classes where distributions[index]?.columnCount != columns {
      distributions[index] = distribution(of: index, columns: columns, in: snapshot)
    }
  }

  /// Round bounds that hold all but the outermost half percent of true and of false logits.
  private static func axis(_ snapshot: LogitSnapshot) -> ClosedRange<Double>? {
    var trueLogits: [Float] = []
    var falseLogits: [Float] = []
    let (count, classCount) = (snapshot.exampleCount, snapshot.classCount)
    let truth = snapshot.truth
    let rowStep = max(1, truth.pairCount / 1_000_000)
    for row in stride(from: 0, to: count, by: rowStep) {
      for classIndex in truth.classes(at: row) {
        let logit = snapshot.logits[row * classCount + Int(classIndex)]
        if logit.isFinite { trueLogits.append(logit) }
      }
    }
    // A step that shares no factor with the row's length meets every class.
    var step = max(1, count * classCount / 20_000)
    while greatestCommonDivisor(step, classCount) > 1 { step += 1 }
    for place in stride(from: 0, to: snapshot.logits.count, by: step) {
      let logit = snapshot.logits[place]
      if logit.isFinite, !truth.contains(place % classCount, at: place / classCount) {
        falseLogits.append(logit)
      }
    }
    var bounds: ClosedRange<Double>?
    for var logits in [trueLogits, falseLogits] where !logits.isEmpty {
      logits.sort()
      let margin = logits.count / 200
      let part = Double(logits[margin])...Double(logits[logits.count - 1 - margin])
      bounds =
        bounds.map {
          min($0.lowerBound, part.lowerBound)...max($0.upperBound, part.upperBound)
        } ?? part
    }
    return bounds.map { LineChart.roundBounds($0, rows: 16) }
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
