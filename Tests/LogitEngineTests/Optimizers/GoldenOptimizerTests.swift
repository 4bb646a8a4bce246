import Testing

@testable import LogitEngine

/// Twenty steps of every optimizer against those that PyTorch takes in float32.
@Suite struct GoldenOptimizerTests {
  struct File: Decodable {
    let start: [Float]
    let curvature: [Float]
    let gradients: [[Float]]
    let cases: [Case]
  }

  struct Case: Decodable, Sendable {
    struct Options: Decodable, Sendable {
      let learningRate: Double
      let momentum: Double
      let nesterov: Bool
      let weightDecay: Double
    }

    struct Place: Decodable, Sendable {
      let step: Int
      let parameters: [Double]
    }

    let name: String
    let options: Options
    let clipNorm: Double?
    /// Whether the gradient is that of a quadratic, not one that was drawn.
    let quadratic: Bool
    let path: [Place]

    func specification() throws -> OptimizerSpecification {
      var optimizer = OptimizerSpecification(
        try #require(OptimizerSpecification.Kind(rawValue: name)))
      if options.nesterov { optimizer = .momentumDescent(isNesterov: true) }
      optimizer.weightDecay = options.weightDecay
      return optimizer
    }
  }

  @Test func agreeWithPyTorch() throws {
    let file = try Golden.load("optimizers", as: File.self)
    #expect(file.cases.count == 24)
    for golden in file.cases {
      let count = file.start.count
      let optimizer = try golden.specification().makeOptimizer(
        parameterCount: count, momentum: golden.options.momentum)
      var parameters = file.start
      for (index, drawn) in file.gradients.enumerated() {
        let gradient =
          golden.quadratic ? zip(file.curvature, parameters).map { $0 * $1 } : drawn
        var step = OptimizerStep(number: index + 1, rate: golden.options.learningRate)
        if let limit = golden.clipNorm {
          let norm = gradient.map { Double($0) * Double($0) }.reduce(0, +).squareRoot()
          step.gradientScale = GradientClipping.scale(norm: norm, limit: limit)
        }
        for stretch in [5..<count, 0..<5] {
          optimizer.update(&parameters, gradient: gradient, stretch: stretch, step: step)
        }
        for place in golden.path where place.step == index + 1 {
          for (mine, theirs) in zip(parameters, place.parameters) {
            #expect(
              agree(Double(mine), theirs, relative: 1e-6, absolute: 5e-7),
              "\(golden.name) \(golden.options) step \(place.step): \(mine) for \(theirs)")
          }
        }
      }
    }
  }

  @Test func keepsNoVelocityWithoutMomentum() {
    #expect(MomentumDescent(parameterCount: 7, momentum: 0).buffers.isEmpty)
    #expect(MomentumDescent(parameterCount: 7, momentum: 0.5).buffers.map(\.count) == [7])
    #expect(Adam(parameterCount: 7).buffers.map(\.count) == [7, 7])
  }
}
