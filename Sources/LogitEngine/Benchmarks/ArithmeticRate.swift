import CKernels

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
}

/// Measures a machine's rate now and then, while something else is measured in between.
struct ArithmeticMeter {
  private let measure: ArithmeticRate.Measure
  private let operations: Int
  private let work: () -> Void
  private var shortest = Double.infinity

  private static let productSize = 1024
  private static let secondsPerSample = 0.05

  /// The rate of a product of large matrices.
  init(productOf team: ThreadTeam, _ precision: Precision) {
    let size = Self.productSize
    let matrices = (0..<3 * team.count).map { RandomMatrix(count: size * size, seed: UInt64($0)) }
    measure = .product
    operations = 2 * size * size * size * team.count
    switch precision {
    case .float32:
      work = {
        team.run { rank in
          multiply(
            MatrixOperand(matrices[3 * rank].elements, stride: size),
            MatrixOperand(matrices[3 * rank + 1].elements, stride: size),
            into: matrices[3 * rank + 2].elements, rows: size, columns: size, inner: size)
        }
      }
    case .bfloat16:
      let rounded = matrices.map { RoundedMatrix($0, count: size * size) }
      work = {
        team.run { rank in
          multiply(
            MatrixOperand(rounded[3 * rank].elements, stride: size),
            MatrixOperand(rounded[3 * rank + 1].elements, stride: size),
            into: matrices[3 * rank + 2].elements, rows: size, columns: size, inner: size)
        }
      }
    }
  }

  /// The rate of the stage of a body that has the most arithmetic, run forward on a batch.
  init(convolutionOf team: ThreadTeam, _ body: ConvolutionalBody, batchSize: Int) {
    guard let stage = body.stages.max(by: { $0.operationCount < $1.operationCount }) else {
      preconditionFailure("a convolutional body has convolutions")
    }
    let ranks = (0..<team.count).map { rank in
      ConvolutionAlone(stage, rows: team.part(of: batchSize, rank: rank).count)
    }
    measure = .convolution
    operations = stage.operationCount * batchSize
    work = { team.run { rank in ranks[rank].forward() } }
  }

  /// Measures for a short while, after a turn to warm up.
  mutating func sample() {
    work()
    var total = 0.0
    while total < Self.secondsPerSample {
      let time = seconds(of: work)
      shortest = min(shortest, time)
      total += time
    }
  }

  /// The highest rate met in the samples so far.
  var rate: ArithmeticRate {
    ArithmeticRate(
      measure: measure, gigaflopsPerSecond: Double(operations) / shortest / 1e9)
  }
}

/// A convolution of one rank's rows, its source in the layout that oneDNN leaves pictures in.
private final class ConvolutionAlone {
  private let stream = Stream()
  private let convolution: Convolution?
  private let parameters: RandomMatrix

  init(_ stage: ConvolutionalBody.Stage, rows: Int) {
    parameters = RandomMatrix(count: stage.convolutionCount, seed: 1)
    guard rows > 0 else {
      convolution = nil
      return
    }
    var shape = ConvolutionShape(
      rows: rows, inputs: stage.inputs, outputs: stage.inputs, height: stage.height,
      width: stage.width, precision: stage.precision)
    let source = Tensor(.rowMajor([rows, stage.inputs, stage.height, stage.width]))
    let before = Convolution(source, shape: shape, isRectified: true)
    shape.outputs = stage.outputs
    let convolution = Convolution(before.output, shape: shape, isRectified: true)
    for index in 0..<source.count { source.elements[index] = Float(index % 17) / 17 }
    Reorder(source, into: before.output).execute(stream)
    self.convolution = convolution
  }

  func forward() { convolution?.forward(parameters: parameters.elements, stream) }
}

/// Numbers drawn from the standard normal distribution, in memory of their own.
final class RandomMatrix: @unchecked Sendable {
  let elements: UnsafeMutablePointer<Float>

  init(count: Int, seed: UInt64) {
    elements = .allocate(capacity: max(count, 1))
    var stream = RandomStream(seed: seed)
    for index in 0..<count {
      (elements + index).initialize(to: Float(Ziggurat.standard.draw(&stream)))
    }
  }

  deinit {
    elements.deallocate()
  }
}

/// A matrix's numbers rounded to bfloat16, in memory of their own.
private final class RoundedMatrix: @unchecked Sendable {
  let elements: UnsafeMutablePointer<BFloat16>

  init(_ matrix: RandomMatrix, count: Int) {
    elements = .allocate(capacity: count)
    elements.initialize(repeating: 0, count: count)
    logitscope_round_to_bfloat16(matrix.elements, count, elements)
  }

  deinit {
    elements.deallocate()
  }
}
