import LogitEngine

/// The times of single-logit and all-logit inference as a table and a chart.
struct SpeedText {
  let specification: SpeedSpecification
  let results: [SpeedResult]
  let usesASCII: Bool

  /// Everything: a heading, and for each batch size a table and a chart.
  var text: String {
    let threads = threadsText(specification.threads)
    var text =
      "body \(name), output layer k x \(specification.hiddenSize.grouped), \(threads)\n"
      + "medians of at least \(specification.repeats), in microseconds; "
      + "\(sign) half the distance of the quartiles\n"
    for batchSize in specification.batchSizes {
      let rows = results.filter { $0.batchSize == batchSize }
      guard !rows.isEmpty else { continue }
      text += "\n\(batchSize == 1 ? "1 example" : "\(batchSize.grouped) examples") at once\n\n"
      text += table(rows) + "\n" + SpeedChart(results: rows, usesASCII: usesASCII).text
    }
    return text
  }

  private var sign: String { usesASCII ? "+-" : "±" }

  private var name: String {
    let name = specification.bodyName
    return usesASCII ? name.replacing("×", with: "x") : name
  }

  private func table(_ results: [SpeedResult]) -> String {
    var table = TextTable([
      .init("classes"), .init("body"), .init(sign), .init("one logit"), .init(sign),
      .init("all logits"), .init(sign), .init("floor"), .init("speedup"),
    ])
    for result in results {
      let times = [result.body, result.singleLogit, result.allLogits]
      table.add(
        [result.classCount.grouped]
          + times.flatMap { [Self.time($0.median), Self.halfWidth($0)] }
          + [
            Self.time(result.floorMicroseconds),
            Self.factor(result.speedup) + (usesASCII ? "x" : "×"),
          ])
    }
    return table.text + Self.floorText(results.map(\.floor))
  }

  /// What the floors are made of.
  private static func floorText(_ floors: [SpeedFloor]) -> String {
    let reading = range(floors.map(\.readGigabytesPerSecond)) + " GB/s"
    let rates = floors.compactMap(\.gigaflopsPerSecond)
    return "floor: the body and memory traffic at \(reading)"
      + (rates.isEmpty ? "" : ", or arithmetic at \(range(rates)) GFLOP/s") + "\n"
  }

  private static func range(_ values: [Double]) -> String {
    let least = factor(values.reduce(.infinity, min))
    let most = factor(values.reduce(0, max))
    return least == most ? least : "\(least) to \(most)"
  }

  /// A time in microseconds, to three digits at least.
  static func time(_ microseconds: Double) -> String {
    microseconds < 1000
      ? microseconds.significant(3) : Int(microseconds.rounded()).grouped
  }

  static func factor(_ factor: Double) -> String {
    factor < 100 ? factor.significant(3) : Int(factor.rounded()).grouped
  }

  private static func halfWidth(_ times: TimeSpread) -> String {
    let half = (times.upperQuartile - times.lowerQuartile) / 2
    return half < 9.95 ? half.fixed(1) : Int(half.rounded()).grouped
  }
}
