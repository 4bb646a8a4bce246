import COneDNN

/// The largest of each 2×2 pixels, on one rank's rows.
final class Pooling {
  /// The smaller pictures.
  let output: Tensor

  fileprivate let descriptor: PrimitiveDescriptor
  fileprivate let workspace: Tensor
  private let step: Primitive

  /// Builds the operation for pictures that are to have certain sizes afterwards.
  init(_ source: Tensor, outputSizes: [Int]) {
    let target = Descriptor.any(outputSizes, source.descriptor.precision)
    descriptor = PrimitiveDescriptor("a pooling", [source.descriptor, target]) {
      logitscope_pooling_forward($0, Library.engine, $1[0], $1[1])
    }
    output = Tensor(descriptor.descriptor(dnnl_query_dst_md))
    workspace = Tensor(descriptor.descriptor(dnnl_query_workspace_md))
    step = Primitive(
      descriptor,
      [(DNNL_ARG_SRC, source), (DNNL_ARG_DST, output), (DNNL_ARG_WORKSPACE, workspace)])
  }

  /// output ← the largest of each 2×2 pixels of the source.
  func forward(_ stream: Stream) {
    step.execute(stream)
  }
}

/// The backward pass of a pooling.
final class PoolingGradient {
  /// ∂L/∂output, to be written before `backward`.
  let outputGradient: Tensor

  private let step: Primitive

  /// Builds the backward pass of `pooling`, which writes into `sourceGradient`.
  init(_ pooling: Pooling, into sourceGradient: Tensor) {
    outputGradient = Tensor(pooling.output.descriptor)
    let backward = PrimitiveDescriptor(
      "a pooling's gradient", [sourceGradient.descriptor, pooling.output.descriptor]
    ) {
      logitscope_pooling_backward(
        $0, Library.engine, $1[0], $1[1], pooling.descriptor.pointer)
    }
    step = Primitive(
      backward,
      [
        (DNNL_ARG_DIFF_DST, outputGradient), (DNNL_ARG_WORKSPACE, pooling.workspace),
        (DNNL_ARG_DIFF_SRC, sourceGradient),
      ])
  }

  /// The source's gradient ← outputGradient, at the pixels that were the largest.
  func backward(_ stream: Stream) {
    step.execute(stream)
  }
}
