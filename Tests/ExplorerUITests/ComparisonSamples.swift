import LogitEngine

@testable import ExplorerUI

extension Synthetic {
  /// Every loss side by side after so many evaluations, the aligned ones further apart.
  static func compared(
    _ size: Size = Size(width: 120, height: 36), evaluations: Int = 4, examples: Int = 200,
    names: [String] = fashion, isOver: Bool = false
  ) -> ExplorerState {
    var state = live(size, evaluations: 2, examples: 60, names: names)
    state.press(.character("2"), .enter)
    for index in 0..<evaluations {
      for place in state.comparison.runs.indices {
        feed(&state, place, evaluation: index, examples: examples, names: names)
      }
    }
    if isOver {
      for place in state.comparison.runs.indices {
        let summary = TrainingSummary(
          lastEvaluation: nil, moment: TrainingMoment(step: 1000, epoch: 10), wasStopped: false,
          seconds: 4, examplesPerSecond: 98_304, millisecondsPerStep: 1.3)
        _ = update(&state, .compared(place, .ended(summary)))
      }
    }
    return state
  }

  /// One evaluation of one of the compared losses, every hundred steps.
  static func feed(
    _ state: inout ExplorerState, _ place: Int, evaluation index: Int, examples: Int = 200,
    names: [String] = fashion
  ) {
    if index == 0 {
      _ = update(&state, .compared(place, .started(description(names: names))))
    }
    let kind = LossKind.everyKind[state.comparison.runs[place].loss]
    let gap = (kind.isAligned ? 6.0 : 3.0) + 0.3 * Double(place)
    // Before the first step all are the same network.
    let snapshot = snapshot(
      examples: examples, classes: names.count, gap: index == 0 ? 0 : gap - 2 / Double(index),
      seed: index == 0 ? 7 : UInt64(10 * index + place))
    _ = update(&state, .compared(place, .evaluated(evaluation(snapshot, step: index * 100))))
  }
}
