/// What the keys do that move about in the curve with the focus.
enum CurveAction: Hashable, Sendable {
  case zoom(ChartAxis, Int)
  case pan(ChartAxis, Int)
}
