extension ExplorerState {
  mutating func perform(_ action: ToolAction) -> [ExplorerEffect] {
    switch action {
    case .nextTheme:
      theme = theme.next
      return show(notice: "theme \(theme.rawValue)")
    case .chooseFormat: overlay = .saving
    case .save(let format):
      overlay = nil
      return [.save(format)]
    case .showOptions: overlay = .options
    case .changeOption(let direction): change(tools.option, by: direction)
    case .writeOptions:
      overlay = nil
      return [.saveSettings(settings)]
    case .showPalette:
      overlay = .palette
      tools.palette.clear()
      tools.paletteCursor = 0
    case .performChosen:
      let entries = CommandPalette.entries(self)
      guard entries.indices.contains(tools.paletteCursor) else { return [] }
      let chosen = entries[tools.paletteCursor].action
      overlay = nil
      tools.palette.clear()
      tools.paletteCursor = 0
      return perform(chosen)
    case .showCommand:
      overlay = .command
      return [.copy(reproducingCommand)]
    case .moveInList(let rows): moveInList(by: rows)
    case .toggleFrameReport:
      tools.showsFrameReport.toggle()
      tools.frameReport = nil
    }
    return []
  }

  private mutating func moveInList(by rows: Int) {
    if overlay == .options {
      let all = ToolState.Option.allCases
      tools.option = all[(tools.option.rawValue + rows + all.count) % all.count]
    } else {
      let last = CommandPalette.entries(self).count - 1
      tools.paletteCursor = (tools.paletteCursor + rows).clamped(to: 0...max(0, last))
    }
  }

  private mutating func change(_ option: ToolState.Option, by direction: Int) {
    func neighbour<Value: CaseIterable & Equatable>(of value: Value) -> Value {
      let all = Array(Value.allCases)
      let place = all.firstIndex(of: value) ?? 0
      return all[(place + direction + all.count) % all.count]
    }
    switch option {
    case .theme: theme = neighbour(of: theme)
    case .characters: tools.usesASCII.toggle()
    case .scale: scale = neighbour(of: scale)
    case .axis: toggleAxisLock()
    case .firstView: tools.firstView = neighbour(of: tools.firstView)
    }
  }
}
