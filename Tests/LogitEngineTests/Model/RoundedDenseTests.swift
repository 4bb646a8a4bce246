import Testing

@testable import LogitEngine

/// A hidden layer in bfloat16 against its formulas in Double, on operands rounded one by one.
@Suite(.enabled(if: Precision.bfloat16.isSupported)) struct RoundedDenseTests {
  private let rowCount = 7
  private let inputs = 37
  private let outputs = 19

  private func numbers(_ count: Int, seed: UInt64) -> UnsafeMutablePointer<Float> {
    var stream = RandomStream(seed: seed)
    let result = UnsafeMutablePointer<Float>.allocate(capacity: count)
    for index in 0..<count { (result + index).initialize(to: Float(stream.normal())) }
    return result
  }

  private func expectEqual(_ found: Float, _ terms: [(Float, Float)], _ what: String) {
    let products = terms.map { Double($0.0) * Double($0.1) }
    let tolerance = 2e-6 * products.map(abs).reduce(0, +)
    #expect(abs(Double(found) - products.reduce(0, +)) <= tolerance, "\(what)")
  }

  @Test(arguments: [1, 2, 3], [false, true])
  func agreesWithItsFormulas(_ ranks: Int, _ isRectified: Bool) {
    let plan = Dense(
      inputCount: inputs, outputCount: outputs, isOutput: false, isRectified: isRectified,
      initialBias: 0, precision: .bfloat16)
    let input = numbers(rowCount * inputs, seed: 1)
    let parameters = numbers(plan.parameterCount, seed: 2)
    let gradient = numbers(rowCount * outputs, seed: 3)
    let output = numbers(rowCount * outputs, seed: 4)
    let inputGradient = numbers(rowCount * inputs, seed: 5)
    let parameterGradient = numbers(plan.parameterCount, seed: 6)
    let original = (0..<rowCount * outputs).map { gradient[$0] }
    defer {
      for pointer in [input, parameters, gradient, output, inputGradient, parameterGradient] {
        pointer.deallocate()
      }
    }
    let bounds = (0...ranks).map { rowCount * $0 / ranks }
    let sharding = Sharding(
      rankCount: ranks, rowsPerRank: zip(bounds, bounds.dropFirst()).map { $1 - $0 }, trains: true)
    let layer = plan.makeLayer(sharding)
    let buffers = LayerBuffers(
      input: input, output: output, parameters: parameters, statistics: numbers(1, seed: 0),
      outputGradient: gradient, inputGradient: inputGradient,
      parameterGradient: parameterGradient)
    defer { buffers.statistics.deallocate() }
    let pass = Pass.training(seed: 0, step: 0)
    for rank in 0..<ranks {
      layer.forward(buffers, rows: bounds[rank]..<bounds[rank + 1], rank: rank, pass: pass)
      layer.backward(buffers, rows: bounds[rank]..<bounds[rank + 1], rank: rank, pass: pass)
    }
    for rank in 0..<ranks {
      layer.writeParameterGradient(buffers, rowCount: rowCount, rank: rank)
    }

    let x = (0..<rowCount * inputs).map { nearestBFloat16(input[$0]) }
    let w = (0..<plan.weightCount).map { nearestBFloat16(parameters[$0]) }
    // The bias is added, and its gradient summed, unrounded.
    let inward = original.indices.map { isRectified && output[$0] == 0 ? 0 : original[$0] }
    let g = inward.map(nearestBFloat16)
    for row in 0..<rowCount {
      for unit in 0..<outputs {
        let terms = (0..<inputs).map { (x[row * inputs + $0], w[$0 * outputs + unit]) }
        let found = output[row * outputs + unit]
        let all = terms + [(parameters[plan.weightCount + unit], 1)]
        if isRectified, found == 0 {
          #expect(all.reduce(0) { $0 + Double($1.0) * Double($1.1) } < 1e-5)
        } else {
          expectEqual(found, all, "output \(row) \(unit)")
        }
      }
      for index in 0..<inputs {
        expectEqual(
          inputGradient[row * inputs + index],
          (0..<outputs).map { (g[row * outputs + $0], w[index * outputs + $0]) },
          "input gradient \(row) \(index)")
      }
    }
    for unit in 0..<outputs {
      for index in 0..<inputs {
        expectEqual(
          parameterGradient[index * outputs + unit],
          (0..<rowCount).map { (x[$0 * inputs + index], g[$0 * outputs + unit]) },
          "weight gradient \(index) \(unit)")
      }
      expectEqual(
        parameterGradient[plan.weightCount + unit],
        (0..<rowCount).map { (inward[$0 * outputs + unit], 1) }, "bias gradient \(unit)")
    }
    let shares = (0..<ranks).flatMap(layer.parameterShare(rank:)).flatMap(Array.init)
    #expect(shares.sorted() == Array(0..<plan.parameterCount))
  }
}
