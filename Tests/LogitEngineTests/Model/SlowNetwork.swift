@testable import LogitEngine

/// A dense network as its formulas read, in Double, for one example at a time.
struct SlowNetwork {
  var parameters: [Double]
  let layers: [Dense]

  init(_ network: Network) {
    parameters = network.parameters.map(Double.init)
    layers = network.layers.compactMap { $0 as? Dense }
    precondition(layers.count == network.layers.count)
  }

  func logits(_ input: [Double]) -> [Double] {
    var values = input
    var offset = 0
    for layer in layers {
      values = (0..<layer.outputCount).map { output in
        var sum = parameters[offset + layer.weightCount + output]
        for input in 0..<layer.inputCount {
          let index =
            layer.isRectified
            ? input * layer.outputCount + output : output * layer.inputCount + input
          sum += values[input] * parameters[offset + index]
        }
        return layer.isRectified ? max(0, sum) : sum
      }
      offset += layer.parameterCount
    }
    return values
  }
}

/// A small labelled set of noisy pictures, brighter at every k-th pixel of their class.
func randomExamples(count: Int, featureCount: Int, classCount: Int, seed: UInt64) -> Examples {
  var stream = RandomStream(seed: seed)
  // Every class occurs, so that every loss can be trained.
  let labels = (0..<count).map { Int32($0 < classCount ? $0 : stream.below(classCount)) }
  let pixels = labels.flatMap { label in
    (0..<featureCount).map { feature in
      UInt8(stream.below(128) + (feature % classCount == Int(label) ? 127 : 0))
    }
  }
  return Examples(
    pixels: pixels, labels: labels, shape: ImageShape(height: 1, width: featureCount))
}
