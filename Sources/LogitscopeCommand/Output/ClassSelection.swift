import LogitEngine

/// Which classes a report shows, and in what order.
struct ClassSelection {
  /// Whether classes without a value are shown; nil for all of them unless there are many.
  var showsUndefined: Bool?
  /// The figure that the classes are sorted by; nil for their numbers.
  var figure: ClassFigure?
  /// Whether the worst comes first.
  var beginsWithWorst = false
  /// The most classes that are shown; nil for all.
  var limit: Int?
  /// The only classes that are shown; empty for all.
  var chosen: [Int] = []

  /// Of no more classes than these, the undefined ones are shown too unless told otherwise.
  static let fewClasses = 100

  /// The metrics of the classes that are shown, in their order; undefined ones come last.
  func classes(of report: EvaluationReport) -> [ClassMetrics] {
    var classes = report.classes
    if !chosen.isEmpty {
      classes = chosen.compactMap { classes.indices.contains($0) ? classes[$0] : nil }
    } else if !(showsUndefined ?? (classes.count <= Self.fewClasses)) {
      classes.removeAll { $0.averagePrecision == nil }
    }
    if let figure { classes = sorted(classes, by: figure) }
    return Array(classes.prefix(limit ?? .max))
  }

  private func sorted(_ classes: [ClassMetrics], by figure: ClassFigure) -> [ClassMetrics] {
    let isAscending = figure.isBestSmall != beginsWithWorst
    var defined: [(value: Double, metrics: ClassMetrics)] = []
    var undefined: [ClassMetrics] = []
    for metrics in classes {
      // A margin between two infinities is a NaN, which has no place in an order.
      if let value = figure.value(metrics), !value.isNaN {
        defined.append((isAscending ? value : -value, metrics))
      } else {
        undefined.append(metrics)
      }
    }
    defined.sort {
      $0.value != $1.value
        ? $0.value < $1.value : $0.metrics.classIndex < $1.metrics.classIndex
    }
    return defined.map(\.metrics) + undefined
  }
}
