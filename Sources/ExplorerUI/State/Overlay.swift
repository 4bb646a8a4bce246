/// What can lie over a view; as long as it does, the keys are its.
public enum Overlay: Hashable, Sendable {
  /// Every key, and what is seen.
  case help
  /// The kinds of file that the view can be saved as.
  case saving
  /// What of the explorer's look can be set.
  case options
  /// Every key that does something now, to be found by typing.
  case palette
  /// The command that shows this view again.
  case command
  /// The recorded runs.
  case runs
  /// The datasets to train on.
  case datasets
  /// The smallest true and the largest false logit.
  case worstPair
}
