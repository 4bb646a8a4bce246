import COneDNN

/// A 3×3 convolution of stride 1 that keeps the picture's size, on one rank's rows.
///
/// Weights and bias stand row-major (outputs, inputs, 3, 3) and (outputs) in the network's
/// parameters; oneDNN works on copies in layouts of its own choosing. Pictures, and
/// their gradients, are of the shape's precision; the gradients of weights and bias are floats.
final class Convolution {
  /// The pictures out.
  let output: Tensor

  fileprivate let shape: ConvolutionShape
  fileprivate let descriptor: PrimitiveDescriptor
  fileprivate let source: Tensor
  fileprivate let weights: Tensor
  private let bias: Tensor
  private let steps: [any Executable]

  /// Builds the operation for `source`, pictures of `(rows, inputs, height, width)`.
  init(_ source: Tensor, shape: ConvolutionShape, isRectified: Bool) {
    let forward = PrimitiveDescriptor(
      "a convolution of \(shape)",
      [shape.anySource, shape.anyWeights, shape.bias, shape.anyTarget]
    ) {
      logitscope_convolution_forward(
        $0, Library.engine, $1[0], $1[1], $1[2], $1[3], isRectified ? 1 : 0)
    }
    let weights = Tensor(unbound: .rowMajor(shape.weights))
    let bias = Tensor(unbound: shape.bias)
    let output = Tensor(forward.descriptor(dnnl_query_dst_md))
    let sourceIn = Reorder(source, to: forward.descriptor(dnnl_query_src_md))
    let weightsIn = Reorder(weights, to: forward.descriptor(dnnl_query_weights_md))
    steps = [
      sourceIn, weightsIn,
      Primitive(
        forward,
        [
          (DNNL_ARG_SRC, sourceIn.result), (DNNL_ARG_WEIGHTS, weightsIn.result),
          (DNNL_ARG_BIAS, bias), (DNNL_ARG_DST, output),
        ]),
    ]
    self.shape = shape
    self.source = sourceIn.result
    self.weights = weights
    self.bias = bias
    self.output = output
    descriptor = forward
  }

  /// output ← f(source), with the weights and then the bias at `parameters`.
  func forward(parameters: UnsafePointer<Float>, _ stream: Stream) {
    bind(parameters)
    for step in steps { step.execute(stream) }
  }

  fileprivate func bind(_ parameters: UnsafePointer<Float>) {
    weights.bind(parameters)
    bias.bind(parameters + shape.weightCount)
  }
}

/// The backward pass of a convolution.
final class ConvolutionGradient {
  /// ∂L/∂output, to be written before `backward`.
  let outputGradient: Tensor

  private let convolution: Convolution
  private let weightsGradient: Tensor
  private let biasGradient: Tensor
  private let steps: [any Executable]

  /// Builds the backward pass of `convolution`; it writes into `sourceGradient` if there is one.
  init(_ convolution: Convolution, into sourceGradient: Tensor?) {
    let outputGradient = Tensor(convolution.output.descriptor)
    self.convolution = convolution
    self.outputGradient = outputGradient
    weightsGradient = Tensor(.rowMajor(convolution.shape.weights))
    biasGradient = Tensor(convolution.shape.bias)
    let data = sourceGradient.map {
      Self.dataSteps(convolution, outputGradient, into: $0)
    }
    steps =
      (data ?? [])
      + Self.weightSteps(convolution, outputGradient, weightsGradient, biasGradient)
  }

  /// The source's gradient, and the gradients of weights and then bias ← outputGradient.
  func backward(
    parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    convolution.bind(parameters)
    for step in steps { step.execute(stream) }
    gradient.update(from: weightsGradient.elements, count: weightsGradient.count)
    (gradient + weightsGradient.count).update(
      from: biasGradient.elements, count: biasGradient.count)
  }

  private static func weightSteps(
    _ convolution: Convolution, _ outputGradient: Tensor, _ weightsGradient: Tensor,
    _ biasGradient: Tensor
  ) -> [any Executable] {
    let shape = convolution.shape
    let backward = PrimitiveDescriptor(
      "a convolution's weight gradient",
      [shape.anySource, .any(shape.weights), shape.bias, shape.anyTarget]
    ) {
      logitscope_convolution_backward_weights(
        $0, Library.engine, $1[0], $1[1], $1[2], $1[3], convolution.descriptor.pointer)
    }
    let sourceIn = Reorder(convolution.source, to: backward.descriptor(dnnl_query_src_md))
    let gradientIn = Reorder(outputGradient, to: backward.descriptor(dnnl_query_diff_dst_md))
    let raw = Tensor(backward.descriptor(dnnl_query_diff_weights_md))
    return [
      sourceIn, gradientIn,
      Primitive(
        backward,
        [
          (DNNL_ARG_SRC, sourceIn.result), (DNNL_ARG_DIFF_DST, gradientIn.result),
          (DNNL_ARG_DIFF_WEIGHTS, raw), (DNNL_ARG_DIFF_BIAS, biasGradient),
        ]),
      Reorder(raw, into: weightsGradient),
    ]
  }

  private static func dataSteps(
    _ convolution: Convolution, _ outputGradient: Tensor, into target: Tensor
  ) -> [any Executable] {
    let shape = convolution.shape
    let backward = PrimitiveDescriptor(
      "a convolution's source gradient", [shape.anySource, shape.anyWeights, shape.anyTarget]
    ) {
      logitscope_convolution_backward_data(
        $0, Library.engine, $1[0], $1[1], $1[2], convolution.descriptor.pointer)
    }
    let weightsIn = Reorder(convolution.weights, to: backward.descriptor(dnnl_query_weights_md))
    let gradientIn = Reorder(outputGradient, to: backward.descriptor(dnnl_query_diff_dst_md))
    let chosen = backward.descriptor(dnnl_query_diff_src_md)
    let isDirect = target.descriptor.matches(chosen)
    let result = isDirect ? target : Tensor(chosen)
    let steps: [any Executable] = [
      weightsIn, gradientIn,
      Primitive(
        backward,
        [
          (DNNL_ARG_WEIGHTS, weightsIn.result), (DNNL_ARG_DIFF_DST, gradientIn.result),
          (DNNL_ARG_DIFF_SRC, result),
        ]),
    ]
    return isDirect ? steps : steps + [Reorder(result, into: target)]
  }
}

/// The sizes of a convolution on some rows, and what its numbers are.
struct ConvolutionShape: CustomStringConvertible {
  /// Pictures at once.
  var rows: Int
  /// Channels in.
  var inputs: Int
  /// Channels out.
  var outputs: Int
  /// Rows of pixels.
  var height: Int
  /// Pixels a row.
  var width: Int
  /// What pictures and weights are rounded to.
  var precision: Precision

  var weights: [Int] { [outputs, inputs, 3, 3] }
  var weightCount: Int { outputs * inputs * 9 }
  var description: String { "\([rows, inputs, height, width]) by \(weights)" }

  fileprivate var anySource: Descriptor { .any([rows, inputs, height, width], precision) }
  fileprivate var anyTarget: Descriptor { .any([rows, outputs, height, width], precision) }
  fileprivate var anyWeights: Descriptor { .any(weights, precision) }
  fileprivate var bias: Descriptor { .rowMajor([outputs]) }
}
