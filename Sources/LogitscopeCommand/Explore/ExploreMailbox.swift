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
  /// The trainer of one of the losses side by side reports something.
  case compared(Int, TrainingEvent)
  /// One of the losses side by side cannot be trained.
  case comparisonFailed(Int, any Error)
}

/// Carries messages from the training threads to the explorer; neither side waits for the other.
///
/// It holds at most one evaluation, the latest, and one report of progress, which grows while the
/// explorer is busy, up to a bound; of losses side by side the last few evaluations of each.
final class ExploreMailbox: Sendable {
  /// Raised when there is something to take.
  let wakePipe: WakePipe

  private struct Content {
    var run = 0
    var comparison = 0
    var messages: [ExploreMessage] = []
  }

  private let content = Mutex(Content())
  /// The most training losses that are kept; older ones give way.
  private static let mostLosses = 16_384
  /// The most evaluations of one of several losses side by side that wait to be taken.
  private static let mostComparedEvaluations = 4

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
      content.messages.removeAll { !$0.isOfComparison && !$0.isAboutSpeed }
      return content.run
    }
  }

  /// Begins another comparison: nothing of those before it is delivered any more.
  ///
  /// - Returns: the number of the comparison, to post with.
  func beginComparison() -> Int {
    content.withLock { content in
      content.comparison += 1
      content.messages.removeAll(where: \.isOfComparison)
      return content.comparison
    }
  }

  /// Posts a message of a run.
  func post(_ message: ExploreMessage, run: Int) {
    post(message) { $0.run == run }
  }

  /// Posts a message of a comparison.
  func post(_ message: ExploreMessage, comparison: Int) {
    post(message) { $0.comparison == comparison }
  }

  /// Posts what a measurement of the speed has to say, whatever run is under way.
  func post(_ news: SpeedNews, number: Int) {
    post(.speed(news, number: number)) { _ in true }
  }

  private func post(_ message: ExploreMessage, if isWanted: (Content) -> Bool) {
    let isFirst = content.withLock { content in
      guard isWanted(content) else { return false }
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
    case .compared(let place, .progress):
      // Each stands for those before it.
      messages.removeAll { if case .compared(place, .progress) = $0 { true } else { false } }
    case .compared(let place, .evaluated):
      let waiting = messages.indices.filter {
        if case .compared(place, .evaluated) = messages[$0] { true } else { false }
      }
      if waiting.count >= mostComparedEvaluations { messages.remove(at: waiting[0]) }
    default: break
    }
    messages.append(message)
  }
}

extension ExploreMessage {
  fileprivate var isAboutSpeed: Bool {
    if case .speed = self { true } else { false }
  }

  fileprivate var isOfComparison: Bool {
    switch self {
    case .compared, .comparisonFailed: true
    default: false
    }
  }

  fileprivate var progress: TrainingProgress? {
    if case .training(.progress(let progress)) = self { progress } else { nil }
  }
}
