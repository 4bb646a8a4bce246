import LogitEngine

/// Everything that can change what the explorer shows.
public enum InputEvent: Sendable {
  /// The store that the run is recorded in takes this many bytes by now.
  case recorded(storeBytes: Int)
  /// A key was pressed.
  case key(Key)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// The terminal has a new size.
  case resized(Size)
  /// The trainer, or another source of logits, reported something.
  case training(TrainingEvent)
  /// The trainer reported an evaluation, and a later one is about to be told: this one need not be
  /// drawn.
  case passed(Evaluation)
  /// The trainer of one of the compared losses reported something; they are counted from 0 in the
  /// order in which `ExplorerEffect.compare` gave them.
  case compared(Int, TrainingEvent)
  /// One of the compared losses cannot be trained, for a reason in one sentence.
  case comparisonFailed(Int, reason: String)
  /// The examples that are evaluated have been loaded.
  case loaded(Examples)
  /// The examples that are evaluated cannot be had, or not yet, for a reason in words.
  case notLoaded(reason: String)
  /// A recorded run is to be shown.
  case replayed(ReplayedRun)
  /// More of the recorded run that is shown has been recorded.
  case extended(ReplayedRun.Extension)
  /// The logits of a recorded run that were asked for, as far as they could be had.
  case fetched([Int: Evaluation])
  /// Where the logits of successive evaluations of a recorded run lie, from an index on.
  case measured(from: Int, [LogitRanges])
  /// The recorded runs, the latest first.
  case listed([ListedRun])
  /// What could not be done with recorded runs, in words.
  case runsFailed(String)
  /// The last evaluation of a run that is to be measured against.
  case pinned(PinnedBaseline)
  /// The datasets that are known by name.
  case datasets([ListedDataset])
  /// A dataset has been read that was asked for, and is to be trained on.
  case opened(OpenedDataset)
  /// Why a dataset cannot be trained on, in words.
  case datasetFailed(String)
  /// The measurement of the speed with this number has something to say.
  case speed(SpeedNews, number: Int)
  /// A search for logits with a small loss that violate separation has ended.
  case searched(ViolationFinding)
  /// The time since a moment that never changes; sent when `ExplorerState.nextDeadline` has come.
  case time(Duration)
  /// What the last frame cost.
  case framed(FrameReport)
  /// The beginning of the command that shows the same again, in place of that of the launch.
  case command(String)
  /// The program around the explorer has a line for the user, shown until the next key.
  case notice(String)
}

/// Something the mouse did, at a cell.
public struct MouseEvent: Hashable, Sendable {
  /// What it did.
  public enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The mouse moved with the left button held.
    case drag
    /// The left button went up.
    case release
    /// The wheel turned away from the user.
    case wheelUp
    /// The wheel turned towards the user.
    case wheelDown
  }

  /// What it did.
  public var action: Action
  /// The column, from 0 at the left.
  public var column: Int
  /// The row, from 0 at the top.
  public var row: Int
  /// Whether Ctrl or Alt was held with the wheel, which then zooms.
  public var isModified: Bool

  /// Creates a mouse event.
  public init(action: Action, column: Int, row: Int, isModified: Bool = false) {
    self.action = action
    self.column = column
    self.row = row
    self.isModified = isModified
  }
}
