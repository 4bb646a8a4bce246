import ExplorerUI
import LogitEngine
import RunStore

/// The examples on which a recorded run was evaluated, as its dataset still has them.
enum RecordedExamples: Sendable {
  /// They are there.
  case loaded(Examples)
  /// They cannot be had, for a reason in words.
  case missing(String)

  /// Reads them, unless they are there already.
  ///
  /// - Parameter loaded: a dataset that is there, which will do if it is the run's.
  init(of run: RecordedRun, loaded: Dataset? = nil) {
    do {
      self = try .loaded(Self.examples(of: run, loaded))
    } catch {
      self = .missing(Diagnosis(error).sentence ?? "the dataset cannot be read")
    }
  }

  private static func examples(of run: RecordedRun, _ loaded: Dataset?) throws -> Examples {
    if let loaded, loaded.fingerprint == run.datasetFingerprint { return loaded.test }
    let name = run.description.datasetName
    guard DatasetOptions.isKnown(name) else {
      throw CommandError.badData("'\(name)' was a folder or a file, which the run does not name")
    }
    let dataset = try DatasetOptions.parse([]).load(goingOnWith: name)
    guard dataset.test.count == run.description.testCount,
      dataset.classCount == run.description.classNames.count
    else {
      throw CommandError.badData("\(name) has another size than when the run was recorded")
    }
    guard dataset.fingerprint == run.datasetFingerprint else {
      throw CommandError.badData("\(name) has other contents than when the run was recorded")
    }
    return dataset.test
  }

  /// What the explorer is told.
  var event: InputEvent {
    switch self {
    case .loaded(let examples): .loaded(examples)
    case .missing(let reason): .notLoaded(reason: reason)
    }
  }
}
