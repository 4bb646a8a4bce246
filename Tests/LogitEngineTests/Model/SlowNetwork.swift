import Testing

@testable import LogitEngine

/// A network as its formulas read, in Double, on a whole batch that one thread would take.
struct SlowNetwork {
  var parameters: [Double]
  private let network: Network

  init(_ network: Network) {
    self.network = network
    parameters = network.parameters.map(Double.init)
  }

  /// The logits of each row of a batch, in the training pass of a seed and a step.
  func logits(_ inputs: [[Double]], seed: UInt64, step: Int) throws -> [[Double]] {
    var rows = inputs
    for (layer, offset) in zip(network.layers, network.offsets) {
      let own = Array(parameters[offset..<offset + layer.parameterCount])
      switch layer {
      case let dense as Dense: rows = rows.map { Self.dense(dense, own, $0) }
      case let normalization as DenseNormalization:
        rows = Self.normalized(
          rows, channels: normalization.width, scale: own[..<normalization.width],
          shift: own[normalization.width...])
      case let dropout as Dropout:
        rows = rows.enumerated().map { row, values in
          var stream = RandomStream(
            seed: seed, 4, UInt64(dropout.index), UInt64(step), UInt64(row))
          return values.map { value in
            let isKept =
              UInt32(truncatingIfNeeded: stream.next()) >= UInt32(dropout.rate * 0x1p32)
            return isKept ? value / (1 - dropout.rate) : 0
          }
        }
      case let body as ConvolutionalBody:
        for stage in body.stages { rows = Self.convolved(rows, stage, own) }
      default: throw Unknown()
      }
    }
    return rows
  }

  struct Unknown: Error {}

  private static func dense(_ layer: Dense, _ own: [Double], _ input: [Double]) -> [Double] {
    (0..<layer.outputCount).map { output in
      var sum = own[layer.weightCount + output]
      for index in 0..<layer.inputCount {
        sum +=
          input[index]
          * own[
            layer.isOutput
              ? output * layer.inputCount + index : index * layer.outputCount + output]
      }
      return layer.isRectified ? max(0, sum) : sum
    }
  }

  /// Normalises each channel over the batch and its pixels, and rectifies.
  private static func normalized(
    _ rows: [[Double]], channels: Int, scale: ArraySlice<Double>, shift: ArraySlice<Double>
  ) -> [[Double]] {
    var result = rows
    let pixels = rows[0].count / channels
    for channel in 0..<channels {
      let places = channel * pixels..<(channel + 1) * pixels
      let values = rows.flatMap { $0[places] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      let factor = scale[scale.startIndex + channel] / (variance + 1e-5).squareRoot()
      for row in rows.indices {
        for place in places {
          result[row][place] = max(
            0, (rows[row][place] - mean) * factor + shift[shift.startIndex + channel])
        }
      }
    }
    return result
  }

  private static func convolved(
    _ rows: [[Double]], _ stage: ConvolutionalBody.Stage, _ own: [Double]
  ) -> [[Double]] {
    let (height, width) = (stage.height, stage.width)
    var result = rows.map { input in
      (0..<stage.outputs * height * width).map { place -> Double in
        let (output, y, x) = (place / (height * width), place / width % height, place % width)
        var sum = own[stage.offset + stage.weightCount + output]
        for channel in 0..<stage.inputs {
          for (dy, dx) in (0..<9).map({ ($0 / 3 - 1, $0 % 3 - 1) }) {
            let (row, column) = (y + dy, x + dx)
            guard (0..<height).contains(row), (0..<width).contains(column) else { continue }
            let weight = ((output * stage.inputs + channel) * 3 + dy + 1) * 3 + dx + 1
            sum +=
              own[stage.offset + weight] * input[(channel * height + row) * width + column]
          }
        }
        return sum
      }
    }
    if stage.isNormalized {
      let scale = stage.offset + stage.convolutionCount
      result = normalized(
        result, channels: stage.outputs, scale: own[scale..<scale + stage.outputs],
        shift: own[scale + stage.outputs..<scale + 2 * stage.outputs])
    } else {
      result = result.map { $0.map { max(0, $0) } }
    }
    guard stage.isPooled else { return result }
    return result.map { values in
      (0..<stage.outputs * stage.outputHeight * stage.outputWidth).map { place in
        let channel = place / (stage.outputHeight * stage.outputWidth)
        let (y, x) = (place / stage.outputWidth % stage.outputHeight, place % stage.outputWidth)
        let corner = (channel * height + 2 * y) * width + 2 * x
        return max(
          max(values[corner], values[corner + 1]),
          max(values[corner + width], values[corner + width + 1]))
      }
    }
  }
}

/// A small labelled set of noisy pictures, brighter at every k-th pixel of their class.
func randomExamples(
  count: Int, shape: ImageShape, classCount: Int, seed: UInt64
) -> Examples {
  var stream = RandomStream(seed: seed)
  // Every class occurs, so that every loss can be trained.
  let labels = (0..<count).map { Int32($0 < classCount ? $0 : stream.below(classCount)) }
  let pixels = labels.flatMap { label in
    (0..<shape.featureCount).map { feature in
      UInt8(stream.below(128) + (feature % classCount == Int(label) ? 127 : 0))
    }
  }
  return Examples(pixels: pixels, labels: labels, shape: shape)
}

/// The same for plain features.
func randomExamples(count: Int, featureCount: Int, classCount: Int, seed: UInt64) -> Examples {
  randomExamples(
    count: count, shape: ImageShape(height: 1, width: featureCount), classCount: classCount,
    seed: seed)
}
