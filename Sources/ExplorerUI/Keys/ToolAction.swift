/// What the keys do that concern the explorer itself and not what it shows.
enum ToolAction: Hashable, Sendable {
  case nextTheme
  case chooseFormat
  case save(ExportFormat)
  case showOptions
  case changeOption(Int)
  case writeOptions
  case showPalette
  case performChosen
  case showCommand
  case moveInList(Int)
  case toggleFrameReport
}
