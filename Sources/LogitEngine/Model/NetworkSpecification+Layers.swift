extension NetworkSpecification {
  /// The layers of such a network for pictures of a shape and so many classes.
  func layers(shape: ImageShape, classCount: Int) -> [any LayerPlan] {
    var layers: [any LayerPlan] = []
    var width = shape.featureCount
    if architecture == .cnn {
      let body = ConvolutionalBody(
        shape: shape, channels: channels, isNormalized: isNormalized, precision: precision)
      layers.append(body)
      width = body.outputCount
    }
    for size in hiddenSizes {
      layers.append(
        Dense(
          inputCount: width, outputCount: size, isOutput: false, isRectified: !isNormalized,
          initialBias: 0, precision: precision))
      if isNormalized { layers.append(DenseNormalization(width: size)) }
      if dropout > 0 { layers.append(Dropout(width: size, rate: dropout, index: layers.count)) }
      width = size
    }
    let bias: Float =
      switch outputBias {
      case .zero: 0
      case .prior: -Float(logarithm(Double(classCount - 1)))
      }
    layers.append(
      Dense(
        inputCount: width, outputCount: classCount, isOutput: true, isRectified: false,
        initialBias: bias))
    return layers
  }

  /// How many parameters such a network has.
  public func parameterCount(shape: ImageShape, classCount: Int) -> Int {
    layers(shape: shape, classCount: classCount).map(\.parameterCount).reduce(0, +)
  }

  /// The sizes in words: `mlp 784-256-256-10`, `cnn 28×28-32-32-pool-64-64-pool-256-10`.
  func name(shape: ImageShape, classCount: Int) -> String {
    let first =
      architecture == .cnn
      ? ["\(shape.height)×\(shape.width)" + (shape.channels > 1 ? "×\(shape.channels)" : "")]
      : ["\(shape.featureCount)"]
    let blocks = channels.flatMap { ["\($0)", "\($0)", "pool"] }
    let sizes = first + blocks + (hiddenSizes + [classCount]).map { "\($0)" }
    return "\(architecture.rawValue) " + sizes.joined(separator: "-")
  }
}
