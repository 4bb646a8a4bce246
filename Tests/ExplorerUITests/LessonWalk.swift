import LogitEngine

@testable import ExplorerUI

/// Goes through lessons by the keys that their texts ask for; what the explorer asks for is
/// answered as a program around it would.
struct LessonWalk {
  private(set) var state: ExplorerState

  /// A run that has come three tenths of its way with cross-entropy.
  init(_ size: Size = Size(width: 80, height: 24)) {
    state = Synthetic.live(size, evaluations: 0, examples: 120)
    train(Synthetic.configuration(loss: "cross-entropy"))
  }

  /// Opens view 7 and begins a lesson from its list.
  mutating func begin(_ lesson: Int) {
    press(.character("7"))
    while state.learn.cursor != lesson { press(.down) }
    press(.enter)
  }

  mutating func press(_ keys: Key...) {
    for key in keys { answer(state.press(key)) }
  }

  mutating func resize(_ size: Size) { _ = update(&state, .resized(size)) }

  /// Presses what the step asks for until it is done.
  ///
  /// - Returns: whether it ever was.
  mutating func doStep() -> Bool {
    for _ in 0..<30 {
      guard let progress = state.learn.progress else { return false }
      if progress.isDone { return true }
      if let view = progress.current.view, view != state.view {
        press(.character(view.digit))
        continue
      }
      for key in progress.current.task.full.keys where state.learn.progress?.isDone == false {
        press(key.own(in: state))
      }
    }
    return state.learn.progress?.isDone == true
  }

  private mutating func answer(_ effects: [ExplorerEffect]) {
    for effect in effects {
      switch effect {
      case .restart(let configuration): train(configuration)
      case .measureSpeed(let specification, let number):
        for count in specification.classCounts {
          _ = update(&state, .speed(.measured(SpeedTests.result(count)), number: number))
        }
        answer(update(&state, .speed(.finished, number: number)))
      case .searchViolation(let loss):
        if let finding = try? ViolationFinding(searching: loss) {
          answer(update(&state, .searched(finding)))
        }
      default: break
      }
    }
  }

  private mutating func train(_ configuration: TrainingConfiguration) {
    _ = update(
      &state, .training(.started(Synthetic.description(configuration: configuration))))
    let gap = configuration.loss.kind.isAligned ? 4.0 : 1.5
    for step in [0, 100, 200, 300] {
      let snapshot = Synthetic.snapshot(
        examples: 120, classes: 10, gap: gap * Double(step) / 300, seed: UInt64(step + 1))
      _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: step))))
    }
  }
}
