import COneDNN

/// A matrix in memory, row-major, as an operand of a product.
struct MatrixOperand {
  let elements: UnsafePointer<Float>
  /// The distance between the beginnings of two rows.
  let stride: Int
  let isTransposed: Bool

  /// The matrix as it stands.
  init(_ elements: UnsafePointer<Float>, stride: Int) {
    self.elements = elements
    self.stride = stride
    isTransposed = false
  }

  /// The transpose of the matrix as it stands.
  init(transposed elements: UnsafePointer<Float>, stride: Int) {
    self.elements = elements
    self.stride = stride
    isTransposed = true
  }
}

/// result ← left · right, for left `rows × inner` and right `inner × columns`.
///
/// - Complexity: O(rows · columns · inner), on the calling thread.
func multiply(
  _ left: MatrixOperand, _ right: MatrixOperand, into result: UnsafeMutablePointer<Float>,
  rows: Int, columns: Int, inner: Int
) {
  guard rows > 0 else { return }
  let status = dnnl_sgemm(
    left.isTransposed ? transposed : asStored, right.isTransposed ? transposed : asStored,
    dnnl_dim_t(rows), dnnl_dim_t(columns), dnnl_dim_t(inner), 1, left.elements,
    dnnl_dim_t(left.stride), right.elements, dnnl_dim_t(right.stride), 0, result,
    dnnl_dim_t(columns))
  precondition(status == dnnl_success, "oneDNN refused a matrix product: status \(status)")
}

private let transposed = CChar(UInt8(ascii: "T"))
private let asStored = CChar(UInt8(ascii: "N"))
