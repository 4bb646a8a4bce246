import Synchronization

/// The line from a front end to a trainer: commands go in from any thread and never wait.
public final class TrainingControl: Sendable {
  private let commands = Mutex<[TrainingCommand]>([])
  private let signal = WakeSignal()

  /// Creates a line without commands.
  public init() {}

  /// Sends a command; the trainer obeys it before its next step.
  public func send(_ command: TrainingCommand) {
    commands.withLock { $0.append(command) }
    signal.raise()
  }

  /// Takes all waiting commands.
  func take() -> [TrainingCommand] {
    commands.withLock { commands in
      defer { commands.removeAll(keepingCapacity: true) }
      return commands
    }
  }

  /// Sleeps until a command is sent, or so many seconds have gone by.
  func wait(seconds: Double? = nil) {
    signal.wait(seconds: seconds) { commands.withLock { !$0.isEmpty } }
  }
}
