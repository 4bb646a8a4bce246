/// What a layer is, before anything runs it: its sizes and its place among the parameters.
protocol LayerPlan: Sendable {
  /// Values an example has on entry.
  var inputCount: Int { get }
  /// Values an example has on exit.
  var outputCount: Int { get }
  /// How many parameters the layer has.
  var parameterCount: Int { get }

  /// Fills the layer's parameters with their initial values.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream)

  /// Makes the layer for a batch that is shared out in a certain way.
  func makeLayer(_ sharding: Sharding) -> any Layer
}
