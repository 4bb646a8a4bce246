/// What a layer is, before any thread runs it: its sizes and its place among the parameters.
protocol LayerPlan: Sendable {
  /// Values an example has on entry.
  var inputCount: Int { get }
  /// Values an example has on exit.
  var outputCount: Int { get }
  /// How many parameters the layer has.
  var parameterCount: Int { get }

  /// Fills the layer's parameters with their initial values.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream)

  /// Makes the layer for one shard of at most `maximumRows` rows.
  func makeLayer(maximumRows: Int) -> any Layer
}
