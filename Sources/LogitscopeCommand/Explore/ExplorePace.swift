import ArgumentParser

/// How fast the explorer trains.
enum ExplorePace: Equatable, CustomStringConvertible {
  /// As fast as the machine can, unless a run would be over before anybody has seen it.
  case automatic
  /// As fast as the machine can.
  case full
  /// At most so many steps a second.
  case stepsPerSecond(Double)

  /// Reads what `--pace` says.
  ///
  /// - Throws: `ValidationError`.
  @Sendable static func read(_ text: String) throws -> ExplorePace {
    switch text {
    case "auto": return .automatic
    case "full": return .full
    default:
      guard let value = Double(text), value > 0, value <= 1e6 else {
        throw ValidationError("auto, full, or a number above 0 and at most 1,000,000 is needed")
      }
      return .stepsPerSecond(value)
    }
  }

  var description: String {
    switch self {
    case .automatic: "auto"
    case .full: "full"
    case .stepsPerSecond(let value): value.significant(6)
    }
  }

  /// The most steps a second; nil for as many as the machine can.
  func limit(trainingCount: Int) -> Double? {
    switch self {
    case .automatic: trainingCount < 5000 ? 100 : nil
    case .full: nil
    case .stepsPerSecond(let value): value
    }
  }
}
