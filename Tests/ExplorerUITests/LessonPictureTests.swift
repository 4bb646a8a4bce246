import Testing

@testable import ExplorerUI
@testable import LogitEngine

/// View 7, and a lesson under way over others, as pictures.
@Suite struct LessonPictureTests {
  private static let kinds: [(name: String, capabilities: TerminalCapabilities)] = [
    ("unicode", TerminalCapabilities()),
    ("ascii", TerminalCapabilities(colors: .none, hasUnicode: false)),
    ("eight", TerminalCapabilities(colors: .eight)),
  ]

  @Test(arguments: PictureTests.sizes) func lessons(size: Size) throws {
    var state = Synthetic.live(size)
    state.press(.character("7"), .down)
    for kind in Self.kinds {
      try PictureTests.compare(state.picture(kind.capabilities), with: "learn-\(kind.name)", size)
    }
    state.press(.tab)
    try PictureTests.compare(state.picture(), with: "lesson-unicode", size)
  }

  @Test(arguments: PictureTests.sizes) func aLessonOverExplore(size: Size) throws {
    var walk = LessonWalk(size)
    walk.begin(2)
    walk.press(.character("N"))
    for kind in Self.kinds {
      try PictureTests.compare(
        walk.state.picture(kind.capabilities), with: "task-\(kind.name)", size)
    }
    walk.press(.character("u"))
    try PictureTests.compare(walk.state.picture(), with: "task-done-unicode", size)
  }

  @Test(arguments: PictureTests.sizes) func foundLogits(size: Size) throws {
    var state = Synthetic.live(size)
    state.press(.character("7"), .down, .down, .down, .enter, .character("N"), .character("s"))
    _ = update(&state, .searched(try Self.finding("cross-entropy", trueLogit: -7.5)))
    state.press(.character("N"), .character("N"), .character("s"))
    _ = update(&state, .searched(try Self.finding("batch-cross-entropy", trueLogit: 7.25)))
    for kind in Self.kinds.prefix(2) {
      try PictureTests.compare(state.picture(kind.capabilities), with: "found-\(kind.name)", size)
    }
  }

  /// What a search might find; real ones depend on the processor in their last digits.
  private static func finding(_ name: String, trueLogit: Float) throws -> ViolationFinding {
    let kind = try #require(LossKind(named: name))
    let logits: [Float] = [
      9.5, -4.25, -3, -6, 8.25, -5.5, -12, -14.75, trueLogit, 11, 2.5, -1, -2, 6.75, -8, -3, -4, 7,
    ]
    let snapshot = LogitSnapshot(logits: logits, labels: [0, 1, 2, 0, 1, 2], classCount: 3)
    let margin = Double(min(trueLogit, 6.75)) - 2.5
    let witness = LogitWitness(snapshot: snapshot, value: 0.00125, margin: margin)
    var result = ViolationSearchResult(infimum: 0)
    result.descentCount = margin > 0 ? 20 : 1
    result.nearCount = result.descentCount
    if margin > 0 {
      result.separated = witness
      result.closestViolation = LogitWitness(snapshot: snapshot, value: 0.125, margin: -0.5)
    } else {
      result.violatingCount = 1
      result.violation = witness
    }
    return ViolationFinding(kind: kind, nearness: 0.0025, result: result)
  }
}
