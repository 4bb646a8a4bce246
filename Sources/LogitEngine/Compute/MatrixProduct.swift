import COneDNN

/// A matrix in memory, row-major, as an operand of a product.
struct MatrixOperand<Element> {
  let elements: UnsafePointer<Element>
  /// The distance between the beginnings of two rows.
  let stride: Int
  let isTransposed: Bool

  /// The matrix as it stands.
  init(_ elements: UnsafePointer<Element>, stride: Int) {
    self.elements = elements
    self.stride = stride
    isTransposed = false
  }

  /// The transpose of the matrix as it stands.
  init(transposed elements: UnsafePointer<Element>, stride: Int) {
    self.elements = elements
    self.stride = stride
    isTransposed = true
  }

  fileprivate var transposition: CChar { CChar(UInt8(ascii: isTransposed ? "T" : "N")) }
}

/// result ← left · right, for left `rows × inner` and right `inner × columns`.
///
/// - Complexity: O(rows · columns · inner), on the calling thread.
func multiply(
  _ left: MatrixOperand<Float>, _ right: MatrixOperand<Float>,
  into result: UnsafeMutablePointer<Float>, rows: Int, columns: Int, inner: Int
) {
  guard rows > 0 else { return }
  let status = dnnl_sgemm(
    left.transposition, right.transposition, dnnl_dim_t(rows), dnnl_dim_t(columns),
    dnnl_dim_t(inner), 1, left.elements, dnnl_dim_t(left.stride), right.elements,
    dnnl_dim_t(right.stride), 0, result, dnnl_dim_t(columns))
  Library.check(status, "a matrix product")
}

/// The same product of factors in bfloat16, its sums in float32.
///
/// - Precondition: the processor supports ``Precision/bfloat16``.
func multiply(
  _ left: MatrixOperand<BFloat16>, _ right: MatrixOperand<BFloat16>,
  into result: UnsafeMutablePointer<Float>, rows: Int, columns: Int, inner: Int
) {
  guard rows > 0 else { return }
  let status = dnnl_gemm_bf16bf16f32(
    left.transposition, right.transposition, dnnl_dim_t(rows), dnnl_dim_t(columns),
    dnnl_dim_t(inner), 1, left.elements, dnnl_dim_t(left.stride), right.elements,
    dnnl_dim_t(right.stride), 0, result, dnnl_dim_t(columns))
  Library.check(status, "a matrix product")
}
