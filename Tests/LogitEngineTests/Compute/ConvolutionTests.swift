import Testing

@testable import LogitEngine

/// A convolution, forward and backward, against its definition in Double on the same operands.
@Suite struct ConvolutionTests {
  private static let shapes = [
    (3, 1, 4, 7, 6), (2, 5, 3, 4, 4), (2, 32, 32, 9, 8), (1, 16, 48, 5, 5),
  ]
  .map { rows, inputs, outputs, height, width in
    ConvolutionShape(
      rows: rows, inputs: inputs, outputs: outputs, height: height, width: width,
      precision: .float32)
  }

  /// Rounded operands, so that nothing is left of the difference between precisions but the
  /// rounding of what comes out.
  private func operands(_ count: Int, seed: UInt64) -> [Float] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in nearestBFloat16(Float(stream.normal())) }
  }

  /// A row-major tensor's elements in another layout and precision.
  private func fill(_ tensor: Tensor, _ values: [Float], sizes: [Int], _ stream: LogitEngine.Stream)
  {
    let source = Tensor(.rowMajor(sizes))
    for (index, value) in values.enumerated() { source.elements[index] = value }
    Reorder(source, into: tensor).execute(stream)
  }

  /// A tensor's elements, row-major.
  private func read(_ tensor: Tensor, sizes: [Int], _ stream: LogitEngine.Stream) -> [Float] {
    let result = Tensor(.rowMajor(sizes))
    Reorder(tensor, into: result).execute(stream)
    return (0..<sizes.reduce(1, *)).map { result.elements[$0] }
  }

  /// Sums of products, and of their magnitudes, which bound the rounding.
  private struct Sums {
    var values: [Double]
    var magnitudes: [Double]

    init(_ count: Int) {
      values = .init(repeating: 0, count: count)
      magnitudes = values
    }

    mutating func add(_ a: Float, _ b: Float, to index: Int) {
      values[index] += Double(a) * Double(b)
      magnitudes[index] += abs(Double(a) * Double(b))
    }

    func expectEqual(_ found: [Float], _ what: String, rounding: Double) {
      #expect(found.count == values.count)
      for (index, value) in found.enumerated() {
        let tolerance = rounding * abs(values[index]) + 2e-6 * magnitudes[index]
        #expect(abs(Double(value) - values[index]) <= tolerance, "\(what) \(index)")
      }
    }
  }

  private func check(_ shape: ConvolutionShape) {
    let (height, width) = (shape.height, shape.width)
    let sourceSizes = [shape.rows, shape.inputs, height, width]
    let targetSizes = [shape.rows, shape.outputs, height, width]
    let source = operands(sourceSizes.reduce(1, *), seed: 1)
    let gradient = operands(targetSizes.reduce(1, *), seed: 2)
    var parameters = operands(shape.weightCount, seed: 3)
    parameters += (0..<shape.outputs).map { Float($0) * 0.3 - 1 }

    let stream = LogitEngine.Stream()
    let input = Tensor(.rowMajor(sourceSizes))
    fill(input, source, sizes: sourceSizes, stream)
    let convolution = Convolution(input, shape: shape, isRectified: false)
    let sourceGradient = Tensor(.rowMajor(sourceSizes))
    let backward = ConvolutionGradient(convolution, into: sourceGradient)
    #expect(convolution.output.descriptor.precision == shape.precision)
    #expect(backward.outputGradient.descriptor.precision == shape.precision)
    fill(backward.outputGradient, gradient, sizes: targetSizes, stream)
    var parameterGradient = [Float](repeating: .nan, count: parameters.count)
    convolution.forward(parameters: parameters, stream)
    backward.backward(parameters: parameters, gradient: &parameterGradient, stream)

    var output = Sums(gradient.count)
    var sourceSums = Sums(source.count)
    var parameterSums = Sums(parameters.count)
    for place in gradient.indices {
      let (row, channel) = (place / (shape.outputs * height * width), place / (height * width))
      let (output_, y, x) = (channel % shape.outputs, place / width % height, place % width)
      let bias = shape.weightCount + output_
      output.add(parameters[bias], 1, to: place)
      parameterSums.add(gradient[place], 1, to: bias)
      for inputChannel in 0..<shape.inputs {
        for (dy, dx) in (0..<9).map({ ($0 / 3 - 1, $0 % 3 - 1) })
        where (0..<height).contains(y + dy) && (0..<width).contains(x + dx) {
          let pixel =
            ((row * shape.inputs + inputChannel) * height + y + dy) * width + x + dx
          let weight = ((output_ * shape.inputs + inputChannel) * 3 + dy + 1) * 3 + dx + 1
          output.add(parameters[weight], source[pixel], to: place)
          sourceSums.add(parameters[weight], gradient[place], to: pixel)
          parameterSums.add(source[pixel], gradient[place], to: weight)
        }
      }
    }
    let rounding = shape.precision == .bfloat16 ? 0x1p-8 : 0
    output.expectEqual(
      read(convolution.output, sizes: targetSizes, stream), "output", rounding: rounding)
    sourceSums.expectEqual(
      read(sourceGradient, sizes: sourceSizes, stream), "source", rounding: rounding)
    // Parameters' gradients are sums in float32 in either precision.
    parameterSums.expectEqual(parameterGradient, "parameter", rounding: 0)
  }

  @Test(arguments: shapes) func agreesWithItsDefinition(_ shape: ConvolutionShape) {
    check(shape)
  }

  @Test(.enabled(if: Precision.bfloat16.isSupported), arguments: shapes)
  func agreesInBFloat16(_ shape: ConvolutionShape) {
    var shape = shape
    shape.precision = .bfloat16
    check(shape)
  }
}
