import LogitEngine

extension CheckpointError {
  /// One sentence that says why the file does not serve as a checkpoint.
  var sentence: String {
    switch self {
    case .notACheckpoint(let path): "\(path) is not a checkpoint of logitscope"
    case .otherVersion(let path, let found, let readable):
      "\(path) is a checkpoint of format version \(found), and only version \(readable) can be read"
    case .truncated(let path): "\(path) is cut short: the end of the checkpoint is missing"
    case .damaged(let path): "\(path) is damaged: its checksum or its structure is wrong"
    }
  }
}

extension CheckpointMismatch {
  /// One sentence that says why the run cannot go on.
  var sentence: String {
    switch self {
    case .dataset(let checkpoint, let requested):
      checkpoint == requested
        ? "the training set '\(requested)' is not the one the checkpoint was made with: its "
          + "contents differ"
        : "the checkpoint is of a run on the dataset '\(checkpoint)', not on '\(requested)'"
    case .network(let checkpoint, let requested):
      "the checkpoint is of another network: \(checkpoint), not \(requested)"
    case .setting(let setting, let checkpoint, let requested):
      "--\(setting.rawValue) cannot change in a run that goes on: the checkpoint has "
        + "\(checkpoint ?? "none"), not \(requested ?? "none")"
    case .end(let step, let totalSteps):
      "the checkpoint is at step \(step.grouped), beyond the \(totalSteps.grouped) steps of "
        + "--epochs"
    }
  }

  /// The exit code: of usage where an option is at fault, not the checkpoint.
  var exitCode: Diagnosis.Code {
    switch self {
    case .dataset, .network: .badData
    case .setting(let setting, _, _): setting.isOfNetwork ? .badData : .usage
    case .end: .usage
    }
  }
}
