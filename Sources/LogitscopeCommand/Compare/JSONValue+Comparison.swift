import LogitEngine

extension JSONValue {
  /// What a comparison says, as members of an object: the table, and the claims below it.
  static func members(of comparison: Comparison) -> [Member] {
    [
      .init("losses", .array(comparison.rows.map { row($0, comparison) })),
      .init(
        "best",
        .object(
          ComparisonMeasure.allCases.map { measure in
            let best = comparison.best(measure)
            let names = comparison.rows.map(\.kind).filter(best.contains).map(\.name)
            return Member(measure.rawValue, .array(names.map(JSONValue.string)))
          })),
      .init("better_unaligned_loss", name(comparison.betterUnaligned)),
      .init(
        "mean_aligned_improvement_over_unaligned",
        .optional(comparison.meanAlignedImprovement(over: comparison.betterUnaligned))),
      .init(
        "mean_aligned_improvement_over_cross_entropy",
        .optional(comparison.meanAlignedImprovement(over: comparison.crossEntropy))),
      .init("best_aligned_loss", name(comparison.bestAligned)),
      .init(
        "best_aligned_less_cross_entropy_softmax",
        statistics(comparison.gainOverCrossEntropySoftmax)),
    ]
  }

  private static func row(_ row: Comparison.Row, _ comparison: Comparison) -> JSONValue {
    .object(
      [
        .init("loss", .string(row.kind.name)), .init("aligned", .bool(row.kind.isAligned)),
        .init("seeds", .array(row.results.map { .unsigned($0.seed) })),
      ]
        + ComparisonMeasure.allCases.map { .init($0.rawValue, statistics(row.statistics($0))) }
        + [
          .init("logit_less_softmax", statistics(row.gainOverSoftmax)),
          .init(
            "improvement_over_unaligned",
            .optional(comparison.improvement(of: row, over: comparison.betterUnaligned))),
          .init(
            "improvement_over_cross_entropy",
            .optional(comparison.improvement(of: row, over: comparison.crossEntropy))),
        ])
  }

  private static func statistics(_ statistics: SampleStatistics?) -> JSONValue {
    guard let statistics else { return .null }
    return .object([
      .init("mean", .number(statistics.mean)), .init("deviation", .optional(statistics.deviation)),
    ])
  }

  private static func name(_ row: Comparison.Row?) -> JSONValue {
    row.map { .string($0.kind.name) } ?? .null
  }

  /// The text with each member of the object, and each element of its arrays, on a line of its own:
  /// the same value, in lines that can be compared.
  var lines: String {
    guard case .object(let members) = self else { return text + "\n" }
    let parts = members.map { member in
      let key = JSONValue.string(member.key).text + ": "
      guard case .array(let elements) = member.value, !elements.isEmpty else {
        return "  " + key + member.value.text
      }
      let lines = elements.map { "    " + $0.text }
      return "  " + key + "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    }
    return "{\n" + parts.joined(separator: ",\n") + "\n}\n"
  }
}
