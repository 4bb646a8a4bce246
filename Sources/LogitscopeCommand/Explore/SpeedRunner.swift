import ExplorerUI
import LogitEngine
import Synchronization

/// Measures the speed of inference for the explorer, on a thread of its own.
final class SpeedRunner {
  private let mailbox: ExploreMailbox
  private let running = RunningThreads()
  private var cancellation = Cancellation()

  private final class Cancellation: Sendable {
    let isSet = Atomic(false)
  }

  /// Creates a runner that measures nothing yet.
  init(mailbox: ExploreMailbox) {
    self.mailbox = mailbox
  }

  /// Begins a measurement, in place of one under way.
  func start(_ specification: SpeedSpecification, number: Int) {
    cancel()
    let cancellation = Cancellation()
    self.cancellation = cancellation
    let mailbox = mailbox
    running.start {
      Self.measure(specification) {
        cancellation.isSet.load(ordering: .relaxed)
      } report: {
        mailbox.post($0, number: number)
      }
    }
  }

  /// Gives the measurement under way up; it ends within a second or so.
  func cancel() {
    cancellation.isSet.store(true, ordering: .relaxed)
  }

  /// Gives the measurement under way up and waits for it.
  ///
  /// - Returns: whether it has ended within the time.
  func stop(within duration: Duration) -> Bool {
    cancel()
    return running.waitForEnd(within: duration)
  }

  /// Measures as many of the class counts as there is memory for, and says if that is not all.
  static func measure(
    _ specification: SpeedSpecification, isCancelled: () -> Bool, report: (SpeedNews) -> Void
  ) {
    var specification = specification
    var lacking: String?
    while !specification.classCounts.isEmpty {
      do throws(SpeedError) {
        try SpeedMeasurement.run(specification, isCancelled: isCancelled) {
          report(.measured($0))
        }
        break
      } catch {
        let (needed, available) =
          switch error {
          case .memoryLacking(let needed, let available): (needed, available)
          }
        // It has measured nothing: the memory is asked for first.
        let classes = specification.classCounts.removeLast()
        lacking =
          "\(classes.grouped) classes need \((needed / 1e9).significant(2)) GB of memory, and "
          + "\((available / 1e9).significant(2)) GB are free"
      }
    }
    if !isCancelled() { report(lacking.map { .failed($0) } ?? .finished) }
  }
}
