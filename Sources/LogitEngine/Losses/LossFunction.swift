/// A loss as the engine evaluates it, in two phases over a shard of the batch's rows.
///
/// `reduce` reads every row of the shard once and returns what the whole batch must add up;
/// `writeGradient` needs the batch's total and looks at no row but its own. A loss whose gradient
/// of a row depends on that row alone writes it in `reduce`, while the row is in the cache.
protocol LossFunction: Sendable {
  /// The name on the command line, in JSON and on the screen.
  static var name: String { get }
  /// Whether the loss is aligned with the Principle of Logit Separation.
  static var isAligned: Bool { get }
  /// One short clause that says why it is, or why not.
  static var reason: String { get }
  /// The noise classes that the loss draws for each example.
  static var noise: NoiseKind { get }
  /// How many it draws unless told otherwise.
  static var defaultNoiseSamples: Int { get }
  /// The parameters that the loss takes.
  static var parameters: Set<LossParameterName> { get }
  /// Whether, with many classes, the last layer's bias had better start at the prior.
  static var prefersPriorBias: Bool { get }

  init(_ parameters: LossParameters)

  /// Phase one; writes the gradient of rows that depend on themselves alone.
  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction

  /// The mean loss of the batch.
  func value(_ total: BatchReduction, batchCount: Int) -> Double

  /// Phase two; writes, or completes, the gradient from what the whole batch adds up to.
  func writeGradient(
    _ rows: LogitRows, gradient: UnsafeMutablePointer<Float>, total: BatchReduction)
}

extension LossFunction {
  static var noise: NoiseKind { .none }
  static var defaultNoiseSamples: Int { 0 }
  static var parameters: Set<LossParameterName> { [] }
  static var prefersPriorBias: Bool { false }

  func value(_ total: BatchReduction, batchCount: Int) -> Double {
    total.sum / Double(batchCount)
  }

  func writeGradient(
    _ rows: LogitRows, gradient: UnsafeMutablePointer<Float>, total: BatchReduction
  ) {}
}

/// The rows of the batch that one shard works on.
struct LogitRows {
  /// The shard's logits, `count × classCount`, row-major.
  let logits: UnsafePointer<Float>
  /// The true class of each row.
  let labels: UnsafePointer<Int32>
  /// How many rows the shard has.
  let count: Int
  /// k.
  let classCount: Int
  /// n, the rows of the whole batch; gradients are of the mean over n.
  let batchCount: Int
  /// Where the shard begins in the batch.
  let firstRow: Int
  /// The noise classes drawn for the rows, `count × t`; nil unless the loss draws noise.
  var noise: UnsafePointer<Int32>?
  /// log(t·q_j) of each class j; nil unless the loss draws noise.
  var logNoise: UnsafePointer<Float>?

  func row(_ index: Int) -> UnsafePointer<Float> { logits + index * classCount }
}
