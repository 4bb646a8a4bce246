/// A convolutional body at work, each rank with operations and a gradient of its own.
final class ConvolutionalLayer: Layer {
  private let plan: ConvolutionalBody
  private let sharding: Sharding
  private let ranks: [ConvolutionalRank]

  init(plan: ConvolutionalBody, sharding: Sharding) {
    self.plan = plan
    self.sharding = sharding
    ranks = (0..<sharding.rankCount).map {
      ConvolutionalRank(plan, sharding: sharding, rank: $0)
    }
  }

  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    ranks[rank].forward(
      buffers, input: buffers.input + rows.lowerBound * plan.inputCount,
      output: buffers.output + rows.lowerBound * plan.outputCount, pass: pass)
  }

  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    guard let outputGradient = buffers.outputGradient else { return }
    ranks[rank].backward(
      buffers, outputGradient: outputGradient + rows.lowerBound * plan.outputCount)
  }

  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int) {
    guard let result = buffers.parameterGradient else { return }
    for stretch in parameterShare(rank: rank) {
      let target = result + stretch.lowerBound
      target.update(
        from: ranks[0].parameterGradient + stretch.lowerBound, count: stretch.count)
      for other in ranks.dropFirst() {
        let source = other.parameterGradient + stretch.lowerBound
        for index in 0..<stretch.count { target[index] += source[index] }
      }
    }
    // Every rank has the whole batch's statistics.
    if rank == 0 { ranks[rank].moveStatistics(0.1, buffers.statistics) }
  }

  func parameterShare(rank: Int) -> [Range<Int>] {
    [sharding.part(of: plan.parameterCount, rank: rank)]
  }
}

/// The operations of one rank, for a fixed number of rows.
private final class ConvolutionalRank {
  let parameterGradient: UnsafeMutablePointer<Float>

  private let stream = Stream()
  private let stages: [ConvolutionalStage]
  private let input: Tensor
  private let flattened: Tensor
  private let flatten: Reorder
  private var flatGradient: Tensor?
  private var unflatten: Reorder?

  init(_ plan: ConvolutionalBody, sharding: Sharding, rank: Int) {
    let (rows, trains) = (sharding.rowsPerRank[rank], sharding.trains)
    let share = sharding.share(rank: rank)
    let first = plan.stages[0]
    let last = plan.stages[plan.stages.count - 1]
    input = Tensor(unbound: .rowMajor([rows, first.inputs, first.height, first.width]))
    var stages: [ConvolutionalStage] = []
    for stage in plan.stages {
      stages.append(
        ConvolutionalStage(stage, stages.last?.output ?? input, rows: rows, share: share))
    }
    let flatSizes = [rows, last.outputs, last.outputHeight, last.outputWidth]
    flattened = Tensor(unbound: .rowMajor(flatSizes))
    flatten = Reorder(stages[stages.count - 1].output, into: flattened)
    self.stages = stages
    parameterGradient = .allocate(capacity: trains ? plan.parameterCount : 1)
    parameterGradient.initialize(repeating: 0, count: trains ? plan.parameterCount : 1)
    guard trains else { return }
    var sourceGradient: Tensor?
    for stage in stages { sourceGradient = stage.makeGradients(into: sourceGradient) }
    if let sourceGradient {
      let flatGradient = Tensor(unbound: .rowMajor(flatSizes))
      unflatten = Reorder(flatGradient, into: sourceGradient)
      self.flatGradient = flatGradient
    }
  }

  deinit {
    parameterGradient.deallocate()
  }

  func forward(
    _ buffers: LayerBuffers, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
    pass: Pass
  ) {
    self.input.bind(input)
    flattened.bind(output)
    for stage in stages {
      stage.forward(
        parameters: buffers.parameters, statistics: buffers.statistics, pass: pass, stream)
    }
    flatten.execute(stream)
  }

  func backward(_ buffers: LayerBuffers, outputGradient: UnsafeMutablePointer<Float>) {
    flatGradient?.bind(outputGradient)
    unflatten?.execute(stream)
    for stage in stages.reversed() {
      stage.backward(
        parameters: buffers.parameters, gradient: parameterGradient, stream)
    }
  }

  func moveStatistics(_ momentum: Float, _ statistics: UnsafeMutablePointer<Float>) {
    for stage in stages { stage.moveStatistics(momentum, statistics) }
  }
}
