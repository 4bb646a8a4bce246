/// One rank's share of a batch that several ranks train on together.
struct BatchShare {
  /// Through what the ranks add up.
  let reducer: any Reducer
  /// Which of the ranks this one is.
  let rank: Int
  /// How many rows are the rank's own.
  let rowCount: Int
  /// How many rows the batch has.
  let batchRowCount: Int
}

/// Sums over a batch of which each rank knows those of its own rows.
final class SharedSums {
  /// What this rank's rows add up to, to be written before `reduce`.
  let own: UnsafeMutablePointer<Double>
  /// What all rows add up to, after it: on every rank the same, bit for bit.
  let total: UnsafeMutablePointer<Double>

  private let count: Int
  private let share: BatchShare

  /// Makes room for so many sums.
  init(count: Int, share: BatchShare) {
    self.count = count
    self.share = share
    own = .allocate(capacity: count)
    own.initialize(repeating: 0, count: count)
    total = .allocate(capacity: count)
    total.initialize(repeating: 0, count: count)
  }

  deinit {
    own.deallocate()
    total.deallocate()
  }

  /// Adds up what every rank has written, once all have called this.
  func reduce() {
    share.reducer.allReduce(
      sums: UnsafePointer(own), into: total, count: count, rank: share.rank)
  }
}
