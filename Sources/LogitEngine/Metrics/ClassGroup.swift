/// What the logits of some neighbouring classes come to: everything that is looked up column by
/// column, each column taken out of the snapshot once.
struct ClassGroup<Score: LogitScalar> {
  /// The metrics of each class.
  private(set) var classes: [ClassMetrics] = []
  /// What the classes contribute to the sweep over all thresholds; nil without one, and where it is
  /// the scratch memory that gathers it.
  private(set) var sweep: SeparationSweep<Score>.Part?

  /// A tile of a cache line a column, as the logits are turned from rows into columns.
  private static var tileRows: Int { 16 }
  /// The columns taken out at once: enough to use what each row of the snapshot brings into the
  /// cache, and no more than so many logits.
  private static var blockWidth: Int { 64 }
  private static var blockLogits: Int { 1 << 22 }

  /// Goes through some classes of some logits.
  ///
  /// - Parameters:
  ///   - normalizers: those of the rows; nil where there is no softmax.
  ///   - trueLogits: the true logits of all examples, to sweep the thresholds; nil not to.
  ///   - scratch: memory that groups share one after the other.
  /// - Complexity: O(n) a class for well-spread logits.
  init(
    _ matrix: LogitMatrix<Score>, _ range: Range<Int>, _ rowsByClass: RowsByClass,
    normalizers: LogNormalizers?, trueLogits: RankIndex<Score>?, _ scratch: inout Scratch
  ) {
    classes.reserveCapacity(range.count)
    let count = matrix.exampleCount
    var part = trueLogits.flatMap { trueLogits in
      scratch.sparse == nil
        ? SeparationSweep<Score>.Part(trueCount: trueLogits.values.count) : nil
    }
    let width = Self.width(for: matrix)
    for begin in stride(from: range.lowerBound, to: range.upperBound, by: width) {
      let block = begin..<min(begin + width, range.upperBound)
      scratch.columns.withUnsafeMutableBufferPointer { columns in
        Self.gather(matrix, block, into: columns)
        for (offset, classIndex) in block.enumerated() {
          let column = UnsafeMutableBufferPointer(
            rebasing: columns[offset * count..<(offset + 1) * count])
          let rows = rowsByClass.rows(of: classIndex)
          var metrics = Self.metrics(classIndex, column, rows)
          if let trueLogits {
            let largestFalse = metrics.maxNegative.map { Score($0) } ?? -.infinity
            part?.add(column, rows, largestFalse: largestFalse, trueLogits, &scratch.ranks)
            scratch.sparse?.add(column, rows, largestFalse: largestFalse, trueLogits)
          }
          if let normalizers {
            metrics.softmaxAveragePrecision = Self.softmax(column, rows, normalizers)
          }
          classes.append(metrics)
        }
      }
    }
    sweep = part
  }

  /// Memory for the columns of a block and for the ranks of one of them.
  struct Scratch {
    fileprivate var columns: [Score]
    fileprivate var ranks: SeparationSweep<Score>.Ranks
    /// What the classes contribute where there are more true logits than examples.
    fileprivate(set) var sparse: SeparationSweep<Score>.SparsePart?

    init(for matrix: LogitMatrix<Score>, trueCount: Int?) {
      let width = ClassGroup.width(for: matrix)
      columns = [Score](repeating: 0, count: width * matrix.exampleCount)
      let isSparse = trueCount.map { $0 > matrix.exampleCount } ?? false
      sparse = trueCount.flatMap { isSparse ? .init(trueCount: $0) : nil }
      ranks = .init(trueCount: isSparse ? 0 : trueCount ?? 0)
    }
  }

  private static func width(for matrix: LogitMatrix<Score>) -> Int {
    let room = blockLogits / max(1, matrix.exampleCount)
    return max(1, min(blockWidth, room, matrix.classCount))
  }

  private static func metrics(
    _ classIndex: Int, _ column: UnsafeMutableBufferPointer<Score>, _ rows: ArraySlice<Int32>
  ) -> ClassMetrics {
    guard !hasNaN(column) else {
      return ClassMetrics(classIndex: classIndex, positives: rows.count)
    }
    let scores = UnsafeBufferPointer(column)
    return ClassMetrics(
      classIndex: classIndex, ScoreRanking(scores: scores, positiveRows: rows), scores: scores)
  }

  /// The average precision of the softmax probability, whose place the logits give up.
  private static func softmax(
    _ column: UnsafeMutableBufferPointer<Score>, _ rows: ArraySlice<Int32>,
    _ normalizers: LogNormalizers
  ) -> Double? {
    normalizers.toLogProbabilities(column)
    guard !hasNaN(column) else { return nil }
    return ScoreRanking(scores: UnsafeBufferPointer(column), positiveRows: rows).averagePrecision
  }

  private static func hasNaN(_ column: UnsafeMutableBufferPointer<Score>) -> Bool {
    var count: Int32 = 0
    for row in 0..<column.count { count &+= column[row].isNaN ? 1 : 0 }
    return count > 0
  }

  /// Copies neighbouring columns, each to a stretch of its own.
  private static func gather(
    _ matrix: LogitMatrix<Score>, _ block: Range<Int>,
    into columns: UnsafeMutableBufferPointer<Score>
  ) {
    let (count, classCount) = (matrix.exampleCount, matrix.classCount)
    matrix.logits.withUnsafeBufferPointer { logits in
      for begin in stride(from: 0, to: count, by: tileRows) {
        let end = min(begin + tileRows, count)
        for offset in 0..<block.count {
          var source = begin &* classCount &+ block.lowerBound &+ offset
          let column = offset &* count
          for row in begin..<end {
            columns[column &+ row] = logits[source]
            source &+= classCount
          }
        }
      }
    }
  }
}
