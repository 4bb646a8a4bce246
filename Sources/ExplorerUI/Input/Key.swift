/// A key as the terminal reports it.
public enum Key: Hashable, Sendable {
  /// A printable character; capitals and symbols arrive as themselves.
  case character(Character)
  /// A letter with Control held, given in lower case: `control("c")`.
  case control(Character)
  /// The keys that have no character.
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case up
  case down
  case left
  case right
  case shiftLeft
  case shiftRight
  case home
  case end
  case pageUp
  case pageDown
  case function(Int)
}
