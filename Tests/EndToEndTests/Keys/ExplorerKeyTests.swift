import TestSupport
import Testing

@testable import ExplorerUI

extension ExplorerTests {
  /// Every key of the table, and with it of the help screen, in a real terminal with training.
  ///
  /// What the keys must bring about is in the trials, one file for each part of the table.
  @Suite struct Keys {
    private static let trials = KeyTrialGroup.allCases.flatMap(\.trials)

    @Test func everyBindingHasATrial() {
      for binding in KeyBinding.all {
        let trials = Self.trials.filter { $0.explanation == binding.explanation }
        #expect(
          !trials.isEmpty,
          "\(binding.label) has no trial in KeyTrials+*.swift: '\(binding.explanation)'")
        let tried = Set(trials.flatMap(\.effects.keys))
        for (key, action) in binding.actions where !trials.isEmpty {
          #expect(
            tried.contains(action),
            "no trial says what \(key.tmuxName), \(action.name), does: '\(binding.explanation)'")
        }
      }
    }

    @Test func everyTrialIsOfABinding() {
      for trial in Self.trials {
        let bindings = KeyBinding.all.filter { $0.explanation == trial.explanation }
        #expect(
          bindings.count == 1,
          "\(bindings.count) bindings are explained as a trial says: '\(trial.explanation)'")
        let actions = Set(bindings.flatMap(\.actions).map(\.action))
        for action in trial.effects.keys where !bindings.isEmpty {
          #expect(
            actions.contains(action),
            "a trial says what \(action.name) does, which no key has: '\(trial.explanation)'")
        }
      }
    }

    @Test(arguments: KeyTrialGroup.allCases)
    func everyKeyDoesWhatTheHelpSays(_ group: KeyTrialGroup) throws {
      let stage = try ExplorerStage()
      for trial in group.trials {
        for binding in KeyBinding.all where binding.explanation == trial.explanation {
          try perform(trial, of: binding, on: stage)
        }
      }
    }

    private func perform(
      _ trial: KeyTrial, of binding: KeyBinding, on stage: ExplorerStage
    ) throws {
      var isPrepared = false
      for (key, action) in binding.actions {
        guard let effects = trial.effects[action] else { continue }
        var problem: String?
        if !isPrepared || trial.course == .anew {
          problem = try attempt {
            try stage.begin()
            try trial.prepare(stage)
            return nil
          }
        }
        for effect in effects where problem == nil {
          problem = try stage.press(key, for: effect)
        }
        if problem == nil { problem = try attempt { try trial.review(stage) } }
        isPrepared = problem == nil
        if let problem {
          Issue.record("\(key.tmuxName) of '\(binding.explanation)': \(problem)")
        }
      }
      if isPrepared, trial.course == .roundTrip { stage.keep() }
    }

    /// Does something that waits; returns what is wrong, be it that it waited in vain.
    private func attempt(_ body: () throws -> String?) throws -> String? {
      do {
        return try body()
      } catch let error as TerminalSession.Missing {
        return "\(error)"
      }
    }
  }
}
