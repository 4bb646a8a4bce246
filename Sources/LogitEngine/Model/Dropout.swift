/// Dropout: in training each value is left out with a probability, and the others grow to match.
///
/// Srivastava et al., JMLR 2014. What is left out is named by seed, step and row, so that it is the
/// same for every number of ranks.
struct Dropout: LayerPlan {
  /// How many values an example has.
  let width: Int
  /// The probability that one is left out, below 1.
  let rate: Double
  /// Tells the network's dropouts apart.
  let index: Int

  var inputCount: Int { width }
  var outputCount: Int { width }
  var parameterCount: Int { 0 }

  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream) {}

  func makeLayer(_ sharding: Sharding) -> any Layer { DropoutLayer(plan: self) }
}

/// A dropout at work; it has no memory, but draws again on the way back what it drew forward.
private final class DropoutLayer: Layer {
  private let plan: Dropout

  init(plan: Dropout) {
    self.plan = plan
  }

  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    apply(from: buffers.input, to: buffers.output, rows: rows, pass: pass)
  }

  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    guard let outputGradient = buffers.outputGradient, let inputGradient = buffers.inputGradient
    else { return }
    apply(from: UnsafePointer(outputGradient), to: inputGradient, rows: rows, pass: pass)
  }

  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int) {}

  func parameterShare(rank: Int) -> [Range<Int>] { [] }

  private func apply(
    from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, rows: Range<Int>,
    pass: Pass
  ) {
    let width = plan.width
    guard case .training(let seed, let step) = pass else {
      (target + rows.lowerBound * width).update(
        from: source + rows.lowerBound * width, count: rows.count * width)
      return
    }
    let growth = Float(1 / (1 - plan.rate))
    let threshold = UInt32(plan.rate * 0x1p32)
    for row in rows {
      var stream = RandomStream(seed: seed, 4, UInt64(plan.index), UInt64(step), UInt64(row))
      for column in 0..<width {
        let isKept = UInt32(truncatingIfNeeded: stream.next()) >= threshold
        target[row * width + column] = isKept ? growth * source[row * width + column] : 0
      }
    }
  }
}
