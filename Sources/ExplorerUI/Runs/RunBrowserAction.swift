/// What can be done with the list of recorded runs.
enum RunBrowserAction: Hashable, Sendable {
  case list
  case move(Int)
  case movePage(Int)
  case open
  case pin
  case resume
  case fork
  case changeLoss(Int)
  case askToDelete
  case delete
  case keep
  case returnToTraining
  case openFilter
  case keepFilter
  case clearFilter
}
