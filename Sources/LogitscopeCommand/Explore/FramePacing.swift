/// Decides when the next frame is due.
///
/// What the user does is shown within 33 ms at the 95th percentile. What the trainer does is shown
/// about thirty times a second, unless bringing it to the screen costs so much that the trainer
/// would feel it: on a machine whose processors all train, whatever the explorer takes of one of
/// them holds up the others too.
struct FramePacing {
  private let clock = ContinuousClock()
  private var lastFrame: ContinuousClock.Instant?
  private var lastUserFrame: ContinuousClock.Instant?
  private var workStart: ContinuousClock.Instant?
  private var frameStart: ContinuousClock.Instant?
  private var keyStart: ContinuousClock.Instant?
  private var keyTimes: [Duration] = []
  private(set) var workCost = Duration.zero
  private(set) var frameCost = Duration.zero

  private static let shortest = Duration.milliseconds(33)
  private static let shortestAfterKeys = Duration.milliseconds(16)
  private static let longest = Duration.milliseconds(250)
  /// The explorer's share of one processor is the inverse of this.
  private static let restPerWork = 50
  private static let mostKeyTimes = 128

  /// Whether a frame is due now.
  func isDue(afterTraining: Bool) -> Bool { delay(afterTraining: afterTraining) == .zero }

  /// How long it is until a frame is due.
  func delay(afterTraining: Bool) -> Duration {
    guard let lastFrame else { return .zero }
    if !afterTraining {
      // A key that follows others closely waits, one that follows the trainer does not.
      return lastUserFrame.map { max(.zero, $0 + Self.shortestAfterKeys - clock.now) } ?? .zero
    }
    let rest = (workCost + frameCost) * Self.restPerWork
    return max(.zero, lastFrame + min(max(Self.shortest, rest), Self.longest) - clock.now)
  }

  /// Taking in what the trainer has reported begins.
  mutating func workBegins() { workStart = clock.now }

  /// Taking in has ended.
  mutating func workEnds() { workCost = workStart.map { clock.now - $0 } ?? .zero }

  /// A key, or the mouse, has come in.
  mutating func keyArrives() { keyStart = keyStart ?? clock.now }

  /// A frame begins.
  mutating func frameBegins() {
    frameStart = clock.now
    lastFrame = frameStart
    if keyStart != nil { lastUserFrame = frameStart }
  }

  /// A frame has been shown.
  mutating func frameEnds() {
    let now = clock.now
    frameCost = frameStart.map { now - $0 } ?? .zero
    guard let keyStart else { return }
    keyTimes.append(now - keyStart)
    if keyTimes.count > Self.mostKeyTimes { keyTimes.removeFirst() }
    self.keyStart = nil
  }

  /// The 95th percentile of the times from a key to the end of its frame; nil before the first key.
  var keyToScreen: Duration? {
    let sorted = keyTimes.sorted()
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) * 95 / 100]
  }
}
