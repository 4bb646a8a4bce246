/// One layer of a network at work on a batch whose rows are shared out among ranks.
///
/// All matrices are row-major, one row an example. Each rank runs its own rows forward and
/// backward; then, when every rank has, each writes the gradient of its own share of the
/// parameters from the rows of all. So no gradient is held once a rank and added up afterwards.
protocol Layer: AnyObject {
  /// Output rows ← f(input rows).
  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass)

  /// Input gradient rows ← f'(output gradient rows); may overwrite the output gradient.
  ///
  /// Without an input gradient (the first layer) only what the parameters' gradient needs is done.
  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass)

  /// Writes the gradient of the rank's share of the parameters, from all `rowCount` rows.
  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int)

  /// The rank's share of the parameters, as stretches of the layer's own.
  func parameterShare(rank: Int) -> [Range<Int>]
}

/// What a layer reads and writes, each for the whole batch.
struct LayerBuffers {
  /// The layer's inputs, `rows × inputCount`.
  let input: UnsafePointer<Float>
  /// The layer's outputs, `rows × outputCount`.
  var output: UnsafeMutablePointer<Float>
  /// The layer's parameters.
  let parameters: UnsafePointer<Float>
  /// The layer's running statistics, which training gathers and evaluation uses.
  let statistics: UnsafeMutablePointer<Float>
  /// ∂L/∂output; nil where nothing is trained.
  let outputGradient: UnsafeMutablePointer<Float>?
  /// ∂L/∂input; nil for the first layer.
  let inputGradient: UnsafeMutablePointer<Float>?
  /// ∂L/∂parameters; nil where nothing is trained.
  let parameterGradient: UnsafeMutablePointer<Float>?
}

/// What a run of rows through the network is for.
enum Pass {
  /// Evaluation: nothing is random, and statistics are those gathered in training.
  case evaluation
  /// A step of training, whose number and first row name what is random in it.
  case training(seed: UInt64, step: Int)
}

/// How the rows of a batch, and the parameters, are shared out.
struct Sharding {
  /// How many ranks there are.
  let rankCount: Int
  /// The most rows each rank works on.
  let rowsPerRank: [Int]
  /// Whether gradients are wanted.
  let trains: Bool
  /// Through what the ranks share what they know of a batch that they train on.
  var reducer: any Reducer = SoleReducer()

  /// The part of `count` things that falls to a rank: contiguous, in the order of the ranks.
  func part(of count: Int, rank: Int) -> Range<Int> {
    count * rank / rankCount..<count * (rank + 1) / rankCount
  }

  /// A rank's share of a batch to train on; nil where there is nobody to share one with.
  func share(rank: Int) -> BatchShare? {
    guard trains, rankCount > 1 else { return nil }
    return BatchShare(
      reducer: reducer, rank: rank, rowCount: rowsPerRank[rank],
      batchRowCount: rowsPerRank.reduce(0, +))
  }
}
