/// One of the closed set of losses, known by the name it has on the command line.
///
/// A new loss is one file with its ``LossFunction`` and one line in a list here.
public struct LossKind: Sendable {
  let function: any LossFunction.Type

  /// The seven losses of the paper, in the order in which menus and tables show them.
  public static let all: [LossKind] = [
    LossKind(function: CrossEntropy.self),
    LossKind(function: MaxMargin.self),
    LossKind(function: SelfNormalization.self),
    LossKind(function: NoiseContrastiveEstimation.self),
    LossKind(function: BinaryCrossEntropy.self),
    LossKind(function: BatchCrossEntropy.self),
    LossKind(function: BatchMaxMargin.self),
  ]

  /// Losses that the paper does not have, offered after its seven.
  public static let beyondThePaper: [LossKind] = [
    LossKind(function: Square.self),
    LossKind(function: ZeroBoundedPairwiseRanking.self),
    LossKind(function: Focal.self),
    LossKind(function: SampledSoftmax.self),
    LossKind(function: ClassPairwiseLogistic.self),
  ]

  /// Every loss there is: the paper's, then the others.
  public static let everyKind = all + beyondThePaper

  /// Finds a loss by its name, for instance `batch-cross-entropy`; nil when there is none.
  public init?(named name: String) {
    guard let kind = Self.everyKind.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  private init(function: any LossFunction.Type) {
    self.function = function
  }

  /// The name on the command line, in JSON and on the screen.
  public var name: String { function.name }

  /// Whether the loss is aligned with the Principle of Logit Separation.
  public var isAligned: Bool { function.isAligned }

  /// One short clause that says why the loss is aligned, or why it is not.
  public var reason: String { function.reason }

  /// The parameters that the loss takes.
  public var parameters: Set<LossParameterName> { function.parameters }

  /// Whether the loss draws noise classes for each example.
  public var drawsNoise: Bool { function.noise != .none }

  /// Whether the noise is drawn from a distribution that can be given, the class frequencies unless
  /// it is.
  public var takesNoiseDistribution: Bool { function.noise == .classFrequencies }

  /// How many noise classes the loss draws for each example unless told otherwise; 0 for none.
  public var defaultNoiseSamples: Int { function.defaultNoiseSamples }

  /// Whether, with many classes, the last layer's bias had better start at −log(k−1), because the
  /// loss asks of each logit by itself whether the class is there.
  public var prefersPriorBias: Bool { function.prefersPriorBias }
}

extension LossKind: Hashable {
  /// Two kinds are equal when they have the same name.
  public static func == (left: LossKind, right: LossKind) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
