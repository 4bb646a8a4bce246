/// Decides when the next frame is due.
///
/// What the user does is shown within 33 ms. What the trainer does is shown as often, unless
/// bringing it to the screen costs so much that the trainer would feel it.
struct FramePacing {
  private let clock = ContinuousClock()
  private var lastFrame: ContinuousClock.Instant?
  private var workStart: ContinuousClock.Instant?
  private var frameStart: ContinuousClock.Instant?
  private var workCost = Duration.zero
  private var frameCost = Duration.zero

  private static let shortest = Duration.milliseconds(33)
  private static let longest = Duration.milliseconds(250)
  /// The explorer's share of one processor is the inverse of this.
  private static let restPerWork = 25

  /// Whether a frame is due now.
  func isDue(afterTraining: Bool) -> Bool { delay(afterTraining: afterTraining) == .zero }

  /// How long it is until a frame is due.
  func delay(afterTraining: Bool) -> Duration {
    guard let lastFrame else { return .zero }
    let rest = (workCost + frameCost) * Self.restPerWork
    let interval = afterTraining ? min(max(Self.shortest, rest), Self.longest) : Self.shortest
    return max(.zero, lastFrame + interval - clock.now)
  }

  /// Taking in what the trainer has reported begins.
  mutating func workBegins() { workStart = clock.now }

  /// Taking in has ended.
  mutating func workEnds() { workCost = workStart.map { clock.now - $0 } ?? .zero }

  /// A frame begins.
  mutating func frameBegins() {
    frameStart = clock.now
    lastFrame = frameStart
  }

  /// A frame has been shown.
  mutating func frameEnds() { frameCost = frameStart.map { clock.now - $0 } ?? .zero }
}
