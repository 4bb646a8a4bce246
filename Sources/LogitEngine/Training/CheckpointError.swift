/// Why a file does not serve as a checkpoint; what the system refuses is a ``DataError``.
public enum CheckpointError: Error, Hashable, Sendable {
  /// The file does not begin like a checkpoint.
  case notACheckpoint(path: String)
  /// The checkpoint was written in a version of the format that is not read here.
  case otherVersion(path: String, found: UInt32, readable: UInt32)
  /// The file ends before the checkpoint does.
  case truncated(path: String)
  /// What the file holds is not what was written.
  case damaged(path: String)
}
