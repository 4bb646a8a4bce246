/// A loss with its parameters, ready to train with.
public struct Loss: Hashable, Sendable {
  /// Which loss it is.
  public var kind: LossKind
  /// Its parameters.
  public var parameters: LossParameters

  /// Creates a loss from its kind and parameters.
  public init(_ kind: LossKind, parameters: LossParameters = LossParameters()) {
    self.kind = kind
    self.parameters = parameters
  }

  var function: any LossFunction { kind.function.init(parameters) }
}
