/// Blocks of two 3×3 convolutions and a 2×2 max-pooling, each convolution with the rectifier.
///
/// Takes pictures channel by channel and leaves them so, flattened. The parameters are, for each
/// convolution, weights (outputs, inputs, 3, 3), bias, and with batch normalisation scale and
/// shift.
struct ConvolutionalBody: LayerPlan {
  /// One convolution and what follows it.
  struct Stage: Sendable {
    var inputs: Int
    var outputs: Int
    var height: Int
    var width: Int
    var isPooled: Bool
    var isNormalized: Bool
    /// What pictures and weights are rounded to.
    var precision: Precision
    /// Where the stage's parameters begin among the body's.
    var offset: Int
    /// Where the stage's running statistics begin among the body's.
    var statisticsOffset: Int

    var weightCount: Int { inputs * outputs * 9 }
    var convolutionCount: Int { weightCount + outputs }
    var parameterCount: Int { convolutionCount + (isNormalized ? 2 * outputs : 0) }
    var statisticsCount: Int { isNormalized ? 2 * outputs : 0 }
    /// Rows of pixels afterwards.
    var outputHeight: Int { isPooled ? height / 2 : height }
    /// Pixels a row afterwards.
    var outputWidth: Int { isPooled ? width / 2 : width }
  }

  /// The convolutions, two a block.
  let stages: [Stage]
  let inputCount: Int

  /// Lays out a body for pictures of a shape, with so many channels in each block.
  ///
  /// A picture that has shrunk to a pixel is no longer pooled.
  init(
    shape: ImageShape, channels: [Int], isNormalized: Bool, precision: Precision = .float32
  ) {
    var stages: [Stage] = []
    var (inputs, height, width) = (shape.channels, shape.height, shape.width)
    var (offset, statisticsOffset) = (0, 0)
    for outputs in channels {
      for isSecond in [false, true] {
        let stage = Stage(
          inputs: inputs, outputs: outputs, height: height, width: width,
          isPooled: isSecond && min(height, width) >= 2, isNormalized: isNormalized,
          precision: precision, offset: offset, statisticsOffset: statisticsOffset)
        (inputs, height, width) = (outputs, stage.outputHeight, stage.outputWidth)
        offset += stage.parameterCount
        statisticsOffset += stage.statisticsCount
        stages.append(stage)
      }
    }
    self.stages = stages
    inputCount = shape.featureCount
  }

  var outputCount: Int {
    stages.last.map { $0.outputs * $0.outputHeight * $0.outputWidth } ?? inputCount
  }
  var parameterCount: Int { stages.map(\.parameterCount).reduce(0, +) }
  var statisticsCount: Int { stages.map(\.statisticsCount).reduce(0, +) }

  /// Draws the weights from a normal distribution of variance 2 / (9 · inputs).
  ///
  /// He, Zhang, Ren, Sun, ICCV 2015.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream) {
    for stage in stages {
      let deviation = (2 / Double(9 * stage.inputs)).squareRoot()
      for index in stage.offset..<stage.offset + stage.weightCount {
        parameters[index] = Float(deviation * stream.normal())
      }
      for index in 0..<stage.outputs where stage.isNormalized {
        parameters[stage.offset + stage.convolutionCount + index] = 1
      }
    }
  }

  func initializeStatistics(_ statistics: UnsafeMutableBufferPointer<Float>) {
    for stage in stages where stage.isNormalized {
      for index in 0..<stage.outputs {
        statistics[stage.statisticsOffset + stage.outputs + index] = 1
      }
    }
  }

  func makeLayer(_ sharding: Sharding) -> any Layer {
    ConvolutionalLayer(plan: self, sharding: sharding)
  }
}
