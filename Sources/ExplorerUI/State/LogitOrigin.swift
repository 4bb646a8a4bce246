/// Where the logits that are shown are from.
public enum LogitOrigin: Hashable, Sendable {
  /// A training of the program's own, live or recorded.
  case training
  /// Files that another program has written.
  case files
  /// A folder that another program writes into.
  case folder
}
