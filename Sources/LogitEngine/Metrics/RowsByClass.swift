/// The rows of an evaluation set, grouped by their true class.
struct RowsByClass: Sendable {
  private let rows: [Int32]
  private let starts: [Int]

  /// Groups rows by a counting sort.
  ///
  /// - Complexity: O(n + k).
  init(labels: [Int32], classCount: Int) {
    var starts = Array(repeating: 0, count: classCount + 1)
    for label in labels { starts[Int(label) + 1] += 1 }
    for index in 1...classCount { starts[index] += starts[index - 1] }
    var next = starts
    var rows = Array(repeating: Int32(0), count: labels.count)
    for (row, label) in labels.enumerated() {
      rows[next[Int(label)]] = Int32(row)
      next[Int(label)] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The rows of a class, ascending.
  func rows(of classIndex: Int) -> ArraySlice<Int32> {
    rows[starts[classIndex]..<starts[classIndex + 1]]
  }
}
