/// One layer of a network as one shard runs it: stateless but for scratch memory of its own.
///
/// All matrices are row-major, one row an example. Parameters and their gradients are stretches of
/// the network's one contiguous buffer, in the order and sizes of the layer's plan.
protocol Layer: AnyObject {
  /// output `rows × outputCount` ← f(input `rows × inputCount`).
  func forward(
    rows: Int, input: UnsafePointer<Float>, parameters: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>)

  /// From ∂L/∂output to ∂L/∂input and ∂L/∂parameters; may overwrite `outputGradient`.
  ///
  /// - Parameter inputGradient: nil for the first layer, whose input needs none.
  func backward(
    rows: Int, input: UnsafePointer<Float>, parameters: UnsafePointer<Float>,
    output: UnsafePointer<Float>, outputGradient: UnsafeMutablePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>?, parameterGradient: UnsafeMutablePointer<Float>)
}
