extension ExplorerState {
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
    return (words + lookOptions + themeOptions).joined(separator: " ")
  }

  /// The command that shows the same of logits that are there already.
  private var inspectingCommand: String {
    var words = [tools.command]
    if isLossKnown { words.append("--loss \(loss.kind.name)") }
    words.append("--class \(classIndex)")
    words.append("--view \(view.name.lowercased())")
    if isInPast { words.append("--at \(shownMoment.step)") }
    return (words + lookOptions + themeOptions).joined(separator: " ")
  }

  private var themeOptions: [String] {
    theme == .automatic ? [] : ["--theme \(theme.rawValue)"]
  }

  /// The command of this call if it was for that run, or else the shortest one.
  private func replayingCommand(_ name: String) -> String {
    let short = "logitscope replay \(name.quotedForShell)"
    return tools.command == short || tools.command.hasPrefix(short + " ") ? tools.command : short
  }

  /// Whether something was changed in mid-run that no command repeats.
  var isBeyondCommand: Bool {
    guard recordedName == nil, let began = run?.configuration else { return false }
    return began.loss != shownLoss || began.learningRate != shownLearningRate
  }

  /// Says that nothing goes on any more, for a picture of the moment.
  public mutating func hold() {
    if phase == .running { phase = .paused }
    if comparison.phase == .training { comparison.phase = .paused }
  }
}
