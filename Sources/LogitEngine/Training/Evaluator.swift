/// Computes the logits of a whole set, its rows shared by a team.
final class Evaluator {
  private let network: Network
  private let team: ThreadTeam
  private let examples: Examples
  private let runner: NetworkRunner

  /// Rows that each rank takes through the network at once.
  private static let chunk = 128

  /// Allocates what evaluating a set needs.
  init(network: Network, team: ThreadTeam, examples: Examples) {
    self.network = network
    self.team = team
    self.examples = examples
    runner = NetworkRunner(
      network,
      sharding: Sharding(
        rankCount: team.count, rowsPerRank: Array(repeating: Self.chunk, count: team.count),
        trains: false))
  }

  /// The logits of every example, with every metric of them.
  func evaluate() -> (snapshot: LogitSnapshot, report: EvaluationReport) {
    let classCount = network.classCount
    let count = examples.count * classCount
    let logits = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      team.run { rank in
        let part = self.team.part(of: self.examples.count, rank: rank)
        let firstRow = rank * Self.chunk
        for begin in stride(from: part.lowerBound, to: part.upperBound, by: Self.chunk) {
          let indices = begin..<min(begin + Self.chunk, part.upperBound)
          self.runner.load(self.examples, indices, from: firstRow, pass: .evaluation)
          // Straight to where they are kept: with many classes, a copy would be large.
          buffer.baseAddress.map {
            self.runner.evaluate(
              rows: firstRow..<firstRow + indices.count, rank: rank,
              logits: $0 + begin * classCount)
          }
        }
      }
      initialized = count
    }
    let snapshot = LogitSnapshot(logits: logits, labels: examples.labels, classCount: classCount)
    return (snapshot, EvaluationReport(snapshot, team: team))
  }
}
