import CKernels
import COneDNN

/// A tensor: a layout, and memory that is its own or somebody else's.
final class Tensor {
  /// How the tensor is laid out.
  let descriptor: Descriptor
  let memory: dnnl_memory_t?
  private let storage: UnsafeMutableRawPointer?

  /// A tensor with memory of its own, all zero.
  init(_ descriptor: Descriptor) {
    let storage = UnsafeMutableRawPointer.allocate(
      byteCount: max(descriptor.byteCount, 64), alignment: 64)
    storage.initializeMemory(as: UInt8.self, repeating: 0, count: descriptor.byteCount)
    self.descriptor = descriptor
    self.storage = storage
    memory = Self.makeMemory(descriptor, storage)
  }

  /// A tensor in memory that is pointed at before each use.
  init(unbound descriptor: Descriptor) {
    self.descriptor = descriptor
    storage = nil
    memory = Self.makeMemory(descriptor, nil)
  }

  deinit {
    dnnl_memory_destroy(memory)
    storage?.deallocate()
  }

  /// How many elements the tensor takes, padding included.
  var count: Int { descriptor.byteCount / descriptor.precision.byteCount }

  /// The own memory of a tensor of floats.
  var elements: UnsafeMutablePointer<Float> { memory(of: .float32, as: Float.self) }

  /// The own memory of a tensor of bfloat16.
  var halves: UnsafeMutablePointer<BFloat16> { memory(of: .bfloat16, as: BFloat16.self) }

  private func memory<Element>(
    of precision: Precision, as type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    guard let storage else { preconditionFailure("the tensor has no memory of its own") }
    precondition(descriptor.precision == precision, "the tensor is not of \(precision)")
    return storage.assumingMemoryBound(to: Element.self)
  }

  /// Sets the elements to 0 wherever those of the rectifier's output, laid out alike, are.
  func rectify(behind output: Tensor) {
    switch descriptor.precision {
    case .float32: logitscope_rectify_backward(output.elements, elements, count)
    case .bfloat16: logitscope_rectify_backward_bfloat16(output.halves, halves, count)
    }
  }

  /// Adds the elements of another tensor, laid out alike.
  func add(_ other: Tensor) {
    switch descriptor.precision {
    case .float32: logitscope_add_scaled(elements, other.elements, count, 1)
    case .bfloat16: logitscope_add_bfloat16(halves, other.halves, count)
    }
  }

  /// Points the tensor at floats laid out as it says, which must outlive the next execution.
  func bind(_ elements: UnsafePointer<Float>) {
    dnnl_memory_set_data_handle(memory, UnsafeMutableRawPointer(mutating: elements))
  }

  private static func makeMemory(
    _ descriptor: Descriptor, _ storage: UnsafeMutableRawPointer?
  ) -> dnnl_memory_t? {
    var memory: dnnl_memory_t?
    Library.check(
      logitscope_memory_create(&memory, descriptor.pointer, Library.engine, storage), "a memory")
    return memory
  }
}
