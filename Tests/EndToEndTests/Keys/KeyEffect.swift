/// What a key brings about, as the screen shows it.
struct KeyEffect: Sendable {
  /// What is to be seen, in words.
  let words: String
  /// Whether it is to be seen after the key; before it, compared with itself, it must not be.
  let isThere: @Sendable (_ before: Moment, _ after: Moment) -> Bool

  init(
    _ words: String, _ isThere: @escaping @Sendable (_ before: Moment, _ after: Moment) -> Bool
  ) {
    self.words = words
    self.isThere = isThere
  }

  /// Some text comes up.
  static func shows(_ text: String) -> KeyEffect {
    KeyEffect("'\(text)'") { $1.shows(text) }
  }

  /// Some text goes away.
  static func hides(_ text: String) -> KeyEffect {
    KeyEffect("no '\(text)'") { !$1.shows(text) }
  }

  /// The title line says something.
  static func title(_ text: String) -> KeyEffect {
    KeyEffect("'\(text)' in the title") { $1.title.contains(text) }
  }

  /// A number that is read off the screen changes by so much, going round if there is an end.
  static func moves(
    _ name: String, by amount: Int, roundOf count: Int? = nil,
    _ reading: @escaping @Sendable (Moment) -> Int?
  ) -> KeyEffect {
    KeyEffect("\(name) changed by \(amount)") { before, after in
      guard let from = reading(before), let to = reading(after) else { return false }
      guard let count else { return to == from + amount }
      return to == (from + amount + count) % count
    }
  }

  /// A number that is read off the screen becomes another.
  static func becomes(
    _ name: String, _ value: Int, _ reading: @escaping @Sendable (Moment) -> Int?
  ) -> KeyEffect {
    KeyEffect("\(name) \(value)") { reading($1) == value }
  }

  /// The focus goes from one pane to another, both named by the beginning of their titles.
  static func focus(from: String, to: String) -> KeyEffect {
    KeyEffect("the focus on \(to)") { before, after in
      guard let ring = before.screen.lookOfFrame(from), let border = before.screen.lookOfFrame(to)
      else { return false }
      return ring != border && after.screen.lookOfFrame(to) == ring
        && after.screen.lookOfFrame(from) == border
    }
  }
}
