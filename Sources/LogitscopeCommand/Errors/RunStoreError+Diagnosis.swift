import LogitEngine
import RunStore

extension RunStoreError {
  /// One sentence that says what is wrong with which store or run.
  var sentence: String {
    switch self {
    case .missing(let path): "there are no recorded runs at \(path.shown)"
    case .notAStore(let path): "\(path) is not a store of runs, but another kind of file"
    case .newerVersion(let path):
      "\(path) was written by a newer version of logitscope, which is needed to use it"
    case .damaged(let path): "\(path) is damaged"
    case .damagedRun(let name): "the run '\(name)' is damaged"
    case .unopenable(let path, let code): "cannot open \(path.shown): \(systemMessage(code))"
    case .unwritable(let path, let code): "cannot write \(path.shown): \(systemMessage(code))"
    case .deleted(let path):
      "\(path.shown) was deleted or moved while the run was recorded in it"
    case .replaced(let path):
      "\(path.shown) was replaced by another file while the run was recorded in it"
    case .cut(let path):
      "\(path.shown) was cut short or written over while the run was recorded in it"
    case .limitReached(let path, let limit):
      "\(path.shown) has reached the \(ByteSize.text(limit)) of --store-limit, and the run has "
        + "nothing left to leave out"
    case .descriptorsLacking(let needed, let free):
      "recording needs \(needed) open files, and only \(free) more may be opened; raise the limit "
        + "with ulimit -n"
    case .logitsThinned(let name, let step):
      "the logits of step \(step.grouped) of '\(name)' were given up, to stay within --store-limit"
    case .readOnly(let path): "\(path) can be read, but not written to"
    case .full(let path): "there is no room left for \(path)"
    case .locked(let path): "another program keeps \(path) locked"
    case .failed(let path, let reason): "cannot use \(path): \(reason)"
    case .noRun(let name):
      "there is no run '\(name)'; 'logitscope runs list' lists the runs"
    case .nameTaken(let name): "there is a run named '\(name)' already"
    case .badName(let name):
      "'\(name)' cannot be the name of a run: a name is one line of 1 to 200 characters and not a "
        + "number"
    case .stillRecording(let name): "the run '\(name)' is being recorded"
    case .noCheckpoint(let name):
      "the run '\(name)' has no checkpoint to go on from"
    case .folderInUse(let path): "\(path) is not an empty folder"
    }
  }

  /// The exit code that goes with it.
  var exitCode: Diagnosis.Code {
    switch self {
    case .missing, .noRun: .noInput
    case .unopenable(let path, let code): DataError.unreadable(path: path, code: code).exitCode
    case .notAStore, .newerVersion, .damaged, .damagedRun, .noCheckpoint: .badData
    case .readOnly, .full, .locked, .failed, .unwritable, .deleted, .replaced, .cut,
      .limitReached:
      .outputFailed
    case .nameTaken, .badName, .folderInUse: .usage
    case .stillRecording, .descriptorsLacking, .logitsThinned: .failure
    }
  }
}
