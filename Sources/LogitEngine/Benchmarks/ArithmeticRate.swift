/// How fast this machine multiplies and adds, measured with oneDNN on every thread at once.
public struct ArithmeticRate: Sendable {
  /// What was measured.
  public enum Measure: String, Sendable {
    /// A large product of matrices.
    case product
    /// A convolution in oneDNN's own layouts.
    case convolution
  }

  /// What was measured.
  public let measure: Measure
  /// Thousand million floating-point operations a second, all threads together.
  public let gigaflopsPerSecond: Double

  /// Measured at least so often and so long.
  private static let (leastRepeats, leastSeconds) = (5, 0.25)
  private static let productSize = 1024

  /// Measures the rate of a product of large matrices.
  static func ofProduct(_ team: ThreadTeam) -> ArithmeticRate {
    let size = productSize
    let matrices = (0..<3 * team.count).map { index in
      randomFloats(count: size * size, seed: UInt64(index))
    }
    defer { for matrix in matrices { matrix.deallocate() } }
    let best = shortest {
      team.run { rank in
        multiply(
          MatrixOperand(matrices[3 * rank], stride: size),
          MatrixOperand(matrices[3 * rank + 1], stride: size), into: matrices[3 * rank + 2],
          rows: size, columns: size, inner: size)
      }
    }
    let operations = 2 * size * size * size * team.count
    return ArithmeticRate(
      measure: .product, gigaflopsPerSecond: Double(operations) / best / 1e9)
  }

  /// Measures the rate of the stage of a body that has the most arithmetic, run forward on a batch.
  static func ofConvolution(
    _ team: ThreadTeam, _ body: ConvolutionalBody, batchSize: Int
  ) -> ArithmeticRate {
    guard let stage = body.stages.max(by: { $0.operationCount < $1.operationCount }) else {
      return ofProduct(team)
    }
    let ranks = (0..<team.count).map { rank in
      ConvolutionAlone(stage, rows: team.part(of: batchSize, rank: rank).count)
    }
    let best = shortest { team.run { rank in ranks[rank].forward() } }
    return ArithmeticRate(
      measure: .convolution,
      gigaflopsPerSecond: Double(stage.operationCount * batchSize) / best / 1e9)
  }

  /// The shortest of the times that some work takes.
  private static func shortest(_ work: () -> Void) -> Double {
    work()
    var (best, total, repeats) = (Double.infinity, 0.0, 0)
    while repeats < leastRepeats || total < leastSeconds {
      let time = seconds(of: work)
      best = min(best, time)
      total += time
      repeats += 1
    }
    return best
  }
}

/// A convolution of one rank's rows, its source in the layout that oneDNN leaves pictures in.
private final class ConvolutionAlone {
  private let stream = Stream()
  private let convolution: Convolution?
  private let parameters: UnsafeMutablePointer<Float>

  init(_ stage: ConvolutionalBody.Stage, rows: Int) {
    parameters = randomFloats(count: stage.convolutionCount, seed: 1)
    guard rows > 0 else {
      convolution = nil
      return
    }
    var shape = ConvolutionShape(
      rows: rows, inputs: stage.inputs, outputs: stage.inputs, height: stage.height,
      width: stage.width)
    let source = Tensor(.rowMajor([rows, stage.inputs, stage.height, stage.width]))
    let before = Convolution(source, shape: shape, isRectified: true)
    shape.outputs = stage.outputs
    let convolution = Convolution(before.output, shape: shape, isRectified: true)
    for index in 0..<before.output.count {
      before.output.elements[index] = Float(index % 17) / 17
    }
    self.convolution = convolution
  }

  deinit {
    parameters.deallocate()
  }

  func forward() { convolution?.forward(parameters: parameters, stream) }
}

/// Memory for numbers drawn from the standard normal distribution.
func randomFloats(count: Int, seed: UInt64) -> UnsafeMutablePointer<Float> {
  let values = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
  var stream = RandomStream(seed: seed)
  for index in 0..<count {
    (values + index).initialize(to: Float(Ziggurat.standard.draw(&stream)))
  }
  return values
}
