import ExplorerUI
import LogitEngine

/// Looks for logits that violate separation for the explorer, on threads of its own.
final class ViolationRunner {
  private let mailbox: ExploreMailbox
  private let running = RunningThreads()

  /// Creates a runner that looks for nothing yet.
  init(mailbox: ExploreMailbox) {
    self.mailbox = mailbox
  }

  /// Begins a search, which ends within a second or so.
  func start(_ loss: Loss) {
    let mailbox = mailbox
    running.start {
      // Only noise from outside could be wrong, and there is none.
      guard let finding = try? ViolationFinding(searching: loss) else { return }
      mailbox.post(.searched(finding))
    }
  }

  /// Waits for the searches under way.
  ///
  /// - Returns: whether they have ended within the time.
  func waitForEnd(within duration: Duration) -> Bool {
    running.waitForEnd(within: duration)
  }
}
