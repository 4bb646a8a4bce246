import CKernels
import Glibc
import Synchronization

/// Where the threads of a team wait for each other, spinning, since they arrive almost together.
final class SpinBarrier: Sendable {
  private let count: Int
  private let arrived = Atomic<Int>(0)
  private let generation = Atomic<Int>(0)

  /// Creates a barrier for so many threads.
  init(count: Int) {
    self.count = count
  }

  /// Returns once every thread of the team has called it.
  func wait() {
    guard count > 1 else { return }
    let mine = generation.load(ordering: .relaxed)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      generation.add(1, ordering: .releasing)
      return
    }
    spin { generation.load(ordering: .acquiring) != mine }
  }
}

/// Spins until a condition holds, and lets other threads run when it takes long.
func spin(until condition: () -> Bool) {
  var turns = 0
  while !condition() {
    turns += 1
    if turns < 4_000 { logitscope_spin_pause() } else { sched_yield() }
  }
}
