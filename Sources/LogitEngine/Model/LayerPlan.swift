/// What a layer is, before anything runs it: its sizes and its place among the parameters.
protocol LayerPlan: Sendable {
  /// Values an example has on entry.
  var inputCount: Int { get }
  /// Values an example has on exit.
  var outputCount: Int { get }
  /// How many parameters the layer has.
  var parameterCount: Int { get }

  /// How many running statistics the layer has.
  var statisticsCount: Int { get }

  /// Fills the layer's parameters with their initial values.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream)

  /// Fills the layer's running statistics, all 0 before, with their initial values.
  func initializeStatistics(_ statistics: UnsafeMutableBufferPointer<Float>)

  /// Makes the layer for a batch that is shared out in a certain way.
  func makeLayer(_ sharding: Sharding) -> any Layer
}

extension LayerPlan {
  var statisticsCount: Int { 0 }

  func initializeStatistics(_ statistics: UnsafeMutableBufferPointer<Float>) {}
}
