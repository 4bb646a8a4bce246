import LogitEngine

extension LogitFiles {
  /// Reads files of one moment.
  static func readOne(logits: String, labels: String?) throws -> LogitSnapshot {
    try read(logits: logits, labels: labels).moments[0].snapshot
  }
}
