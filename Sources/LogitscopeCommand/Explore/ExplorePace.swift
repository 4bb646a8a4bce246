import ArgumentParser

/// How fast the explorer trains.
enum ExplorePace: Equatable, ExpressibleByArgument, CustomStringConvertible {
  /// As fast as the machine can, unless a run would be over before anybody has seen it.
  case automatic
  /// As fast as the machine can.
  case full
  /// At most so many steps a second.
  case stepsPerSecond(Double)

  init?(argument: String) {
    switch argument {
    case "auto": self = .automatic
    case "full": self = .full
    default:
      guard let value = Double(argument), value > 0, value <= 1e6 else { return nil }
      self = .stepsPerSecond(value)
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
