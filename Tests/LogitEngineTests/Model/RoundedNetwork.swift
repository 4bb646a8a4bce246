import Testing

@testable import LogitEngine

/// A network whose convolutions and hidden layers are in bfloat16, forward and backward as the
/// formulas read.
///
/// Sums are in Double; what the network keeps in bfloat16 is rounded, number by number.
struct RoundedNetwork {
  /// Numbers, one row an example.
  typealias Rows = [[Double]]
  /// Adds to the gradient of the parameters, and turns ∂L/∂output into ∂L/∂input.
  typealias Backward = (_ outputGradient: Rows, _ gradient: inout [Double]) -> Rows

  private let network: Network
  private let parameters: [Double]

  init(_ network: Network) {
    self.network = network
    parameters = network.parameters.map(Double.init)
  }

  /// The gradient of a loss, for a batch whose rows are shared out among ranks.
  func gradient(_ loss: Loss, _ inputs: Rows, labels: [Int32], ranks: [Range<Int>]) throws
    -> [Double]
  {
    let passes = try ranks.map { try forward(Array(inputs[$0])) }
    let k = network.classCount
    let snapshot = LogitSnapshot(
      logits: passes.flatMap { $0.logits.flatMap { $0.map { Float($0) } } }, labels: labels,
      classCount: k)
    let logitGradient = try #require(
      try loss.evaluate(snapshot, noise: NoiseInput(), wantsGradient: true).gradient)
    var gradient = [Double](repeating: 0, count: parameters.count)
    for (pass, rows) in zip(passes, ranks) {
      var flowing = rows.map { row in logitGradient[row * k..<(row + 1) * k].map { Double($0) } }
      for backward in pass.backward.reversed() { flowing = backward(flowing, &gradient) }
    }
    return gradient
  }

  private func forward(_ inputs: Rows) throws -> (logits: Rows, backward: [Backward]) {
    var (rows, backward) = (inputs, [Backward]())
    func take(_ step: (output: Rows, backward: Backward)) {
      rows = step.output
      backward.append(step.backward)
    }
    for (layer, offset) in zip(network.layers, network.offsets) {
      switch layer {
      case let dense as Dense: take(self.dense(dense, offset, rows))
      case let normalization as DenseNormalization:
        take(normalized(rows, channels: normalization.width, offset, stored: { $0 }))
      case let body as ConvolutionalBody:
        rows = rows.map { $0.map(rounded) }
        for stage in body.stages {
          take(convolved(rows, stage, offset))
          if stage.isNormalized {
            take(
              normalized(
                rows, channels: stage.outputs,
                offset + stage.offset + stage.convolutionCount, stored: rounded))
          }
          if stage.isPooled { take(pooled(rows, stage)) }
        }
        // What comes back from the dense layers is in float32.
        take((rows, { gradient, _ in gradient.map { $0.map(rounded) } }))
      default: throw SlowNetwork.Unknown()
      }
    }
    return (rows, backward)
  }

  // MARK: - Layers

  private func dense(_ layer: Dense, _ offset: Int, _ inputs: Rows) -> (Rows, Backward) {
    let (count, width) = (layer.inputCount, layer.outputCount)
    func stored(_ value: Double) -> Double { layer.isOutput ? value : rounded(value) }
    let x = inputs.map { $0.map(stored) }
    // The output layer has a row a class.
    func place(_ input: Int, _ output: Int) -> Int {
      layer.isOutput ? output * count + input : input * width + output
    }
    let weights = parameters[offset..<offset + layer.weightCount].map(stored)
    let outputs = x.map { x in
      (0..<width).map { output in
        let sum = (0..<count).reduce(parameters[offset + layer.weightCount + output]) {
          $0 + x[$1] * weights[place($1, output)]
        }
        return layer.isRectified ? max(0, sum) : sum
      }
    }
    return (
      outputs,
      { outputGradient, gradient in
        zip(outputGradient.indices, outputGradient).map { row, flowing in
          let exact = (0..<width).map {
            layer.isRectified && outputs[row][$0] == 0 ? 0 : flowing[$0]
          }
          let g = exact.map(stored)
          for output in 0..<width {
            gradient[offset + layer.weightCount + output] += exact[output]
            for input in 0..<count {
              gradient[offset + place(input, output)] += x[row][input] * g[output]
            }
          }
          return (0..<count).map { input in
            (0..<width).reduce(0) { $0 + g[$1] * weights[place(input, $1)] }
          }
        }
      }
    )
  }

  /// Normalises each channel over the rows and its pixels, and rectifies.
  private func normalized(
    _ rows: Rows, channels: Int, _ offset: Int, stored: @escaping (Double) -> Double
  ) -> (Rows, Backward) {
    let pixels = rows[0].count / channels
    var (outputs, centred) = (rows, rows)
    var factors: [Double] = []
    for channel in 0..<channels {
      let places = channel * pixels..<(channel + 1) * pixels
      let values = rows.flatMap { $0[places] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      factors.append(1 / (variance + 1e-5).squareRoot())
      let (scale, shift) = (parameters[offset + channel], parameters[offset + channels + channel])
      for row in rows.indices {
        for place in places {
          centred[row][place] = (rows[row][place] - mean) * factors[channel]
          outputs[row][place] = stored(max(0, scale * centred[row][place] + shift))
        }
      }
    }
    return (
      outputs,
      { outputGradient, gradient in
        var result = outputGradient
        for channel in 0..<channels {
          let places = channel * pixels..<(channel + 1) * pixels
          let count = Double(pixels * rows.count)
          var (shift, scale) = (0.0, 0.0)
          for row in rows.indices {
            for place in places {
              if outputs[row][place] == 0 { result[row][place] = 0 }
              shift += result[row][place]
              scale += result[row][place] * centred[row][place]
            }
          }
          gradient[offset + channel] += scale
          gradient[offset + channels + channel] += shift
          let factor = parameters[offset + channel] * factors[channel]
          for row in rows.indices {
            for place in places {
              let rest =
                result[row][place] - shift / count - centred[row][place] * scale / count
              result[row][place] = stored(factor * rest)
            }
          }
        }
        return result
      }
    )
  }

  private func convolved(_ rows: Rows, _ stage: ConvolutionalBody.Stage, _ bodyOffset: Int)
    -> (Rows, Backward)
  {
    let (height, width, offset) = (stage.height, stage.width, bodyOffset + stage.offset)
    let weights = parameters[offset..<offset + stage.weightCount].map(rounded)
    /// Calls `body` with every output, and each input and weight that it takes.
    func forEachProduct(_ body: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
      for output in 0..<stage.outputs * height * width {
        let (channel, y, x) = (output / (height * width), output / width % height, output % width)
        for place in 0..<9 {
          let (row, column) = (y + place / 3 - 1, x + place % 3 - 1)
          guard row >= 0, row < height, column >= 0, column < width else { continue }
          for input in 0..<stage.inputs {
            body(
              output, (input * height + row) * width + column,
              (channel * stage.inputs + input) * 9 + place)
          }
        }
      }
    }
    let outputs = rows.map { input in
      var sums = (0..<stage.outputs * height * width).map {
        parameters[offset + stage.weightCount + $0 / (height * width)]
      }
      forEachProduct { sums[$0] += input[$1] * weights[$2] }
      return sums.map { rounded(stage.isNormalized ? $0 : max(0, $0)) }
    }
    return (
      outputs,
      { outputGradient, gradient in
        zip(outputGradient.indices, outputGradient).map { row, flowing in
          let g = flowing.indices.map {
            !stage.isNormalized && outputs[row][$0] == 0 ? 0 : flowing[$0]
          }
          for (place, value) in g.enumerated() {
            gradient[offset + stage.weightCount + place / (height * width)] += value
          }
          var inputGradient = [Double](repeating: 0, count: rows[row].count)
          forEachProduct { output, input, weight in
            inputGradient[input] += g[output] * weights[weight]
            gradient[offset + weight] += g[output] * rows[row][input]
          }
          return inputGradient.map(rounded)
        }
      }
    )
  }

  /// The largest of four pixels, of equal ones the first.
  private func pooled(_ rows: Rows, _ stage: ConvolutionalBody.Stage) -> (Rows, Backward) {
    let area = stage.outputHeight * stage.outputWidth
    let sources = rows.map { values in
      (0..<stage.outputs * area).map { place -> Int in
        let (y, x) = (place / stage.outputWidth % stage.outputHeight, place % stage.outputWidth)
        let corner = (place / area * stage.height + 2 * y) * stage.width + 2 * x
        let pixels = [corner, corner + 1, corner + stage.width, corner + stage.width + 1]
        return pixels.dropFirst().reduce(corner) { values[$1] > values[$0] ? $1 : $0 }
      }
    }
    return (
      zip(rows, sources).map { values, sources in sources.map { values[$0] } },
      { outputGradient, _ in
        zip(outputGradient, sources).map { flowing, sources in
          var gradient = [Double](
            repeating: 0, count: stage.outputs * stage.height * stage.width)
          for (value, source) in zip(flowing, sources) { gradient[source] += value }
          return gradient
        }
      }
    )
  }
}

/// The bfloat16 nearest to a number.
private func rounded(_ value: Double) -> Double { Double(nearestBFloat16(Float(value))) }
