/// What the logits of some neighbouring classes come to: everything that is looked up column by
/// column, each column taken out of the snapshot once.
struct ClassGroup {
  /// The metrics of each class.
  private(set) var classes: [ClassMetrics] = []
  /// The average precision of each class by softmax probability; nil where it is undefined.
  private(set) var softmaxAveragePrecision: [Double?] = []
  /// What the classes contribute to the sweep over all thresholds; nil without one.
  private(set) var sweep: SeparationSweep.Part?

  /// A tile of a cache line a column, as the logits are turned from rows into columns.
  private static let tileRows = 16
  /// The columns taken out at once: enough to use what each row of the snapshot brings into the
  /// cache, and no more than so many logits.
  private static let blockWidth = 64
  private static let blockLogits = 1 << 22

  /// Goes through some classes of a snapshot.
  ///
  /// - Parameters:
  ///   - trueLogits: the true logits of all examples, to sweep the thresholds; nil not to.
  ///   - scratch: memory that groups share one after the other.
  /// - Complexity: O(n) a class for well-spread logits.
  init(
    _ snapshot: LogitSnapshot, _ range: Range<Int>, _ rowsByClass: RowsByClass,
    logSumExp: [Double], trueLogits: RankIndex?, _ scratch: inout Scratch
  ) {
    classes.reserveCapacity(range.count)
    softmaxAveragePrecision.reserveCapacity(range.count)
    let count = snapshot.exampleCount
    var part = trueLogits.map { _ in SeparationSweep.Part(exampleCount: count) }
    let width = Self.width(for: snapshot)
    for begin in stride(from: range.lowerBound, to: range.upperBound, by: width) {
      let block = begin..<min(begin + width, range.upperBound)
      scratch.columns.withUnsafeMutableBufferPointer { columns in
        Self.gather(snapshot, block, into: columns)
        for (offset, classIndex) in block.enumerated() {
          let column = UnsafeMutableBufferPointer(
            rebasing: columns[offset * count..<(offset + 1) * count])
          let rows = rowsByClass.rows(of: classIndex)
          classes.append(Self.metrics(classIndex, column, rows))
          if let trueLogits {
            part?.add(column, rows, trueLogits, &scratch.ranks)
          }
          softmaxAveragePrecision.append(Self.softmax(column, rows, logSumExp))
        }
      }
    }
    sweep = part
  }

  /// Memory for the columns of a block and for the ranks of one of them.
  struct Scratch {
    fileprivate var columns: [Float]
    fileprivate var ranks: SeparationSweep.Ranks

    init(for snapshot: LogitSnapshot) {
      let width = ClassGroup.width(for: snapshot)
      columns = [Float](repeating: 0, count: width * snapshot.exampleCount)
      ranks = SeparationSweep.Ranks(exampleCount: snapshot.exampleCount)
    }
  }

  private static func width(for snapshot: LogitSnapshot) -> Int {
    let room = blockLogits / max(1, snapshot.exampleCount)
    return max(1, min(blockWidth, room, snapshot.classCount))
  }

  private static func metrics(
    _ classIndex: Int, _ column: UnsafeMutableBufferPointer<Float>, _ rows: ArraySlice<Int32>
  ) -> ClassMetrics {
    guard !hasNaN(column) else {
      return ClassMetrics(classIndex: classIndex, positives: rows.count)
    }
    return ClassMetrics(
      classIndex: classIndex,
      ScoreRanking(scores: UnsafeBufferPointer(column), positiveRows: rows))
  }

  /// The average precision of the softmax probability, whose place the logits give up.
  private static func softmax(
    _ column: UnsafeMutableBufferPointer<Float>, _ rows: ArraySlice<Int32>, _ logSumExp: [Double]
  ) -> Double? {
    logSumExp.withUnsafeBufferPointer { logSumExp in
      // log p = z − lse has the order of p, and resolves what rounds to 1 or 0 as a probability.
      for row in 0..<column.count { column[row] = Float(Double(column[row]) - logSumExp[row]) }
    }
    guard !hasNaN(column) else { return nil }
    return ScoreRanking(scores: UnsafeBufferPointer(column), positiveRows: rows).averagePrecision
  }

  private static func hasNaN(_ column: UnsafeMutableBufferPointer<Float>) -> Bool {
    var count: Int32 = 0
    for row in 0..<column.count { count &+= column[row].isNaN ? 1 : 0 }
    return count > 0
  }

  /// Copies neighbouring columns, each to a stretch of its own.
  private static func gather(
    _ snapshot: LogitSnapshot, _ block: Range<Int>,
    into columns: UnsafeMutableBufferPointer<Float>
  ) {
    let (count, classCount) = (snapshot.exampleCount, snapshot.classCount)
    snapshot.logits.withUnsafeBufferPointer { logits in
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
