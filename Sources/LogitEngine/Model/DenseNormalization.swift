/// Batch normalisation of a dense layer's outputs, followed by the rectifier.
///
/// The parameters are scale and then shift; the running statistics mean and then variance.
struct DenseNormalization: LayerPlan {
  /// How many units there are.
  let width: Int

  var inputCount: Int { width }
  var outputCount: Int { width }
  var parameterCount: Int { 2 * width }
  var statisticsCount: Int { 2 * width }

  /// Scales start at 1 and shifts at 0.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream) {
    for index in 0..<width { parameters[index] = 1 }
  }

  func initializeStatistics(_ statistics: UnsafeMutableBufferPointer<Float>) {
    for index in 0..<width { statistics[width + index] = 1 }
  }

  func makeLayer(_ sharding: Sharding) -> any Layer {
    DenseNormalizationLayer(plan: self, sharding: sharding)
  }
}

/// A batch normalisation at work.
private final class DenseNormalizationLayer: Layer {
  private let plan: DenseNormalization
  private let sharding: Sharding
  private let ranks: [Rank]

  private struct Rank {
    let stream = Stream()
    let source: Tensor
    let normalization: Normalization
    let gradient: NormalizationGradient
    let sourceGradient: Tensor
    let parameterGradient: Tensor
  }

  init(plan: DenseNormalization, sharding: Sharding) {
    self.plan = plan
    self.sharding = sharding
    ranks = (0..<sharding.rankCount).map { rank in
      let layout = Descriptor.rowMajor([sharding.rowsPerRank[rank], plan.width])
      let source = Tensor(layout)
      let sourceGradient = Tensor(layout)
      let normalization = Normalization(
        source, channelCount: plan.width, share: sharding.share(rank: rank))
      return Rank(
        source: source, normalization: normalization,
        gradient: NormalizationGradient(normalization, into: sourceGradient),
        sourceGradient: sourceGradient,
        parameterGradient: Tensor(.rowMajor([plan.parameterCount])))
    }
  }

  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    let own = ranks[rank]
    let count = rows.count * plan.width
    own.source.elements.update(
      from: buffers.input + rows.lowerBound * plan.width, count: count)
    switch pass {
    case .training: own.normalization.forward(parameters: buffers.parameters, own.stream)
    case .evaluation:
      own.normalization.evaluate(
        parameters: buffers.parameters, statistics: buffers.statistics, own.stream)
    }
    (buffers.output + rows.lowerBound * plan.width).update(
      from: own.normalization.output.elements, count: count)
  }

  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    guard let outputGradient = buffers.outputGradient else { return }
    let own = ranks[rank]
    let count = rows.count * plan.width
    own.gradient.outputGradient.elements.update(
      from: outputGradient + rows.lowerBound * plan.width, count: count)
    own.gradient.backward(
      parameters: buffers.parameters, gradient: own.parameterGradient.elements, own.stream)
    buffers.inputGradient.map {
      ($0 + rows.lowerBound * plan.width).update(from: own.sourceGradient.elements, count: count)
    }
  }

  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int) {
    guard let result = buffers.parameterGradient else { return }
    for index in sharding.part(of: plan.parameterCount, rank: rank) {
      result[index] = ranks.reduce(0) { $0 + $1.parameterGradient.elements[index] }
    }
    guard rank == 0 else { return }
    // Every rank has the whole batch's.
    let (means, variances) = (buffers.statistics, buffers.statistics + plan.width)
    let batch = ranks[rank].normalization
    let momentum: Float = 0.1
    for index in 0..<plan.width {
      means[index] += momentum * (batch.mean.elements[index] - means[index])
      variances[index] += momentum * (batch.variance.elements[index] - variances[index])
    }
  }

  func parameterShare(rank: Int) -> [Range<Int>] {
    [sharding.part(of: plan.parameterCount, rank: rank)]
  }
}
