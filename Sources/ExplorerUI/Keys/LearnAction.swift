/// What can be done with the lessons.
enum LearnAction: Hashable, Sendable {
  case moveCursor(Int)
  case begin
  case next
  case back
  case close
  case search
  case scroll(Int)
}
