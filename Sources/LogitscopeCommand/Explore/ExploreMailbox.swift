import CursesTerminal
import ExplorerUI
import LogitEngine
import Synchronization

/// What a training thread has to tell the explorer.
enum ExploreMessage: Sendable {
  /// The dataset is there.
  case loaded(Dataset, initialClass: Int)
  /// The run could not begin.
  case failed(any Error)
  /// There is something to tell the user.
  case notice(String)
  /// Where the logits of some evaluations of a recorded run lie, from an index on.
  case measured(from: Int, [LogitRanges])
  /// The trainer reports something.
  case training(TrainingEvent)
  /// A measurement of the speed has something to say.
  case speed(SpeedNews, number: Int)
}

/// Carries messages from the training threads to the explorer; neither side waits for the other.
///
/// It holds at most one evaluation, the latest, and one report of progress, which grows while the
/// explorer is busy, up to a bound.
final class ExploreMailbox: Sendable {
  /// Raised when there is something to take.
  let wakePipe: WakePipe

  private struct Content {
    var run = 0
    var messages: [ExploreMessage] = []
  }

  private let content = Mutex(Content())
  /// The most training losses that are kept; older ones give way.
  private static let mostLosses = 16_384

  /// Creates an empty mailbox.
  init() throws {
    wakePipe = try WakePipe()
  }

  /// Begins another run: nothing of the runs before it is delivered any more.
  ///
  /// - Returns: the number of the run, to post with.
  func beginRun() -> Int {
    content.withLock { content in
      content.run += 1
      content.messages.removeAll { !$0.isAboutSpeed }
      return content.run
    }
  }

  /// Posts a message of a run.
  func post(_ message: ExploreMessage, run: Int) { post(message, onlyIn: run) }

  /// Posts what a measurement of the speed has to say, whatever run is under way.
  func post(_ news: SpeedNews, number: Int) {
    post(.speed(news, number: number), onlyIn: nil)
  }

  private func post(_ message: ExploreMessage, onlyIn run: Int?) {
    let isFirst = content.withLock { content in
      guard run == nil || run == content.run else { return false }
      let wasEmpty = content.messages.isEmpty
      Self.add(message, to: &content.messages)
      return wasEmpty
    }
    if isFirst { wakePipe.raise() }
  }

  /// Takes everything out, oldest first.
  func take() -> [ExploreMessage] {
    wakePipe.lower()
    return content.withLock { content in
      defer { content.messages = [] }
      return content.messages
    }
  }

  private static func add(_ message: ExploreMessage, to messages: inout [ExploreMessage]) {
    var message = message
    switch message {
    case .training(.evaluated):
      messages.removeAll { if case .training(.evaluated) = $0 { true } else { false } }
    case .training(.progress(var progress)):
      if let index = messages.lastIndex(where: { $0.progress != nil }),
        let earlier = messages[index].progress
      {
        progress.losses = Array((earlier.losses + progress.losses).suffix(mostLosses))
        message = .training(.progress(progress))
        messages.remove(at: index)
      }
    default: break
    }
    messages.append(message)
  }
}

extension ExploreMessage {
  fileprivate var isAboutSpeed: Bool {
    if case .speed = self { true } else { false }
  }

  fileprivate var progress: TrainingProgress? {
    if case .training(.progress(let progress)) = self { progress } else { nil }
  }
}
