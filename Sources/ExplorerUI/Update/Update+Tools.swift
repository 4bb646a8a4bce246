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

  /// The command that trains the same and shows the same.
  var reproducingCommand: String {
    guard origin == .training else { return inspectingCommand }
    var words = [recordedName.map(replayingCommand) ?? tools.command]
    if recordedName == nil {
      let began = run?.configuration ?? configuration
      words += [
        "--loss \(began.loss.kind.name)", "--learning-rate \(began.learningRate)",
        "--seed \(began.seed)", "--threads \(began.threads)",
      ]
    }
    words += [
      "--class \(classIndex)", "--view \(view.name.lowercased())", "--at \(shownMoment.step)",
    ]
    if theme != .automatic { words.append("--theme \(theme.rawValue)") }
    return words.joined(separator: " ")
  }

  /// The command that shows the same of logits that are there already.
  private var inspectingCommand: String {
    var words = [tools.command]
    if isLossKnown { words.append("--loss \(loss.kind.name)") }
    words.append("--class \(classIndex)")
    words.append("--view \(view.name.lowercased())")
    if isInPast { words.append("--at \(shownMoment.step)") }
    if theme != .automatic { words.append("--theme \(theme.rawValue)") }
    return words.joined(separator: " ")
  }

  /// The command of this call if it was for that run, or else the shortest one.
  private func replayingCommand(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
    }
    let word =
      isPlain
      ? name
      : "'"
        + name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
    let short = "logitscope replay \(word)"
    return tools.command == short || tools.command.hasPrefix(short + " ") ? tools.command : short
  }

  /// Whether something was changed in mid-run that no command repeats.
  var isBeyondCommand: Bool {
    guard recordedName == nil, let began = run?.configuration else { return false }
    return began.loss != shownLoss || began.learningRate != shownLearningRate
  }
}
