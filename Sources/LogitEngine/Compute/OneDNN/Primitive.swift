import COneDNN

/// An operation with the tensors that it reads and writes, ready to execute.
final class Primitive: Executable {
  private let primitive: dnnl_primitive_t?
  private var arguments: [dnnl_exec_arg_t]
  /// The tensors, kept alive while the operation is.
  private let tensors: [Tensor]

  /// Builds an operation; `operands` pairs oneDNN's argument numbers with tensors.
  init(_ descriptor: PrimitiveDescriptor, _ operands: [(Int32, Tensor)]) {
    let scratch = descriptor.descriptor(dnnl_query_scratchpad_md)
    let arguments =
      operands + (scratch.byteCount > 0 ? [(DNNL_ARG_SCRATCHPAD, Tensor(scratch))] : [])
    var primitive: dnnl_primitive_t?
    Library.check(dnnl_primitive_create(&primitive, descriptor.pointer), "a primitive")
    self.primitive = primitive
    tensors = arguments.map(\.1)
    self.arguments = arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.memory) }
  }

  deinit {
    dnnl_primitive_destroy(primitive)
  }

  /// Executes on the calling thread.
  func execute(_ stream: Stream) {
    let status = arguments.withUnsafeMutableBufferPointer {
      dnnl_primitive_execute(primitive, stream.stream, Int32($0.count), $0.baseAddress)
    }
    Library.check(status, "to execute a primitive")
  }
}

/// Brings a tensor into another layout.
final class Reorder: Executable {
  /// The tensor in the layout that was asked for.
  let result: Tensor
  private let primitive: Primitive?

  /// Prepares to bring `source` into a layout; where it has it already, nothing is copied.
  init(_ source: Tensor, to descriptor: Descriptor) {
    if source.descriptor.matches(descriptor) {
      result = source
      primitive = nil
    } else {
      result = Tensor(descriptor)
      primitive = Self.copy(source, result)
    }
  }

  /// Prepares to bring `source` into the layout and the memory of `target`.
  init(_ source: Tensor, into target: Tensor) {
    result = target
    primitive = Self.copy(source, target)
  }

  private static func copy(_ source: Tensor, _ target: Tensor) -> Primitive {
    let descriptor = PrimitiveDescriptor("a reorder", [source.descriptor, target.descriptor]) {
      logitscope_reorder($0, Library.engine, $1[0], $1[1])
    }
    return Primitive(descriptor, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)])
  }

  /// Copies, where there is something to copy.
  func execute(_ stream: Stream) {
    primitive?.execute(stream)
  }
}
