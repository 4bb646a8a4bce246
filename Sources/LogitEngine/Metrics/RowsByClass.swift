/// The rows of an evaluation set, grouped by their true classes.
struct RowsByClass: Sendable {
  private let rows: [Int32]
  private let starts: [Int]

  /// Groups rows by a counting sort: a row of several classes is in each of their groups, one of no
  /// class in none.
  ///
  /// - Complexity: O(n + m + k) for m pairs of an example and one of its classes.
  init(_ truth: Truth, classCount: Int) {
    var starts = Array(repeating: 0, count: classCount + 1)
    truth.forEachPair { _, classIndex in starts[classIndex + 1] += 1 }
    for index in 0..<classCount { starts[index + 1] += starts[index] }
    var next = starts
    var rows = Array(repeating: Int32(0), count: starts[classCount])
    truth.forEachPair { row, classIndex in
      rows[next[classIndex]] = Int32(row)
      next[classIndex] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The rows of a class, ascending.
  func rows(of classIndex: Int) -> ArraySlice<Int32> {
    rows[starts[classIndex]..<starts[classIndex + 1]]
  }
}
