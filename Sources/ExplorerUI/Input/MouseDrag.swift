/// What the mouse drags while its button is held.
enum MouseDrag: Hashable, Sendable {
  /// The threshold, along an axis of logits or along a curve.
  case threshold
  /// The shown moment, along the timeline.
  case timeline
  /// A range of the histogram's bins, from a logit of the bin where it began.
  case brush(from: Double)
}
