/// The seam between shards: every rank gives its reduction and receives the whole batch's.
///
/// Threads of one machine fill it here; ranks of a cluster could, since all that crosses it is small
/// and of fixed size, a value or some sums, combined in the order of the ranks.
protocol Reducer: Sendable {
  /// Combines the reductions of all ranks, in their order, and returns the total to each.
  func allReduce(_ value: BatchReduction, rank: Int) -> BatchReduction

  /// Adds up `count` sums of all ranks, in their order, and writes the totals for each.
  func allReduce(
    sums: UnsafePointer<Double>, into totals: UnsafeMutablePointer<Double>, count: Int, rank: Int)

  /// Waits until all ranks have come here, and sees what they wrote before.
  func awaitAll(rank: Int)
}

/// The reducer of one rank alone.
struct SoleReducer: Reducer {
  func allReduce(_ value: BatchReduction, rank: Int) -> BatchReduction { value }

  func allReduce(
    sums: UnsafePointer<Double>, into totals: UnsafeMutablePointer<Double>, count: Int, rank: Int
  ) {
    totals.update(from: sums, count: count)
  }

  func awaitAll(rank: Int) {}
}

/// The reducer of a team of threads.
final class TeamReducer: Reducer, @unchecked Sendable {
  private let barrier: SpinBarrier
  private let slots: UnsafeMutableBufferPointer<BatchReduction>
  private let sumSlots: UnsafeMutableBufferPointer<UnsafePointer<Double>?>

  /// Creates the reducer of so many ranks.
  init(count: Int) {
    barrier = SpinBarrier(count: count)
    slots = .allocate(capacity: count)
    slots.initialize(repeating: BatchReduction())
    sumSlots = .allocate(capacity: count)
    sumSlots.initialize(repeating: nil)
  }

  deinit {
    slots.deallocate()
    sumSlots.deallocate()
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

  func allReduce(
    sums: UnsafePointer<Double>, into totals: UnsafeMutablePointer<Double>, count: Int, rank: Int
  ) {
    sumSlots[rank] = sums
    barrier.wait()
    totals.update(repeating: 0, count: count)
    for case let other? in sumSlots {
      for index in 0..<count { totals[index] += other[index] }
    }
    barrier.wait()
  }

  func awaitAll(rank: Int) { barrier.wait() }
}
