import CKernels

/// The output layer where a loss looks at a few sampled logits of each row alone.
///
/// Computes only the sampled logits, and only their rows of W have a gradient, so that forward and
/// backward cost O(n·t·d), whatever the number of classes k. Memory is O(n·t + k).
final class SampledOutput {
  private let layer: Dense
  private let sharding: Sharding
  /// Logits looked at in each row: the true one, then the noise.
  private let width: Int
  /// The class of each sampled logit, `rows × width`.
  private let classes: UnsafeMutableBufferPointer<Int32>
  /// ∂L/∂ of each sampled logit, `rows × width`.
  private let gradients: UnsafeMutableBufferPointer<Float>
  /// The last step, from 1, that gave a class's row of W a gradient.
  private let lastSteps: UnsafeMutableBufferPointer<Int32>
  private let ranks: [RankState]

  /// What each rank keeps for itself.
  private final class RankState {
    /// The classes of the rank's share whose rows of the gradient are not zero.
    var touched: [Int32] = []
    /// Whether all other rows of its share are zero.
    var isCleared = false
  }

  /// Makes the output of a network's last layer for batches of so many rows.
  init(_ layer: Dense, sharding: Sharding, noiseSamples: Int) {
    self.layer = layer
    self.sharding = sharding
    width = noiseSamples + 1
    let count = sharding.rowsPerRank.reduce(0, +) * width
    classes = .allocate(capacity: count)
    classes.initialize(repeating: 0)
    gradients = .allocate(capacity: count)
    gradients.initialize(repeating: 0)
    lastSteps = .allocate(capacity: layer.outputCount)
    lastSteps.initialize(repeating: 0)
    ranks = sharding.rowsPerRank.map { _ in
      let rank = RankState()
      rank.touched.reserveCapacity(count)
      return rank
    }
  }

  deinit {
    classes.deallocate()
    gradients.deallocate()
    lastSteps.deallocate()
  }

  /// Whether so few of the logits are sampled that computing them one by one is faster.
  ///
  /// A product of matrices does about 32 times as many operations a second as single dot products.
  static func pays(classCount: Int, noiseSamples: Int) -> Bool {
    classCount > 32 * (noiseSamples + 1)
  }

  /// Computes the sampled logits of a rank's rows, and from their loss the gradient of its input.
  ///
  /// - Parameter rows: the labels and the noise of the rows; there are no logits to look at.
  /// - Returns: the sum of the rows' losses.
  func forwardAndBackward(
    _ buffers: LayerBuffers, _ rows: LogitRows, _ function: any SampledLossFunction
  ) -> Double {
    let inputs = layer.inputCount
    let bias = buffers.parameters + layer.weightCount
    var sum = 0.0
    for index in rows.firstRow..<rows.firstRow + rows.count {
      let input = buffers.input + index * inputs
      let inputGradient = buffers.inputGradient.map { $0 + index * inputs }
      let stretch = index * width..<(index + 1) * width
      for (position, sample) in stretch.enumerated() {
        let classIndex = rows.sampledClass(index - rows.firstRow, position, of: width)
        let weights = buffers.parameters + Int(classIndex) * inputs
        classes[sample] = classIndex
        gradients[sample] = logitscope_dot(weights, input, inputs) + bias[Int(classIndex)]
      }
      guard let rowClasses = classes.baseAddress.map({ $0 + stretch.lowerBound }) else { break }
      sum += function.replaceByGradients(
        UnsafeMutableBufferPointer(rebasing: gradients[stretch]), classes: rowClasses, rows)
      guard let inputGradient else { continue }
      inputGradient.update(repeating: 0, count: inputs)
      for sample in stretch {
        let weights = buffers.parameters + Int(classes[sample]) * inputs
        logitscope_add_scaled(inputGradient, weights, inputs, gradients[sample])
      }
    }
    return sum
  }

  /// Writes the gradient of the rank's share of the parameters, from all rows of the batch.
  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int, step: Int) {
    guard let result = buffers.parameterGradient else { return }
    let inputs = layer.inputCount
    let biasGradient = result + layer.weightCount
    let own = sharding.part(of: layer.outputCount, rank: rank)
    clear(result, rank: rank)
    for index in 0..<rowCount * width {
      let classIndex = classes[index]
      guard own.contains(Int(classIndex)) else { continue }
      if lastSteps[Int(classIndex)] != Int32(truncatingIfNeeded: step + 1) {
        lastSteps[Int(classIndex)] = Int32(truncatingIfNeeded: step + 1)
        ranks[rank].touched.append(classIndex)
      }
      logitscope_add_scaled(
        result + Int(classIndex) * inputs, buffers.input + index / width * inputs, inputs,
        gradients[index])
      biasGradient[Int(classIndex)] += gradients[index]
    }
  }

  /// Calls `body` with every stretch of the layer's parameters that the rank gave a gradient.
  func forEachTouchedStretch(rank: Int, _ body: (Range<Int>) -> Void) {
    for classIndex in ranks[rank].touched {
      let begin = Int(classIndex) * layer.inputCount
      body(begin..<begin + layer.inputCount)
      body(layer.weightCount + Int(classIndex)..<layer.weightCount + Int(classIndex) + 1)
    }
  }

  private func clear(_ result: UnsafeMutablePointer<Float>, rank: Int) {
    let inputs = layer.inputCount
    let state = ranks[rank]
    if state.isCleared {
      for classIndex in state.touched {
        (result + Int(classIndex) * inputs).update(repeating: 0, count: inputs)
        result[layer.weightCount + Int(classIndex)] = 0
      }
    } else {
      let own = sharding.part(of: layer.outputCount, rank: rank)
      (result + own.lowerBound * inputs).update(repeating: 0, count: own.count * inputs)
      (result + layer.weightCount + own.lowerBound).update(repeating: 0, count: own.count)
    }
    state.isCleared = true
    state.touched.removeAll(keepingCapacity: true)
  }
}

extension LogitRows {
  /// The class of a sampled logit: the true one first, then the noise.
  fileprivate func sampledClass(_ row: Int, _ position: Int, of width: Int) -> Int32 {
    guard position > 0, let noise else { return labels[row] }
    return noise[row * (width - 1) + position - 1]
  }
}
