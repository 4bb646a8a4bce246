/// The line at the top: what is trained, with what, and how far it has come.
enum TitleLine {
  struct Part {
    var runs: [TextRun]
    /// A shorter wording, if there is one.
    var shortRuns: [TextRun]?
    /// What goes first when there is too little room: the highest.
    var expendability: Int
    /// What stands between it and the part before it.
    var separator = " · "
    var width: Int { runs.reduce(0) { $0 + $1.text.displayWidth } }
  }

  static func draw(_ state: ExplorerState, in line: Rectangle, on canvas: inout Canvas) {
    canvas.fill(line, " ", .titleBar)
    var left = state.showsComparison ? comparisonLeftParts(of: state) : leftParts(of: state)
    var right = state.showsComparison ? comparisonRightParts(of: state) : rightParts(of: state)
    let room = line.width - 2
    func used() -> Int {
      (left + right).reduce(2) { $0 + $1.width }
        + left.dropFirst().reduce(0) { $0 + $1.separator.count } + max(0, right.count - 1) * 2
    }
    if used() > room {
      for index in right.indices { right[index].runs = right[index].shortRuns ?? right[index].runs }
    }
    while used() > room {
      let worst = (left + right).map(\.expendability).max() ?? 0
      guard worst > 0 else { break }
      if worst == 1, left.contains(where: { $0.shortRuns != nil }) {
        for index in left.indices {
          left[index].runs = left[index].shortRuns ?? left[index].runs
          left[index].shortRuns = nil
        }
        continue
      }
      left.removeAll { $0.expendability == worst }
      right.removeAll { $0.expendability == worst }
    }
    let rightWidth =
      right.reduce(0) { $0 + $1.width } + max(0, right.count - 1) * 2
    var column = line.column + 1
    let leftEnd = line.endColumn - 2 - rightWidth - 1
    for (index, part) in left.enumerated() {
      if index > 0 { column = canvas.text(part.separator, column, line.row, .titleBarSubtle) }
      column = canvas.runs(part.runs, column, line.row, width: leftEnd - column)
    }
    column = line.endColumn - 1 - rightWidth
    for part in right {
      column = canvas.runs(part.runs, column, line.row, width: part.width) + 2
    }
  }

  private static func leftParts(of state: ExplorerState) -> [Part] {
    let kind = state.shownLoss.kind
    let network = state.run?.networkName ?? state.configuration.network.architecture.rawValue
    let role: Role = kind.isAligned ? .titleBarAligned : .titleBarUnaligned
    let mark = kind.isAligned ? "✓" : "✗"
    let source = Part(
      runs: [TextRun(state.datasetName.truncated(to: 32), .titleBarStrong)], expendability: 4)
    let body = Part(runs: [TextRun(network.truncated(to: 32), .titleBar)], expendability: 7)
    let notes = state.lookNotes.map { note in
      Part(
        runs: [TextRun(" \(note.text) ", .badgePaused)],
        shortRuns: [TextRun(" \(note.short) ", .badgePaused)], expendability: 1, separator: " ")
    }
    guard state.isLossKnown else {
      return (state.run == nil ? [source] : [source, body]) + notes
    }
    return [
      source, body,
      Part(
        runs: [TextRun(kind.name + " ", .titleBarStrong), TextRun(mark, role)], expendability: 0),
      Part(
        runs: [TextRun(kind.isAligned ? "aligned" : "not aligned", role)], expendability: 5,
        separator: " "),
    ] + notes
  }

