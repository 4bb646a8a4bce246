/// The logits of an evaluation set at one moment, immutable and shared by everything that shows it.
public struct LogitSnapshot: Sendable {
  /// The logits, row-major, one row an example: `exampleCount × classCount`.
  public let logits: [Float]
  /// The logits in double precision, where float32 does not hold them exactly; nil where it does.
  ///
  /// Whatever takes a rank takes it of these.
  public let doubles: [Double]?
  /// The classes of each example.
  public let truth: Truth
  /// k, the number of classes and of logits a row; 1 for the logit of a class alone.
  public let classCount: Int

  /// Creates a snapshot of examples with one class each, 0 ..< classCount.
  ///
  /// - Precondition: `logits.count == labels.count * classCount`.
  public init(logits: [Float], labels: [Int32], classCount: Int) {
    self.init(logits: logits, truth: Truth(labels: labels), classCount: classCount)
  }

  /// Creates a snapshot.
  ///
  /// - Precondition: `logits.count == truth.exampleCount * classCount`, and as many doubles if any.
  public init(logits: [Float], doubles: [Double]? = nil, truth: Truth, classCount: Int) {
    precondition(
      logits.count == truth.exampleCount * classCount, "a snapshot needs one row of logits a label")
    precondition(doubles.map { $0.count == logits.count } ?? true, "a double a logit is needed")
    self.logits = logits
    self.doubles = doubles
    self.truth = truth
    self.classCount = classCount
  }

  /// The first class of each example; ``Truth/outsider`` where it has none.
  public var labels: [Int32] {
    truth.labels ?? (0..<exampleCount).map { truth.classes(at: $0).first ?? Truth.outsider }
  }

  /// n, the number of examples.
  public var exampleCount: Int { truth.exampleCount }
}
