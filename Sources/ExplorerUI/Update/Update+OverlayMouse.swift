extension ExplorerState {
  /// Does what the mouse means in what lies over the view: a click takes a line, one outside closes
  /// it, the wheel moves the cursor.
  mutating func handle(_ event: MouseEvent, over overlay: Overlay) -> [ExplorerEffect] {
    switch overlay {
    case .help: return handleInHelp(event)
    case .runs: return handleInBrowser(event)
    case .saving, .options, .palette, .command, .worstPair, .datasets: break
    }
    guard layout.hasRoom, let box = overlay.box(self) else { return [] }
    guard event.action == .press else {
      let rows = event.action == .wheelUp ? -1 : 1
      if overlay == .datasets { return perform(.datasets(.move(rows))) }
      guard overlay == .options || overlay == .palette else { return [] }
      return perform(.tool(.moveInList(rows)))
    }
    guard box.frame.contains(column: event.column, row: event.row) else {
      return perform(ExplorerAction.back)
    }
    guard box.inside.contains(column: event.column, row: event.row) else { return [] }
    switch overlay {
    case .saving:
      guard let format = SaveBox.format(inLine: event.row - box.inside.row) else { return [] }
      return perform(.tool(.save(format)))
    case .options: return clickOptions(event)
    case .palette:
      guard let place = CommandPalette.place(atRow: event.row, self) else { return [] }
      tools.paletteCursor = place
      return perform(.tool(.performChosen))
    case .datasets:
      guard let place = DatasetBox.place(atRow: event.row, datasets, in: size) else { return [] }
      // One click chooses, another trains: that ends the run under way.
      let entry = datasets.entries[place]
      if entry == datasets.chosen { return perform(.datasets(.open)) }
      datasets.choose(place)
      return []
    case .command, .worstPair, .help, .runs: return []
    }
  }

  private mutating func clickOptions(_ event: MouseEvent) -> [ExplorerEffect] {
    switch OptionsBox.target(atColumn: event.column, row: event.row, in: size) {
    case .option(let option): tools.option = option
    case .value(let option, let direction):
      tools.option = option
      return perform(.tool(.changeOption(direction)))
    case .keep: return perform(.tool(.writeOptions))
    case nil: break
    }
    return []
  }

  private mutating func handleInHelp(_ event: MouseEvent) -> [ExplorerEffect] {
    switch event.action {
    case .wheelUp: perform(.scrollHelp(-3))
    case .wheelDown: perform(.scrollHelp(3))
    default: perform(.toggleHelp)
    }
  }

  private mutating func handleInBrowser(_ event: MouseEvent) -> [ExplorerEffect] {
    guard isBrowsing else { return [] }
    switch event.action {
    case .wheelUp: browser.move(by: -1)
    case .wheelDown: browser.move(by: 1)
    default:
      guard let row = RunBrowserScreen.run(atRow: event.row, browser, in: size) else { return [] }
      if row == browser.cursor { return perform(.runs(.open)) }
      browser.move(to: row)
    }
    return []
  }
}
