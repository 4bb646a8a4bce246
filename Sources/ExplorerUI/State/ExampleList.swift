import LogitEngine

/// The examples that are listed for the chosen class, in what order, and the one that is looked at.
///
/// They are found once for an evaluation, a class and a kind, not once a frame.
struct ExampleList: Sendable {
  /// Which examples are listed, unless a range of logits is.
  enum Kind: CaseIterable, Sendable {
    /// The positives, the lowest logit first: those below the threshold are missed.
    case positives
    /// The negatives, the highest logit first: those at or above the threshold are false alarms.
    case negatives
  }

  /// Which examples are listed.
  private(set) var kind = Kind.positives
  /// The examples that are listed, in order.
  private(set) var rows: [Int32] = []
  /// The first row on the screen.
  var top = 0
  /// The row of the example that is looked at; nil when there is none.
  private(set) var position: Int?
  /// The logits of that example.
  private(set) var profile: ExampleProfile?

  /// The example the user has gone to; nil to stay with the first, whichever it is.
  private var chosen: Int32?
  private var made: Recipe?
  private var logits: [Int32: ExampleLogits] = [:]

  /// What the rows depend on.
  private struct Recipe: Equatable {
    var generation: Int
    var classIndex: Int
    var kind: Kind
    var range: ClosedRange<Double>?
  }

  /// The example that is looked at.
  var example: Int? { position.map { Int(rows[$0]) } }

  mutating func show(_ kind: Kind) {
    self.kind = kind
    chosen = nil
    top = 0
  }

  /// Looks at the example of a row.
  mutating func choose(row: Int) {
    guard rows.indices.contains(row) else { return }
    position = row
    chosen = row == 0 ? nil : rows[row]
  }

  /// Brings the rows up to date.
  ///
  /// - Complexity: O(n log n) if anything has changed, else O(1).
  mutating func refresh(
    _ snapshot: LogitSnapshot?, classIndex: Int, range: ClosedRange<Double>?, generation: Int
  ) {
    let recipe = Recipe(
      generation: generation, classIndex: classIndex, kind: kind, range: range)
    if recipe != made {
      if made?.generation != generation { logits = [:] }
      if made?.classIndex != classIndex || made?.range != range {
        chosen = nil
        top = 0
      }
      made = recipe
      profile = nil
      rows = snapshot.map { Self.rows($0, classIndex: classIndex, kind: kind, range: range) } ?? []
      position = chosen.flatMap { rows.firstIndex(of: $0) } ?? (rows.isEmpty ? nil : 0)
    }
    guard let snapshot, let example else {
      profile = nil
      return
    }
    if profile?.example != example {
      profile = ExampleProfile(snapshot, example: example, chosenClass: classIndex)
    }
  }

  /// The examples of a kind, or those whose logit lies in a range, in the order of the list; NaN
  /// last, equals by number.
  static func rows(
    _ snapshot: LogitSnapshot, classIndex: Int, kind: Kind, range: ClosedRange<Double>?
  ) -> [Int32] {
    guard classIndex < snapshot.classCount else { return [] }
    struct Entry {
      var key: Double
      var row: Int32
    }
    let ascends = range == nil && kind == .positives
    var entries: [Entry] = []
    var undefined: [Int32] = []
    for (row, isPositive) in snapshot.truth.hasClass(classIndex).enumerated() {
      let logit = snapshot.logit(ofClass: classIndex, at: row)
      let isListed = range.map { $0.contains(logit) } ?? (isPositive == (kind == .positives))
      guard isListed else { continue }
      if logit.isNaN {
        undefined.append(Int32(row))
      } else {
        entries.append(Entry(key: ascends ? logit : -logit, row: Int32(row)))
      }
    }
    entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
    return entries.map(\.row) + undefined
  }

  /// What the logits of a row's example say, from the store if it is there.
  func logits(of example: Int, in snapshot: LogitSnapshot) -> ExampleLogits {
    logits[Int32(example)] ?? ExampleLogits(snapshot, example: example)
  }

  /// Stores that of the rows on the screen, so that frames need not find it.
  mutating func store(_ examples: [Int], in snapshot: LogitSnapshot) {
    if logits.count > 2000 { logits = [:] }
    for example in examples where logits[Int32(example)] == nil {
      logits[Int32(example)] = ExampleLogits(snapshot, example: example)
    }
  }
}
