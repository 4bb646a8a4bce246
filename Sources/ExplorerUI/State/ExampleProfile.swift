import Glibc
import LogitEngine

/// The logits of one example for the classes that matter most to it, and their softmax.
struct ExampleProfile: Sendable {
  /// The example, counted from 0.
  let example: Int
  /// The true classes, ascending; none for an example of no class.
  let classes: [Int]
  /// How many classes there are.
  let classCount: Int
  private let ranked: [Entry]
  private let always: [Entry]

  /// One class.
  struct Entry: Sendable, Equatable {
    var classIndex: Int
    var logit: Double
    /// exp z_c / Σ_j exp z_j; nil where an infinity or a NaN makes it undefined, and for the logit of
    /// a class alone.
    var probability: Double?
  }

  /// More than any screen has rows for.
  private static let most = 128

  /// Ranks the logits of one example.
  ///
  /// - Complexity: O(k log k).
  init(_ snapshot: LogitSnapshot, example: Int, chosenClass: Int) {
    self.example = example
    classCount = snapshot.classCount
    let classes = snapshot.truth.classes(at: example).map { Int($0) }
    self.classes = classes
    let row = snapshot.row(example)
    let largest = row.max { $0 < $1 || $0.isNaN && !$1.isNaN } ?? 0
    let sum = row.reduce(0) { $0 + exp($1 - largest) }
    func entry(_ index: Int) -> Entry {
      let probability = exp(row[index] - largest) / sum
      return Entry(
        classIndex: index, logit: row[index],
        probability: probability.isFinite && row.count > 1 ? probability : nil)
    }
    var order = Array(0..<snapshot.classCount)
    if order.count > Self.most {
      // Only the top is ever shown, so that only what can be there is sorted.
      let sample = stride(from: 0, to: order.count, by: max(1, order.count / 1000))
        .map { row[$0] }.filter { !$0.isNaN }.sorted(by: >)
      let wanted = min(sample.count - 1, 2 * Self.most * sample.count / order.count + 8)
      if wanted > 0 {
        let bound = sample[wanted]
        let top = order.filter { row[$0] >= bound }
        if top.count >= Self.most { order = top }
      }
    }
    order.sort { Self.precedes(row[$0], $0, row[$1], $1) }
    ranked = order.prefix(Self.most).map(entry)
    always = Set(classes.prefix(Self.most) + [chosenClass]).filter { $0 < snapshot.classCount }
      .sorted().map(entry)
  }

  /// The larger logit first, NaN last, equals by number.
  private static func precedes(_ left: Double, _ i: Int, _ right: Double, _ j: Int) -> Bool {
    if left.isNaN || right.isNaN { return left.isNaN == right.isNaN ? i < j : right.isNaN }
    return left != right ? left > right : i < j
  }

  /// So many classes: all in class order if they fit, else those of the largest logits in
  /// descending order, the true classes and the chosen one among them as far as they fit.
  func entries(atMost count: Int) -> [Entry] {
    guard count < classCount || ranked.count < classCount else {
      return ranked.sorted { $0.classIndex < $1.classIndex }
    }
    var shown = Array(ranked.prefix(max(0, count)))
    for entry in always.reversed() where !shown.contains(entry) {
      // The last ones that are not needed give way.
      if shown.count >= count,
        let victim = shown.lastIndex(where: { shown in
          !always.contains { $0.classIndex == shown.classIndex }
        })
      {
        shown.remove(at: victim)
      }
      if shown.count < count { shown.append(entry) }
    }
    return shown.sorted { Self.precedes($0.logit, $0.classIndex, $1.logit, $1.classIndex) }
  }
}

extension LogitSnapshot {
  /// The logits of one example, exactly.
  ///
  /// - Complexity: O(k).
  func row(_ example: Int) -> [Double] {
    let places = example * classCount..<(example + 1) * classCount
    return doubles.map { Array($0[places]) } ?? logits[places].map { Double($0) }
  }
}
