import COneDNN

/// The sizes, the element type and the layout of a tensor.
final class Descriptor {
  let pointer: UnsafeRawPointer
  private let isOwned: Bool
  /// The primitive whose choice this is, kept alive while the descriptor is.
  private let owner: PrimitiveDescriptor?

  /// A tensor laid out row-major.
  static func rowMajor(_ sizes: [Int], _ precision: Precision = .float32) -> Descriptor {
    Descriptor(sizes, precision, isRowMajor: true)
  }

  /// A tensor of whatever layout an operation likes best.
  static func any(_ sizes: [Int], _ precision: Precision = .float32) -> Descriptor {
    Descriptor(sizes, precision, isRowMajor: false)
  }

  private init(_ sizes: [Int], _ precision: Precision, isRowMajor: Bool) {
    let created = logitscope_descriptor_create(
      Int32(sizes.count), sizes.map(Int64.init), isRowMajor ? 1 : 0,
      precision == .bfloat16 ? 1 : 0)
    guard let created else { preconditionFailure("oneDNN refused a tensor of sizes \(sizes)") }
    pointer = created
    isOwned = true
    owner = nil
  }

  fileprivate init(borrowed pointer: UnsafeRawPointer, from owner: PrimitiveDescriptor) {
    self.pointer = pointer
    isOwned = false
    self.owner = owner
  }

  deinit {
    if isOwned { logitscope_descriptor_destroy(pointer) }
  }

  /// The bytes that such a tensor takes.
  var byteCount: Int { logitscope_descriptor_size(pointer) }

  /// What the tensor's elements are.
  var precision: Precision {
    logitscope_descriptor_is_bfloat16(pointer) != 0 ? .bfloat16 : .float32
  }

  /// Whether two tensors have the same elements, laid out alike.
  func matches(_ other: Descriptor) -> Bool {
    logitscope_descriptor_equal(pointer, other.pointer) != 0
  }
}

/// An operation with every size and layout settled.
final class PrimitiveDescriptor {
  let pointer: dnnl_primitive_desc_t?

  /// Settles an operation on some tensors with one call of the shim, which gets their pointers.
  init(
    _ what: @autoclosure () -> String, _ tensors: [Descriptor],
    _ create: (UnsafeMutablePointer<dnnl_primitive_desc_t?>, [UnsafeRawPointer]) -> dnnl_status_t
  ) {
    var created: dnnl_primitive_desc_t?
    // An operation divides its work by the number of threads in force where it is settled.
    omp_set_num_threads(1)
    withExtendedLifetime(tensors) {
      Library.check(create(&created, tensors.map(\.pointer)), what())
    }
    pointer = created
  }

  deinit {
    dnnl_primitive_desc_destroy(pointer)
  }

  /// The layout that the operation settled on for one of its tensors.
  func descriptor(_ what: dnnl_query_t) -> Descriptor {
    guard let found = logitscope_query(pointer, what) else {
      preconditionFailure("oneDNN has no such tensor: \(what.rawValue)")
    }
    return Descriptor(borrowed: found, from: self)
  }
}
