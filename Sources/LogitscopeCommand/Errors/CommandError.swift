import RunStore

/// What a command itself finds wrong, in one sentence without a full stop.
enum CommandError: Error, Equatable {
  /// Options that do not go together, or a value that does not fit what was read.
  case usage(String)
  /// Input that was read, but cannot be used.
  case badData(String)
  /// A measurement could not be made, for a reason in a clause.
  case unmeasured(String)
  /// Standard output cannot be written to; the code is an `errno`.
  case outputFailed(code: Int32)
  /// The run was stopped from outside; nil when nothing of it was saved.
  case interrupted(step: Int, savedIn: String?)
  /// The run was stopped from outside; it is recorded under the name, in the store that was named.
  case interruptedRecording(step: Int, name: String, store: String?)
  /// The comparison was stopped from outside; nil when nothing of it was kept.
  case interruptedComparison(done: Int, total: Int, savedIn: String?)
  /// The run was stopped from outside and could not be recorded, which has been said already; nil
  /// when it was not saved in a file either.
  case interruptedUnrecorded(step: Int, savedIn: String?, RunStoreError)
  /// The run could not be recorded to its end, which has been said already.
  case notRecorded(RunStoreError)
}
