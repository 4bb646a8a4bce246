/// Counts of false logits by their rank among the sorted true logits: what separation is made of.
///
/// One pass over the n·k logits finds, for each false logit, how many true logits it reaches.
struct SeparationSweep {
  private let exampleCount: Int
  private let classCount: Int
  /// The true logits, ascending.
  private let trueLogits: RankIndex
  /// How many false logits have rank r, that is reach exactly r true logits.
  private var histogram: [Int]
  /// The largest false logit.
  private var maxFalse = -Float.infinity

  /// Ranks every false logit of a snapshot without NaN.
  ///
  /// - Complexity: O(n·k) for well-spread logits.
  init(_ snapshot: LogitSnapshot, team: ThreadTeam) {
    exampleCount = snapshot.exampleCount
    classCount = snapshot.classCount
    let classCount = snapshot.classCount
    let trueLogits = RankIndex(
      snapshot.labels.enumerated().map { row, label in
        snapshot.logits[row * classCount + Int(label)]
      })
    self.trueLogits = trueLogits
    let partials = team.map { rank in
      var histogram = Array(repeating: 0, count: snapshot.exampleCount + 1)
      var maximum = -Float.infinity
      Self.forEachFalse(
        snapshot, rows: team.part(of: snapshot.exampleCount, rank: rank), trueLogits
      ) { logit, rank, _ in
        histogram[rank] &+= 1
        if logit > maximum { maximum = logit }
      }
      return (histogram, maximum)
    }
    histogram = Array(repeating: 0, count: snapshot.exampleCount + 1)
    for (partial, maximum) in partials {
      for index in partial.indices { histogram[index] += partial[index] }
      maxFalse = max(maxFalse, maximum)
    }
  }

  /// The share of (true, false) pairs with false ≥ true.
  var violatingPairFraction: Double {
    var pairs = 0.0
    for (rank, count) in histogram.enumerated() { pairs += Double(rank) * Double(count) }
    return pairs / (Double(exampleCount) * Double(exampleCount) * Double(classCount - 1))
  }

  /// min true − max false.
  var margin: Double? {
    trueLogits.values.first.map { Double($0) - Double(maxFalse) }
  }

  /// min over t of #{true ≤ t} + #{false > t}, over n.
  ///
  /// The least is reached just below a true logit, or above them all.
  var distanceToSeparation: Double {
    var best = exampleCount
    var falseAbove = 0
    for position in trueLogits.values.indices.reversed() {
      falseAbove += histogram[position + 1]
      let isFirstOfRun =
        position == 0 || trueLogits.values[position - 1] != trueLogits.values[position]
      if isFirstOfRun { best = min(best, position + falseAbove) }
    }
    return Double(best) / Double(exampleCount)
  }

  /// The best mean F1 over the defined classes that one threshold for all of them reaches.
  ///
  /// F1 rises only when a threshold lets a true logit in, so only true logits are tried: from the
  /// largest down, each with the false logits that it lets in.
  /// - Complexity: O(n·k), with four bytes of memory a false logit that reaches a true one.
  func bestMeanF1(_ snapshot: LogitSnapshot, rowsByClass: RowsByClass) -> Double? {
    let positives = (0..<classCount).map { rowsByClass.rows(of: $0).count }
    let isDefined = positives.map { $0 > 0 && $0 < exampleCount }
    let definedCount = isDefined.count { $0 }
    guard definedCount > 0 else { return nil }

    // A counting sort of the classes of the false logits by rank.
    var next = Array(repeating: 0, count: exampleCount + 2)
    for rank in 1..<exampleCount + 1 { next[rank + 1] = next[rank] + histogram[rank] }
    let begins = next
    var classes = [Int32](repeating: 0, count: begins[exampleCount + 1])
    Self.forEachFalse(snapshot, rows: 0..<exampleCount, trueLogits) { _, rank, classIndex in
      guard rank > 0 else { return }
      classes[next[rank]] = Int32(classIndex)
      next[rank] &+= 1
    }
    let trueClasses = classesByTrueLogit(snapshot)

    var accepted = Array(repeating: (truePositives: 0, falsePositives: 0), count: classCount)
    var sum = 0.0
    var best = 0.0
    func f1(_ classIndex: Int) -> Double {
      let (truePositives, falsePositives) = accepted[classIndex]
      return 2 * Double(truePositives)
        / Double(truePositives + falsePositives + positives[classIndex])
    }
    for position in (0..<exampleCount).reversed() {
      let trueClass = trueClasses[position]
      if isDefined[trueClass] {
        sum -= f1(trueClass)
        accepted[trueClass].truePositives += 1
        sum += f1(trueClass)
      }
      for index in begins[position + 1]..<begins[position + 2] {
        let classIndex = Int(classes[index])
        guard isDefined[classIndex] else { continue }
        if accepted[classIndex].truePositives == 0 {
          accepted[classIndex].falsePositives += 1
        } else {
          sum -= f1(classIndex)
          accepted[classIndex].falsePositives += 1
          sum += f1(classIndex)
        }
      }
      let isFirstOfRun =
        position == 0 || trueLogits.values[position - 1] != trueLogits.values[position]
      if isFirstOfRun { best = max(best, sum) }
    }
    return best / Double(definedCount)
  }

  /// The class of each true logit, in their ascending order.
  private func classesByTrueLogit(_ snapshot: LogitSnapshot) -> [Int] {
    let keyed = snapshot.labels.enumerated().map { row, label in
      (logit: snapshot.logits[row * classCount + Int(label)], classIndex: Int(label))
    }
    return keyed.sorted { $0.logit < $1.logit }.map(\.classIndex)
  }

  /// Calls `body` with every false logit of some rows, its rank and its class.
  @inline(__always)
  private static func forEachFalse(
    _ snapshot: LogitSnapshot, rows: Range<Int>, _ trueLogits: RankIndex,
    _ body: (_ logit: Float, _ rank: Int, _ classIndex: Int) -> Void
  ) {
    let classCount = snapshot.classCount
    trueLogits.withRanker { ranker in
      snapshot.logits.withUnsafeBufferPointer { logits in
        for row in rows {
          let label = Int(snapshot.labels[row])
          for classIndex in 0..<classCount where classIndex != label {
            let logit = logits[row &* classCount &+ classIndex]
            body(logit, ranker.rank(of: logit), classIndex)
          }
        }
      }
    }
  }
}
