/// The logits of an evaluation set at one moment, immutable and shared by everything that shows it.
public struct LogitSnapshot: Sendable {
  /// The logits, row-major, one row an example: `exampleCount × classCount`.
  public let logits: [Float]
  /// The true class of each example, 0 ..< classCount.
  public let labels: [Int32]
  /// k, the number of classes and of logits a row.
  public let classCount: Int

  /// Creates a snapshot.
  ///
  /// - Precondition: `logits.count == labels.count * classCount`.
  public init(logits: [Float], labels: [Int32], classCount: Int) {
    precondition(
      logits.count == labels.count * classCount, "a snapshot needs one row of logits a label")
    self.logits = logits
    self.labels = labels
    self.classCount = classCount
  }

  /// n, the number of examples.
  public var exampleCount: Int { labels.count }
}
