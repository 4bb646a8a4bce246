import CKernels

/// An output layer of many classes, one row of weights a class, of which one logit or all can be
/// asked for.
final class OutputLayer: Sendable {
  /// d, the weights of a row.
  let width: Int
  /// The most classes there may be.
  let capacity: Int

  private let weightBuffer: LargeBuffer
  private let biasBuffer: LargeBuffer
  private let team: ThreadTeam

  /// Reserves memory for so many rows; nil if the system refuses.
  init?(width: Int, capacity: Int, team: ThreadTeam) {
    guard let weights = LargeBuffer(count: capacity * width),
      let biases = LargeBuffer(count: capacity)
    else { return nil }
    self.width = width
    self.capacity = capacity
    self.team = team
    weightBuffer = weights
    biasBuffer = biases
  }

  /// The weights, one row a class.
  var weights: UnsafePointer<Float> { UnsafePointer(weightBuffer.elements) }
  /// The biases, one a class.
  var biases: UnsafePointer<Float> { UnsafePointer(biasBuffer.elements) }

  /// Draws the weights of some classes, each row from a stream of its own, from −1/√d to 1/√d.
  func fill(_ classes: Range<Int>) {
    let scale = 2 / Double(width).squareRoot()
    let (weights, biases, width) = (weightBuffer.elements, biasBuffer.elements, self.width)
    team.run { rank in
      let part = self.team.part(of: classes.count, rank: rank)
      for row in part.lowerBound + classes.lowerBound..<part.upperBound + classes.lowerBound {
        var stream = RandomStream(seed: 0, 7, UInt64(row))
        for index in row * width..<(row + 1) * width {
          weights[index] = Float(scale * (stream.uniform() - 0.5))
        }
        biases[row] = Float(scale * (stream.uniform() - 0.5))
      }
    }
  }

  /// One logit of an example: nothing is read but its row.
  func logit(of classIndex: Int, _ input: UnsafePointer<Float>) -> Float {
    var result: Float = 0
    logitscope_matrix_vector(
      weights + classIndex * width, 1, width, input, biases + classIndex, &result)
    return result
  }
}

/// A rank's way of computing all logits of a batch, tile by tile.
final class OutputTiles {
  private let layer: OutputLayer
  private let exampleCount: Int
  private let tile: UnsafeMutablePointer<Float>

  /// The classes of a tile: their weights and their logits stay in a core's own cache.
  private static let tileClasses = 1024
  /// From so many examples on, a product of matrices is faster than one with a vector for each.
  private static let leastForProduct = 4
  /// Logits that take more than this are written past the cache.
  private static let cachedLogits = 1 << 20

  /// Allocates what a batch of so many examples needs.
  init(_ layer: OutputLayer, exampleCount: Int) {
    self.layer = layer
    self.exampleCount = exampleCount
    tile = .allocate(
      capacity: exampleCount < Self.leastForProduct ? 1 : exampleCount * Self.tileClasses)
  }

  deinit {
    tile.deallocate()
  }

  /// Writes the logits of some classes for every example.
  ///
  /// - Parameters:
  ///   - inputs: the outputs of the body, `examples × d`.
  ///   - logits: `examples × classCount`, row-major.
  func compute(
    _ classes: Range<Int>, of classCount: Int, _ inputs: UnsafePointer<Float>,
    into logits: UnsafeMutablePointer<Float>
  ) {
    if exampleCount == 1 {
      vectorProduct(classes, inputs, into: logits)
      return
    }
    for begin in stride(from: classes.lowerBound, to: classes.upperBound, by: Self.tileClasses) {
      let part = begin..<min(begin + Self.tileClasses, classes.upperBound)
      if exampleCount < Self.leastForProduct {
        for example in 0..<exampleCount {
          vectorProduct(
            part, inputs + example * layer.width, into: logits + example * classCount)
        }
      } else {
        matrixProduct(part, of: classCount, inputs, into: logits)
      }
    }
  }

  private func vectorProduct(
    _ classes: Range<Int>, _ input: UnsafePointer<Float>, into logits: UnsafeMutablePointer<Float>
  ) {
    logitscope_matrix_vector(
      layer.weights + classes.lowerBound * layer.width, classes.count, layer.width, input,
      layer.biases + classes.lowerBound, logits + classes.lowerBound)
  }

  private func matrixProduct(
    _ classes: Range<Int>, of classCount: Int, _ inputs: UnsafePointer<Float>,
    into logits: UnsafeMutablePointer<Float>
  ) {
    multiply(
      MatrixOperand(inputs, stride: layer.width),
      MatrixOperand(
        transposed: layer.weights + classes.lowerBound * layer.width, stride: layer.width),
      into: tile, rows: exampleCount, columns: classes.count, inner: layer.width)
    let isPastCache: Int32 = exampleCount * classCount > Self.cachedLogits ? 1 : 0
    for example in 0..<exampleCount {
      logitscope_add(
        tile + example * classes.count, layer.biases + classes.lowerBound, classes.count,
        isPastCache, logits + example * classCount + classes.lowerBound)
    }
  }
}
