/// How the learning rate changes in the course of a run: a function of the step alone.
public struct LearningRateSchedule: Hashable, Sendable {
  /// The course of the learning rate after the warm-up.
  public enum Course: Hashable, Sendable {
    /// The base rate throughout.
    case constant
    /// The base rate times `factor` for every so many epochs that have gone by.
    case step(everyEpochs: Int = 5, factor: Double = 0.1)
    /// From the base rate down to zero along half a cosine, which ends with the run.
    case cosine
  }

  /// The kinds of course, by their names on the command line.
  public enum Kind: String, CaseIterable, Sendable {
    /// The base rate throughout.
    case constant
    /// A drop every so many epochs.
    case step
    /// Half a cosine.
    case cosine
  }

  /// The course after the warm-up.
  public var course: Course
  /// Over so many steps at the beginning the rate also rises in proportion to the step.
  public var warmUpSteps: Int

  /// Creates a schedule.
  public init(_ course: Course = .constant, warmUpSteps: Int = 0) {
    self.course = course
    self.warmUpSteps = warmUpSteps
  }

  /// The kind of course.
  public var kind: Kind {
    switch course {
    case .constant: .constant
    case .step: .step
    case .cosine: .cosine
    }
  }

  /// The epochs between two drops and their factor; nil for another course than `step`.
  public var step: (everyEpochs: Int, factor: Double)? {
    guard case .step(let everyEpochs, let factor) = course else { return nil }
    return (everyEpochs, factor)
  }

  /// Whether the rate of a step depends on how many steps the whole run has.
  public var dependsOnRunLength: Bool { course == .cosine }

  /// The rate of a step, counted from 0.
  public func rate(base: Double, step: Int, stepsPerEpoch: Int, totalSteps: Int) -> Double {
    let warmth = step < warmUpSteps ? Double(step + 1) / Double(warmUpSteps) : 1
    return switch course {
    case .constant: base * warmth
    case .step(let epochs, let factor):
      base * warmth * power(factor, Double(step / max(1, stepsPerEpoch) / max(1, epochs)))
    case .cosine:
      base * warmth * (1 + LogitEngine.cosine(.pi * progress(step: step, totalSteps: totalSteps)))
        / 2
    }
  }

  /// The share of the steps after the warm-up that have gone by.
  private func progress(step: Int, totalSteps: Int) -> Double {
    guard step > warmUpSteps, totalSteps > warmUpSteps else { return 0 }
    return min(1, Double(step - warmUpSteps) / Double(totalSteps - warmUpSteps))
  }
}
