/// Why a run cannot begin, or cannot go on.
public enum TrainingError: Error, Equatable, Sendable {
  /// The batch is larger than the training set.
  case batchTooLarge(batchSize: Int, trainingCount: Int)
  /// The processor has no instructions for what the network is to be computed in.
  case unsupportedPrecision(Precision)
  /// The loss draws noise by the frequencies of the classes, and one never occurs.
  case classWithoutExamples(Int, loss: LossKind)
  /// The examples, which stay in their file, can no longer be read.
  case unreadableExamples(DataError)
  /// The network, a batch and the logits of the test set take more memory than there is; both in
  /// bytes.
  case memoryLacking(needed: Double, available: Double)
  /// The run cannot go on from the checkpoint.
  case checkpoint(CheckpointMismatch)
}
