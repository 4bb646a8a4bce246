import LogitEngine

/// The line at the top while compared losses are shown: theirs, not that of the explorer's own run.
extension TitleLine {
  static func comparisonLeftParts(of state: ExplorerState) -> [Part] {
    let comparison = state.comparison
    let count = comparison.runs.count
    let network = comparison.description?.networkName ?? state.run?.networkName ?? ""
    return [
      Part(
        runs: [TextRun(state.datasetName.truncated(to: 32), .titleBarStrong)], expendability: 4),
      Part(runs: [TextRun(network.truncated(to: 32), .titleBar)], expendability: 7),
      Part(
        runs: [
          TextRun(count == 1 ? "1 loss" : "\(count) losses side by side", .titleBarStrong)
        ],
        expendability: 0),
    ]
  }

  static func comparisonRightParts(of state: ExplorerState) -> [Part] {
    let comparison = state.comparison
    var parts: [Part] = []
    switch comparison.phase {
    case _ where state.playback != nil:
      let speed = Playback.name(exponent: state.speedExponent)
      parts = [badge(" ► REPLAY \(speed) ", .badgePaused)]
    case _ where state.isInPast: parts = [badge(" ◄ PAST ", .badgePaused)]
    case .none: break
    case .training: parts = [badge(" ● LIVE ", .badgeLive)]
    case .paused: parts = [badge(" ‖ PAUSED ", .badgePaused)]
    case .ended: parts = [badge(" ■ DONE ", .badgeDone)]
    }
    guard let run = comparison.description, run.totalSteps > 0 else { return parts }
    let step =
      state.isInPast
      ? state.shownMoment.step
      : comparison.runs.filter { $0.lastEvaluatedStep >= 0 }.map(\.moment.step).min() ?? 0
    let share = (Double(step) / Double(run.totalSteps)).clamped(to: 0...1)
    let epochs = run.configuration.epochs
    let epoch = min(epochs, step / max(1, run.stepsPerEpoch) + 1)
    parts.append(Part(runs: [TextRun("epoch \(epoch)/\(epochs)", .titleBar)], expendability: 6))
    parts.append(
      Part(runs: bar(share, width: 12), shortRuns: bar(share, width: 6), expendability: 8))
    let percent = Int((share * 100).rounded(.down))
    parts.append(Part(runs: [TextRun("\(percent) %", .titleBarStrong)], expendability: 3))
    return parts
  }
}
