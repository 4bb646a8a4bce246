/// What can lie over a view; as long as it does, the keys are its.
public enum Overlay: Hashable, Sendable {
  /// Every key, and what is seen.
  case help
  /// The kinds of file that the view can be saved as.
  case saving
}
