import LogitEngine

/// How view 6 writes times and factors, and what it says.
enum SpeedWords {
  /// A time with a unit that suits it, in three digits.
  static func time(_ microseconds: Double) -> String {
    let units = [("s", 1e6), ("ms", 1e3), ("µs", 1)]
    guard let unit = units.first(where: { microseconds >= $0.1 * 0.9995 }) else {
      return NumberText.general(microseconds * 1000) + " ns"
    }
    return NumberText.general(max(1, microseconds / unit.1)) + " " + unit.0
  }

  /// A round time for an axis: no more digits than it needs.
  static func roundTime(_ microseconds: Double) -> String {
    let units = [("s", 1e6), ("ms", 1e3), ("µs", 1)]
    let unit = units.first { microseconds >= $0.1 * 0.9995 } ?? ("ns", 1e-3)
    return NumberText.setting(microseconds / unit.1) + " " + unit.0
  }

  /// How many times faster, in two or three digits.
  static func factor(_ factor: Double) -> String { "×" + times(factor) }

  private static func times(_ factor: Double) -> String {
    NumberText.fixed(factor, decimals: factor < 9.95 ? 1 : 0)
  }

  /// The state of the measurement in a few words.
  static func progress(_ speed: SpeedTimes) -> (text: String, role: Role) {
    let total = speed.specification?.classCounts.count ?? 0
    return switch speed.phase {
    case .idle: ("", .subtle)
    case .measuring: ("measuring \(speed.results.count + 1) of \(total)", .warning)
    case .finished: ("medians of \(speed.specification?.repeats ?? 0) or more", .subtle)
    case .cancelled: ("cancelled", .warning)
    case .failed: ("failed", .warning)
    }
  }

  /// What the times were measured on.
  static func conditions(_ specification: SpeedSpecification) -> String {
    let threads = specification.threads
    return "\(specification.bodyName), 1 example, \(threads) thread\(threads == 1 ? "" : "s")"
  }

  /// What is said in place of a chart.
  static func emptyLines(_ state: ExplorerState, hasUnicode: Bool) -> [TextRun] {
    if case .failed(let reason) = state.speed.phase { return [TextRun(reason, .warning)] }
    if state.speed.isMeasuring { return [TextRun("measuring …", .subtle)] }
    return [
      TextRun("What one logit costs, and what all of them do", .strong),
      TextRun(
        (state.reasonForOtherBody ?? "Measured here and now, on the body of this network") + ":",
        .subtle),
      TextRun(conditions(state.speedSpecification), .text),
      TextRun("10 to 400,000 classes, in a few seconds", .subtle),
      TextRun(
        LessonKey.measure.label(state, hasUnicode: hasUnicode) + " measures"
          + (state.phase.isActive && !state.isWithoutNetwork || state.isTrainingBehind
            ? "; the training waits meanwhile" : ""),
        .key),
    ]
  }

  /// What the times say, in plain words.
  static func conclusions(_ state: ExplorerState) -> [TextRun] {
    let speed = state.speed
    var lines: [TextRun] = []
    if case .failed(let reason) = speed.phase { lines.append(TextRun(reason, .warning)) }
    if speed.isDisturbed {
      lines.append(TextRun("The training shared the processor with this.", .warning))
    } else if speed.isMeasuring, speed.resumesTraining {
      lines.append(TextRun("The training waits until this is done.", .subtle))
    }
    if let reason = state.reasonForOtherBody { lines.append(TextRun(reason + ".", .subtle)) }
    guard let last = speed.results.last, speed.results.count > 1 else { return lines }
    let classes = NumberText.integer(last.classCount)
    lines.append(
      TextRun(
        "For one class of \(classes), one logit is \(times(last.speedup)) times as fast as all.",
        .strong))
    lines.append(
      TextRun(
        "One logit is one row of the output layer: its time does not grow with the classes. All "
          + "logits read every row.", .subtle))
    lines.append(
      TextRun(
        "The floor is the least this machine allows: the body, and reading every weight once.",
        .subtle))
    return lines
  }
}
