/// Computes the logits of a whole set, its rows shared by a team.
final class Evaluator {
  private let network: Network
  private let team: ThreadTeam
  private let examples: Examples
  private let shards: [NetworkShard]

  /// Rows that go through the network at once.
  private static let chunk = 256

  /// Allocates what evaluating a set needs.
  init(network: Network, team: ThreadTeam, examples: Examples) {
    self.network = network
    self.team = team
    self.examples = examples
    let rows = min(Self.chunk, max(1, examples.count))
    shards = (0..<team.count).map { _ in
      NetworkShard(network, maximumRows: rows, trains: false)
    }
  }

  /// The logits of every example, with every metric of them.
  func evaluate() -> (snapshot: LogitSnapshot, report: EvaluationReport) {
    let classCount = network.classCount
    let count = examples.count * classCount
    let logits = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      team.run { rank in
        let part = self.team.part(of: self.examples.count, rank: rank)
        let shard = self.shards[rank]
        for begin in stride(from: part.lowerBound, to: part.upperBound, by: Self.chunk) {
          let rows = begin..<min(begin + Self.chunk, part.upperBound)
          shard.load(self.examples, rows: rows)
          shard.forward(rows: rows.count)
          buffer.baseAddress.map {
            ($0 + begin * classCount).initialize(
              from: shard.logits, count: rows.count * classCount)
          }
        }
      }
      initialized = count
    }
    let snapshot = LogitSnapshot(logits: logits, labels: examples.labels, classCount: classCount)
    return (snapshot, EvaluationReport(snapshot, team: team))
  }
}
