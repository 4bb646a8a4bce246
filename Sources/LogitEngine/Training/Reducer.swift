/// The seam between shards: every rank gives its reduction and receives the whole batch's.
///
/// Threads of one machine fill it here; ranks of a cluster could, since all that crosses it is one
/// small value of fixed size, combined in the order of the ranks.
protocol Reducer: Sendable {
  /// Combines the reductions of all ranks, in their order, and returns the total to each.
  func allReduce(_ value: BatchReduction, rank: Int) -> BatchReduction

  /// Waits until all ranks have come here, and sees what they wrote before.
  func awaitAll(rank: Int)
}

/// The reducer of one rank alone.
struct SoleReducer: Reducer {
  func allReduce(_ value: BatchReduction, rank: Int) -> BatchReduction { value }
  func awaitAll(rank: Int) {}
}

/// The reducer of a team of threads.
final class TeamReducer: Reducer, @unchecked Sendable {
  private let barrier: SpinBarrier
  private let slots: UnsafeMutableBufferPointer<BatchReduction>

  /// Creates the reducer of so many ranks.
  init(count: Int) {
    barrier = SpinBarrier(count: count)
    slots = .allocate(capacity: count)
    slots.initialize(repeating: BatchReduction())
  }

  deinit {
    slots.deallocate()
  }

  func allReduce(_ value: BatchReduction, rank: Int) -> BatchReduction {
    slots[rank] = value
    barrier.wait()
    var total = slots[0]
    for other in slots.dropFirst() { total.combine(other) }
    // No rank may write its next value before all have read this one.
    barrier.wait()
    return total
  }

  func awaitAll(rank: Int) { barrier.wait() }
}
