import COneDNN

/// A product of a batch with the transpose of some rows of weights, which have been brought into the
/// layout that oneDNN multiplies fastest.
///
/// `dnnl_sgemm` rearranges rows that are as they stand anew in every product, which is worth it only
/// where the weights change in between.
final class PackedProduct {
  /// The result, `examples × rows`.
  let output: Tensor
  /// How many floats the rows take in their new layout, in whole cache lines.
  let packedCount: Int

  private let inputs: Tensor
  private let plain: Tensor
  private let packed: Tensor
  private let packing: Reorder
  private let product: Primitive

  /// Builds the product of `examples × width` inputs with `rows × width` weights.
  init(examples: Int, rows: Int, width: Int) {
    let descriptor = PrimitiveDescriptor(
      "a product of \(examples)×\(width) with \(rows) rows",
      [.rowMajor([examples, width]), .any([rows, width]), .rowMajor([examples, rows])]
    ) {
      logitscope_inner_product_forward($0, Library.engine, $1[0], $1[1], $1[2])
    }
    let inputs = Tensor(unbound: .rowMajor([examples, width]))
    let plain = Tensor(unbound: .rowMajor([rows, width]))
    let packed = Tensor(unbound: descriptor.descriptor(dnnl_query_weights_md))
    let output = Tensor(.rowMajor([examples, rows]))
    packing = Reorder(plain, into: packed)
    product = Primitive(
      descriptor,
      [(DNNL_ARG_SRC, inputs), (DNNL_ARG_WEIGHTS, packed), (DNNL_ARG_DST, output)])
    packedCount = (packed.count + 15) / 16 * 16
    self.inputs = inputs
    self.plain = plain
    self.packed = packed
    self.output = output
  }

  /// Brings rows into the new layout.
  ///
  /// - Parameter target: room for ``packedCount`` floats.
  func pack(
    _ rows: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    plain.bind(rows)
    packed.bind(target)
    packing.execute(stream)
  }

  /// output ← inputs · rowsᵀ, on the calling thread.
  func multiply(
    _ inputs: UnsafePointer<Float>, packed rows: UnsafePointer<Float>, _ stream: Stream
  ) {
    self.inputs.bind(inputs)
    packed.bind(rows)
    product.execute(stream)
  }
}
