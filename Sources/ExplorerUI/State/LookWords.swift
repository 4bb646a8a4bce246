import LogitEngine

extension HistogramScale {
  /// The scale as options and the configuration file name it, for instance `log-count`.
  public var word: String { name.split(separator: " ").joined(separator: "-") }
}

extension LogitTransform {
  /// The transform as options name it, for instance `minus-row-mean`.
  public var word: String {
    switch self {
    case .bare: "bare"
    case .minusRowMean: "minus-row-mean"
    case .logSoftmax: "log-softmax"
    }
  }
}

extension ClassColumn {
  /// The column as options name it: its heading in small letters.
  public var word: String { heading.lowercased() }
}

extension ThresholdRule {
  /// The rule as options name it, for instance `recall:0.9`.
  public var word: String {
    switch self {
    case .bestF1: "best-f1"
    case .recall(let least): "recall:\(least)"
    case .precision(let least): "precision:\(least)"
    }
  }

  /// Finds the rule that options name so; nil for a bound that is not above 0 and at most 1.
  public init?(word: String) {
    let parts = word.lowercased().split(separator: ":", omittingEmptySubsequences: false)
    if parts == ["best-f1"] {
      self = .bestF1
      return
    }
    guard parts.count == 2, let least = Double(parts[1]), least > 0, least <= 1 else { return nil }
    switch parts[0] {
    case "recall": self = .recall(atLeast: least)
    case "precision": self = .precision(atLeast: least)
    default: return nil
    }
  }
}
