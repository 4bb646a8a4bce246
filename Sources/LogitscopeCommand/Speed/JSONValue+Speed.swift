import LogitEngine

extension JSONValue {
  /// The times of single-logit and all-logit inference.
  static func speed(_ specification: SpeedSpecification, _ results: [SpeedResult]) -> JSONValue {
    .object([
      .init("body", .string(specification.bodyName)),
      .init("hidden_size", .integer(specification.hiddenSize)),
      .init("threads", .integer(specification.threads)),
      .init("repeats", .integer(specification.repeats)),
      .init("results", .array(results.map(result))),
    ])
  }

  private static func result(_ result: SpeedResult) -> JSONValue {
    let floor = result.floor
    let times = [
      ("body_microseconds", result.body), ("single_logit_microseconds", result.singleLogit),
      ("all_logits_microseconds", result.allLogits),
    ]
    return .object(
      [
        .init("classes", .integer(result.classCount)),
        .init("batch_size", .integer(result.batchSize)),
      ] + times.map { .init($0, .number($1.median)) } + [
        .init("speedup", .number(result.speedup))
      ] + times.flatMap(spread) + [
        .init("floor_microseconds", .number(result.floorMicroseconds)),
        .init("floor_limit", .string(floor.limit.rawValue)),
        .init("read_gigabytes_per_second", .number(floor.readGigabytesPerSecond)),
        .init("gigaflops_per_second", .optional(floor.gigaflopsPerSecond)),
      ])
  }

  private static func spread(_ name: String, _ times: TimeSpread) -> [Member] {
    [
      .init(name + "_minimum", .number(times.minimum)),
      .init(name + "_lower_quartile", .number(times.lowerQuartile)),
      .init(name + "_upper_quartile", .number(times.upperQuartile)),
      .init(name + "_count", .integer(times.count)),
    ]
  }
}
