/// Why a store of runs, or a run in it, could not be used.
public enum RunStoreError: Error, Hashable, Sendable {
  /// There is no store at the path.
  case missing(path: String)
  /// The file is something else, not a store of runs.
  case notAStore(path: String)
  /// The store was written by a newer version of the program.
  case newerVersion(path: String)
  /// The store is damaged.
  case damaged(path: String)
  /// One run of the store is damaged.
  case damagedRun(name: String)
  /// The store cannot be opened; the code is an `errno`.
  case unopenable(path: String, code: Int32)
  /// The store cannot be created or written to; the code is an `errno`.
  case unwritable(path: String, code: Int32)
  /// The store was deleted or moved while it was written to.
  case deleted(path: String)
  /// Another file took the place of the store while it was written to.
  case replaced(path: String)
  /// Somebody cut the store short, or wrote over it, while it was written to.
  case cut(path: String)
  /// The store takes as many bytes as it may, and nothing is left to leave out.
  case limitReached(path: String, limit: Int)
  /// So few files may be opened that a run cannot be recorded.
  case descriptorsLacking(needed: Int, free: Int)
  /// An evaluation has lost its logits since it was listed.
  case logitsThinned(name: String, step: Int)
  /// The store can be read, but not written to.
  case readOnly(path: String)
  /// There is no room left for the store.
  case full(path: String)
  /// Another process kept the store locked for too long.
  case locked(path: String)
  /// The system failed to read or write; the text is the database's.
  case failed(path: String, reason: String)
  /// No run has this name or number.
  case noRun(String)
  /// There is a run of this name already.
  case nameTaken(String)
  /// A name that no run may have.
  case badName(String)
  /// The run is being recorded by a process that is alive.
  case stillRecording(name: String)
  /// The run has no checkpoint to go on from.
  case noCheckpoint(name: String)
  /// What a run should be exported to is not an empty folder.
  case folderInUse(path: String)
}
