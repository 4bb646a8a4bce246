/// What the keys of the instruments do.
enum InstrumentAction: Hashable, Sendable {
  case toggleOffset
  case changeOffset(Int)
  case cycleTransform
  case toggleGradient
  case togglePooled
  case toggleOverlaid
  case changePrevalence(Int)
  case toggleCursor
  case toggleWorstPair
  case moveCursor(Int)
  case extendBrush(Int)
  case zoom(Int)
  case pan(Int)
  case magnify(Int)
}