  private static func rightParts(of state: ExplorerState) -> [Part] {
    var parts: [Part] = []
    switch state.phase {
    case _ where state.playback != nil:
      let speed = Playback.name(exponent: state.speedExponent)
      parts = [badge(" ► REPLAY \(speed) ", .badgePaused)]
    case .starting where state.origin == .folder: parts = [badge(" … WATCHING ", .badgePaused)]
    case .ended where state.origin == .folder && !state.isInPast:
      parts = [badge(" ● WATCHING ", .badgeLive)]
    case .ended where state.origin == .files && !state.isInPast:
      parts = [badge(state.isFollowed ? " … READING " : " ■ FILES ", .badgeDone)]
    case .ended where state.isFollowed && !state.isInPast:
      parts = [badge(" ● FOLLOWING ", .badgeLive)]
    case .ended where state.recordedName != nil && state.origin == .training:
      parts = [badge(" ■ REPLAY ", .badgeDone)]
    case _ where state.isInPast: parts = [badge(" ◄ PAST ", .badgePaused)]
    case .starting: parts = [badge(" … LOADING ", .badgePaused)]
    case .running: parts = [badge(" ● LIVE ", .badgeLive)]
    case .paused: parts = [badge(" ‖ PAUSED ", .badgePaused)]
    case .ended(let wasStopped):
      parts = [badge(wasStopped ? " ■ STOPPED " : " ■ DONE ", .badgeDone)]
    }
    guard let run = state.run, state.phase != .starting else { return parts }
    guard state.origin == .training else {
      let step = NumberText.integer(state.moment.step)
      if state.isInPast {
        parts.append(Part(runs: [TextRun("latest \(step)", .titleBar)], expendability: 2))
      }
      return parts
    }
    let epochs = run.configuration.epochs
    let epoch = min(epochs, Int(state.shownMoment.epoch.clamped(to: 0...1e9)) + 1)
    parts.append(Part(runs: [TextRun("epoch \(epoch)/\(epochs)", .titleBar)], expendability: 6))
    parts.append(
      Part(
        runs: bar(state.progress, width: 12), shortRuns: bar(state.progress, width: 6),
        expendability: 8))
    let percent = Int((state.progress * 100).rounded(.down))
    parts.append(Part(runs: [TextRun("\(percent) %", .titleBarStrong)], expendability: 3))
    guard !state.isInPast else {
      // The training goes on meanwhile, or waits, and the key for that works.
      if state.phase.isActive || state.isFollowed {
        let word = state.phase == .paused ? "paused" : "live"
        let step = NumberText.integer(state.moment.step)
        parts.append(
          Part(
            runs: [TextRun("\(word) at \(step)", .titleBar)], expendability: 2))
      }
      return parts
    }
    if let bytes = state.storeBytes {
      let size = NumberText.short(Double(bytes)) + "B"
      parts.append(
        Part(
          runs: [TextRun("store \(size)", .titleBar)], shortRuns: [TextRun(size, .titleBar)],
          expendability: 7))
    }
    if let rate = state.examplesPerSecond, state.phase != .paused {
      let unit = state.isOfImages ? "img" : "examples"
      parts.append(
        Part(
          runs: [TextRun("\(NumberText.short(rate)) \(unit)/s", .titleBar)], expendability: 9))
    }
    if let seconds = state.secondsRemaining, state.phase == .running || state.isFollowed {
      parts.append(
        Part(
          runs: [TextRun("\(NumberText.duration(seconds)) left", .titleBar)],
          shortRuns: [TextRun(NumberText.duration(seconds), .titleBar)], expendability: 10))
    } else if case .ended = state.phase {
      parts.append(
        Part(
          runs: [TextRun("in \(NumberText.duration(state.secondsElapsed))", .titleBar)],
          expendability: 10))
    }
    return parts
  }

  static func badge(_ text: String, _ role: Role) -> Part {
    Part(runs: [TextRun(text, role)], expendability: 0)
  }

  static func bar(_ share: Double, width: Int) -> [TextRun] {
    let halves = Int((share * Double(width * 2)).rounded(.down))
    let done = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    return [
      TextRun(done, .progress),
      TextRun(String(repeating: "─", count: width - done.count), .progressTrack),
    ]
  }
}

extension ExplorerState {
  /// What the numbers of the view are not of: bare logits, the test set's prevalence; and what is
  /// drawn less exactly than it is computed.
  var lookNotes: [(text: String, short: String)] {
    let usesLens = [.explore, .classes, .examples, .curves].contains(view)
    let usesPrevalence = view == .explore || view == .curves
    var notes: [(text: String, short: String)] = []
    if usesLens, !lens.isBare { notes.append((lens.shortName, "lens")) }
    if usesPrevalence, let prevalence, let prevalenceText {
      notes.append((prevalenceText, NumberText.scientific(prevalence)))
    }
    if evaluation?.snapshot.doubles != nil {
      notes.append(("float64, drawn in float32", "float64"))
    }
    return notes
  }
}
