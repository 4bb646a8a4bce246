import CKernels

/// A rank's way of computing all logits of a batch, tile by tile.
final class OutputTiles {
  private let layer: OutputLayer
  private let exampleCount: Int
  private let packed: PackedWeights?
  private let stream = Stream()
  private let product: PackedProduct?
  private let tile: UnsafeMutablePointer<Float>

  /// The classes of a tile: their weights and their logits stay in a core's own cache.
  static let classCount = 256
  /// From so many examples on, a product of matrices is faster than one with a vector for each.
  static let leastForProduct = 4
  /// Logits that take more than this are written past the cache.
  private static let cachedLogits = 1 << 20

  /// Allocates what a batch of so many examples needs.
  ///
  /// - Parameter packed: the weights as products of matrices want them; nil below
  ///   ``leastForProduct`` examples.
  init(_ layer: OutputLayer, exampleCount: Int, packed: PackedWeights?) {
    self.layer = layer
    self.exampleCount = exampleCount
    self.packed = packed
    product = packed?.makeProduct()
    tile = .allocate(capacity: packed == nil ? 1 : exampleCount * Self.classCount)
  }

  deinit {
    tile.deallocate()
  }

  /// The classes whose packed weights are a rank's to multiply, as even as whole tiles allow.
  static func part(of classCount: Int, rank: Int, of rankCount: Int) -> Range<Int> {
    func boundary(_ rank: Int) -> Int {
      guard rank < rankCount else { return classCount }
      let even = classCount * rank / rankCount
      return min((even + Self.classCount / 2) / Self.classCount * Self.classCount, classCount)
    }
    return boundary(rank)..<boundary(rank + 1)
  }

  /// Writes the logits of some classes for every example.
  ///
  /// - Parameters:
  ///   - classes: a range that, with packed weights, begins with a tile.
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
    for begin in stride(from: classes.lowerBound, to: classes.upperBound, by: Self.classCount) {
      let part = begin..<min(begin + Self.classCount, classes.upperBound)
      if let packed, let product {
        let values = matrixProduct(part, inputs, packed, product)
        addBias(part, of: classCount, to: values, into: logits)
      } else {
        for example in 0..<exampleCount {
          vectorProduct(
            part, inputs + example * layer.width, into: logits + example * classCount)
        }
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

  /// The products of the classes of a tile, or of the first ones of it, `examples × classes`.
  private func matrixProduct(
    _ classes: Range<Int>, _ inputs: UnsafePointer<Float>, _ packed: PackedWeights,
    _ product: PackedProduct
  ) -> UnsafePointer<Float> {
    if classes.count == Self.classCount {
      product.multiply(
        inputs, packed: packed.tile(classes.lowerBound / Self.classCount), stream)
      return UnsafePointer(product.output.elements)
    }
    multiply(
      MatrixOperand(inputs, stride: layer.width),
      MatrixOperand(
        transposed: layer.weights + classes.lowerBound * layer.width, stride: layer.width),
      into: tile, rows: exampleCount, columns: classes.count, inner: layer.width)
    return UnsafePointer(tile)
  }

  private func addBias(
    _ classes: Range<Int>, of classCount: Int, to values: UnsafePointer<Float>,
    into logits: UnsafeMutablePointer<Float>
  ) {
    let isPastCache: Int32 = exampleCount * classCount > Self.cachedLogits ? 1 : 0
    for example in 0..<exampleCount {
      logitscope_add(
        values + example * classes.count, layer.biases + classes.lowerBound, classes.count,
        isPastCache, logits + example * classCount + classes.lowerBound)
    }
  }
}
