import CursesTerminal
import ExplorerUI
import LogitEngine
import RunStore
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
  /// The examples of a recorded run are there, or cannot be had.
  case examples(RecordedExamples)
  /// More of a recorded run has been recorded: all of it, and what is new.
  case extended(RunSource, ReplayedRun.Extension)
  /// The recorded runs, the latest first.
  case listed([ListedRun])
  /// What could not be done with recorded runs, in words.
  case runsFailed(String)
  /// A recorded run is there, to be shown.
  case opened(RunSource, RunStore)
  /// The last evaluation of a run that is to be measured against.
  case pinned(PinnedBaseline)
  /// A recorded run is ready to be gone on with.
  case goesOn(Continuation)
  /// The datasets that are known by name.
  case listedDatasets([ListedDataset])
  /// A dataset is ready to be trained on.
  case prepared(ExploreRunner.Preparation, command: String)
  /// Why a dataset cannot be trained on, in words.
  case datasetFailed(String)
  /// The trainer reports something.
  case training(TrainingEvent)
  /// A source of logits that is no training has something to tell.
  case source(InputEvent)
  /// A measurement of the speed has something to say.
  case speed(SpeedNews, number: Int)
  /// A search for logits that violate separation has ended.
  case searched(ViolationFinding)
  /// The trainer of one of the losses side by side reports something.
  case compared(Int, TrainingEvent)
  /// One of the losses side by side cannot be trained.
  case comparisonFailed(Int, any Error)
}

/// Carries messages from the training threads to the explorer; neither side waits for the other.
///
/// While the explorer is busy it holds one report of progress, which grows up to a bound, and the
/// evaluations that have come meanwhile, up to a bound too; of losses side by side the last few
/// evaluations of each. Evaluations that give way are those that leave the smallest gap, and it says
/// so.
final class ExploreMailbox: Sendable {
  /// Raised when there is something to take.
  let wakePipe: WakePipe

  private struct Content {
    var run = 0
    var comparison = 0
    var replay = 0
    var messages: [ExploreMessage] = []
    /// How many evaluations of the run have given way.
    var lostEvaluations = 0
  }

  private let content = Mutex(Content())
  /// The most training losses that are kept; older ones give way.
  private static let mostLosses = 16_384
  /// The most evaluations of a run that wait to be taken, and the most bytes of their logits, but for
  /// the first and the latest.
  private static let mostEvaluations = 64
  private static let mostLogitBytes = 64 << 20
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
      content.messages.removeAll { $0.origin == .run }
      content.lostEvaluations = 0
      return content.run
    }
  }

  /// Begins another comparison: nothing of those before it is delivered any more.
  ///
  /// - Returns: the number of the comparison, to post with.
  func beginComparison() -> Int {
    content.withLock { content in
      content.comparison += 1
      content.messages.removeAll { $0.origin == .comparison }
      return content.comparison
    }
  }

  /// Begins to show another recorded run: nothing of those before it is delivered any more.
  ///
  /// - Returns: the number of the replay, to post with.
  func beginReplay() -> Int {
    content.withLock { content in
      content.replay += 1
      content.messages.removeAll { $0.origin == .replay }
      return content.replay
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

  /// Posts a message of a recorded run that is shown.
  func post(_ message: ExploreMessage, replay: Int) {
    post(message) { $0.replay == replay }
  }

  /// Posts a message that stays true whatever is shown.
  func post(_ message: ExploreMessage) {
    post(message) { _ in true }
  }

  /// Posts what a measurement of the speed has to say, whatever run is under way.
  func post(_ news: SpeedNews, number: Int) { post(.speed(news, number: number)) }

  private func post(_ message: ExploreMessage, if isWanted: (Content) -> Bool) {
    let isFirst = content.withLock { content in
      guard isWanted(content) else { return false }
      let wasEmpty = content.messages.isEmpty
      content.lostEvaluations += Self.add(message, to: &content.messages)
      return wasEmpty
    }
    if isFirst { wakePipe.raise() }
  }

  /// Takes everything out, oldest first.
  func take() -> [ExploreMessage] {
    wakePipe.lower()
    return content.withLock { content in
      defer {
        content.messages = []
        content.lostEvaluations = 0
      }
      guard content.lostEvaluations > 0 else { return content.messages }
      let notice =
        "the terminal was too slow for \(content.lostEvaluations.grouped) evaluations: "
        + "they are not on the timeline"
      return content.messages + [.notice(notice)]
    }
  }

  /// Adds a message; returns how many evaluations gave way to it.
  private static func add(_ message: ExploreMessage, to messages: inout [ExploreMessage]) -> Int {
    var message = message
    switch message {
    case .training(.evaluated):
      messages.append(message)
      return thinEvaluations(in: &messages)
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
    case .extended(let source, var more):
      // Where the logits of some lie may be told in between, but of none that is new.
      if let index = messages.lastIndex(where: { $0.extension != nil }),
        let earlier = messages[index].extension
      {
        more.events = earlier.events + more.events
        messages[index] = .extended(source, more)
        return 0
      }
    default: break
    }
    messages.append(message)
    return 0
  }

  private static func thinEvaluations(in messages: inout [ExploreMessage]) -> Int {
    var waiting: [(index: Int, step: Int)] = []
    var bytes = 0
    for (index, message) in messages.enumerated() {
      guard case .training(.evaluated(let evaluation)) = message else { continue }
      waiting.append((index, evaluation.moment.step))
      bytes = max(bytes, evaluation.snapshot.byteCount)
    }
    let most = max(2, min(mostEvaluations, mostLogitBytes / max(1, bytes)))
    guard waiting.count > most, let victim = EvenSpread.leastNeeded(waiting.map(\.step)) else {
      return 0
    }
    messages.remove(at: waiting[victim].index)
    return 1
  }
}

extension ExploreMessage {
  fileprivate enum Origin {
    case run
    case comparison
    case replay
    case shelf
    case speed
    case search
  }

  /// With what a message becomes void.
  fileprivate var origin: Origin {
    switch self {
    case .loaded, .failed, .notice, .training, .source: .run
    case .compared, .comparisonFailed: .comparison
    case .measured, .extended, .examples: .replay
    case .listed, .runsFailed, .opened, .pinned, .goesOn, .listedDatasets, .prepared,
      .datasetFailed:
      .shelf
    case .speed: .speed
    case .searched: .search
    }
  }

  fileprivate var `extension`: ReplayedRun.Extension? {
    if case .extended(_, let more) = self { more } else { nil }
  }

  /// The evaluation that the trainer reports; nil if it is something else.
  var evaluation: Evaluation? {
    if case .training(.evaluated(let evaluation)) = self { evaluation } else { nil }
  }

  fileprivate var progress: TrainingProgress? {
    if case .training(.progress(let progress)) = self { progress } else { nil }
  }
}
