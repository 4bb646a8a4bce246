/// What can be done with the examples.
enum ExamplesAction: Hashable, Sendable {
  case move(rows: Int)
  case movePages(Int)
  case moveToEnd(isLast: Bool)
  case toggleKind
  case toggleFocus
}
