/// Which noise classes a loss draws for each example.
enum NoiseKind: Sendable {
  /// None.
  case none
  /// Any class, as often as it occurs in the training set.
  case classFrequencies
  /// Any class but the true one, all as often.
  case otherClasses
}
