/// A text of a lesson: words, the keys as the user has them, and values of the moment in which it
/// is read.
///
/// It is written as a string with interpolations: `\(key:)` for a key, `\(now:)` and `\(before:)`
/// for a metric, `\(value:)` for another number or name and `\(words:)` for words that depend on
/// the state.
struct LessonText: Sendable, ExpressibleByStringInterpolation {
  /// A part of a text.
  enum Piece: Sendable {
    case words(String)
    case key(LessonKey)
    /// A number or a name, which stands out and is not broken over two lines.
    case value(@Sendable (LessonContext) -> String)
    /// Words that depend on the state.
    case saying(@Sendable (LessonContext) -> String)
  }

  private(set) var pieces: [Piece]

  init(stringLiteral value: String) { pieces = [.words(value)] }

  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// Collects the parts of a text.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    mutating func appendInterpolation(key: LessonKey) { pieces.append(.key(key)) }

    mutating func appendInterpolation(now metric: Metric) {
      pieces.append(.value { metric.format($0.state.metrics[metric]) })
    }

    mutating func appendInterpolation(before metric: Metric) {
      pieces.append(.value { metric.format($0.start.metrics[metric]) })
    }

    mutating func appendInterpolation(value: @escaping @Sendable (LessonContext) -> String) {
      pieces.append(.value(value))
    }

    mutating func appendInterpolation(words: @escaping @Sendable (LessonContext) -> String) {
      pieces.append(.saying(words))
    }
  }

  /// The keys in it, in order.
  var keys: [LessonKey] {
    pieces.compactMap { piece in
      if case .key(let key) = piece { key } else { nil }
    }
  }

  /// The same text with the values that it has now for good.
  func settled(_ context: LessonContext) -> LessonText {
    LessonText(
      pieces: pieces.map { piece in
        switch piece {
        case .words, .key: return piece
        case .value(let value):
          let text = value(context)
          return .value { _ in text }
        case .saying(let words): return .words(words(context))
        }
      })
  }

  /// The text as it is read now.
  ///
  /// - Parameter role: how its words look.
  func runs(_ context: LessonContext, _ role: Role = .text, hasUnicode: Bool) -> [TextRun] {
    pieces.map { piece in
      switch piece {
      case .words(let text): TextRun(text, role)
      case .key(let key): TextRun(key.label(context.state, hasUnicode: hasUnicode), .key)
      case .value(let value): TextRun(value(context).unbroken, .strong)
      case .saying(let words): TextRun(words(context), role)
      }
    }
  }
}

/// A key that a lesson asks for.
struct LessonKey: Sendable {
  /// The key that the table of keys has for it.
  let key: Key
  /// What it does.
  let action: ExplorerAction

  init(_ key: Key, _ action: ExplorerAction) {
    self.key = key
    self.action = action
  }

  /// The key that the user has for it.
  func own(in state: ExplorerState) -> Key { state.tools.keyMap.key(key, of: action) }

  /// That key as it is written on screen.
  func label(_ state: ExplorerState, hasUnicode: Bool) -> String {
    own(in: state).label(hasUnicode: hasUnicode)
  }

  static let nextClass = LessonKey(.right, .changeClass(1))
  static let threshold = LessonKey(.character("t"), .toggleThreshold)
  static let higherThreshold = LessonKey(.right, .moveThreshold(1))
  static let rule = LessonKey(.character("R"), .cycleRule)
  static let back = LessonKey(.escape, .back)
  static let previousLoss = LessonKey(.up, .moveLossCursor(-1))
  static let nextLoss = LessonKey(.down, .moveLossCursor(1))
  static let trainWithLoss = LessonKey(.enter, .restartWithLoss)
  static let pooled = LessonKey(.character("P"), .instrument(.togglePooled))
  static let offset = LessonKey(.character("u"), .instrument(.toggleOffset))
  static let largerOffset = LessonKey(.character(")"), .instrument(.changeOffset(1)))
  static let normalise = LessonKey(.character("n"), .instrument(.cycleTransform))
  static let rarer = LessonKey(.character("v"), .instrument(.changePrevalence(1)))
  static let measure = LessonKey(.enter, .measureSpeed)
  static let search = LessonKey(.character("s"), .learn(.search))
  static let next = LessonKey(.character("N"), .learn(.next))
  static let previous = LessonKey(.character("B"), .learn(.back))
  static let close = LessonKey(.character("C"), .learn(.close))
  static let training = LessonKey(.character("G"), .runs(.returnToTraining))

  /// The key that shows a view.
  static func view(_ view: ExplorerView) -> LessonKey {
    LessonKey(.character(view.digit), .show(view))
  }
}

extension String {
  /// The text with spaces at which no line is broken.
  fileprivate var unbroken: String {
    String(map { $0 == " " ? Character.unbreakableSpace : $0 })
  }
}
