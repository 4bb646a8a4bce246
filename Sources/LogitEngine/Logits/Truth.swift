/// Which classes each example of an evaluation set belongs to: one, several, or none.
///
/// An example of no class is an *outsider*: a negative of every class. Examples whose label is to be
/// ignored are not in here at all; whoever reads them leaves them out.
public struct Truth: Hashable, Sendable {
  private enum Storage: Hashable {
    /// The class of each example, ``outsider`` for none.
    case one([Int32])
    /// The classes of example i are `classes[starts[i] ..< starts[i + 1]]`, ascending.
    case several(starts: [Int], classes: [Int32])
  }

  private let storage: Storage

  /// The label of an example that belongs to no class.
  public static let outsider: Int32 = -1

  /// Creates the truth of examples with one class each, or ``outsider``.
  public init(labels: [Int32]) {
    storage = .one(labels)
  }

  /// Creates the truth of examples with any number of classes.
  ///
  /// - Parameter memberships: the classes of each example; a repeated one counts once.
  public init(memberships: [[Int32]]) {
    if memberships.allSatisfy({ Set($0).count <= 1 }) {
      storage = .one(memberships.map { $0.first ?? Self.outsider })
      return
    }
    var starts = [0]
    var classes: [Int32] = []
    for membership in memberships {
      classes += Set(membership).sorted()
      starts.append(classes.count)
    }
    storage = .several(starts: starts, classes: classes)
  }

  /// n, the number of examples.
  public var exampleCount: Int {
    switch storage {
    case .one(let labels): labels.count
    case .several(let starts, _): starts.count - 1
    }
  }

  /// The class of each example, ``outsider`` for none; nil if some example has several.
  public var labels: [Int32]? {
    if case .one(let labels) = storage { labels } else { nil }
  }

  /// Whether some example has several classes.
  public var hasSeveral: Bool { labels == nil }

  /// Whether some example belongs to no class.
  ///
  /// - Complexity: O(n).
  public var hasOutsiders: Bool {
    switch storage {
    case .one(let labels): labels.contains(Self.outsider)
    case .several(let starts, _): zip(starts, starts.dropFirst()).contains { $0 == $1 }
    }
  }

  /// Whether every example has exactly one class, as the losses and the accuracy need.
  ///
  /// - Complexity: O(n).
  public var isOneEach: Bool { !hasSeveral && !hasOutsiders }

  /// Whether an example belongs to a class.
  ///
  /// - Complexity: O(1) with one class an example, else O(log m) for one of m classes.
  public func contains(_ classIndex: Int, at row: Int) -> Bool {
    switch storage {
    case .one(let labels): Int(labels[row]) == classIndex
    case .several(let starts, let classes):
      classes[starts[row]..<starts[row + 1]].contains { Int($0) == classIndex }
    }
  }

  /// How many pairs of an example and one of its classes there are: that of the true logits.
  ///
  /// - Complexity: O(n) with one class an example, else O(1).
  public var pairCount: Int {
    switch storage {
    case .one(let labels): labels.count { $0 != Self.outsider }
    case .several(_, let classes): classes.count
    }
  }

  /// Calls `body` with every pair of an example and one of its classes, in order.
  @inline(__always)
  func forEachPair(_ body: (_ row: Int, _ classIndex: Int) -> Void) {
    switch storage {
    case .one(let labels):
      for (row, label) in labels.enumerated() where label != Self.outsider { body(row, Int(label)) }
    case .several(let starts, let classes):
      for row in 0..<starts.count - 1 {
        for place in starts[row]..<starts[row + 1] { body(row, Int(classes[place])) }
      }
    }
  }

  /// Calls `body` with every class, and whether an example has it.
  @inline(__always)
  func forEachColumn(of row: Int, count: Int, _ body: (_ classIndex: Int, _ isTrue: Bool) -> Void) {
    let classes = classes(at: row)
    var next = classes.startIndex
    for classIndex in 0..<count {
      let isTrue = next < classes.endIndex && Int(classes[next]) == classIndex
      if isTrue { next += 1 }
      body(classIndex, isTrue)
    }
  }

  /// Whether each example has a class.
  ///
  /// - Complexity: O(n) with one class an example, else O(m) for m pairs.
  public func hasClass(_ classIndex: Int) -> [Bool] {
    if let labels { return labels.map { Int($0) == classIndex } }
    return (0..<exampleCount).map { contains(classIndex, at: $0) }
  }

  /// The classes of an example, ascending.
  public func classes(at row: Int) -> ArraySlice<Int32> {
    switch storage {
    case .one(let labels): labels[row] == Self.outsider ? [] : labels[row...row]
    case .several(let starts, let classes): classes[starts[row]..<starts[row + 1]]
    }
  }
}
