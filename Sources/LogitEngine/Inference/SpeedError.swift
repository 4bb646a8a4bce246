/// Why the speed of inference cannot be measured.
public enum SpeedError: Error, Equatable {
  /// The parameters and logits take more memory than there is; both in bytes.
  case memoryLacking(needed: Double, available: Double)
}
