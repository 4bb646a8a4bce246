import LogitEngine

/// The numbers behind the view Speed: the median times with each number of classes.
enum SpeedData {
  /// One line a number of classes; nil before anything has been measured.
  static func csv(_ state: ExplorerState) -> String? {
    let results = state.speed.results
    guard !results.isEmpty else { return nil }
    var table = CSVText(columns: [
      "classes", "batch_size", "body_microseconds", "single_logit_microseconds",
      "all_logits_microseconds", "speedup", "floor_microseconds",
    ])
    for result in results {
      table.add([
        .integer(result.classCount), .integer(result.batchSize), .number(result.body.median),
        .number(result.singleLogit.median), .number(result.allLogits.median),
        .number(result.speedup), .number(result.floorMicroseconds),
      ])
    }
    return table.text
  }
}
