import TestSupport

/// What can be seen of the explorer at a moment: its screen, and what it has left behind.
@dynamicMemberLookup
struct Moment: Sendable {
  let screen: TerminalScreen
  /// The files of its folder with their sizes, if they are watched.
  let files: [String: Int]
  /// What it has written to the terminal since that is watched.
  let output: String

  subscript<Value>(dynamicMember path: KeyPath<TerminalScreen, Value>) -> Value {
    screen[keyPath: path]
  }

  func shows(_ text: String) -> Bool { screen.shows(text) }
  func number(after text: String) -> Double? { screen.number(after: text) }
  func bounds(after text: String) -> (low: Double, high: Double)? { screen.bounds(after: text) }
}
