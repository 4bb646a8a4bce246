/// What can be done with the table of classes.
enum ClassTableAction: Hashable, Sendable {
  case move(rows: Int)
  case movePages(Int)
  case moveToEnd(isLast: Bool)
  case sortByNext
  case reverse
  case openFilter
  case keepFilter
  case clearFilter
  case openClass
}
