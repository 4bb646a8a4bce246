import COneDNN

/// A tensor of floats: a layout, and memory that is its own or somebody else's.
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

  /// How many floats the tensor takes, padding included.
  var count: Int { descriptor.byteCount / MemoryLayout<Float>.stride }

  /// The tensor's own memory.
  var elements: UnsafeMutablePointer<Float> {
    guard let storage else { preconditionFailure("the tensor has no memory of its own") }
    return storage.assumingMemoryBound(to: Float.self)
  }

  /// Points the tensor at memory laid out as it says, which must outlive the next execution.
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
