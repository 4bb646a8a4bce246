import Testing

@testable import LogitEngine

@Suite struct GradientClippingTests {
  @Test(arguments: 1...4)
  func everyRankFindsTheSameScale(_ threads: Int) {
    let team = ThreadTeam(count: threads)
    var stream = RandomStream(seed: 4)
    let gradient = (0..<101).map { _ in Float(stream.normal()) }
    let norm = gradient.map { Double($0) * Double($0) }.reduce(0, +).squareRoot()
    for (limit, isClipped) in [(norm / 3, true), (norm * 2, false)] {
      let clipping = GradientClipping(limit: limit, team: team)
      let scales = gradient.withUnsafeBufferPointer { buffer in
        team.map { rank -> Float in
          guard let base = buffer.baseAddress else { return -1 }
          // The shares of ranks are several stretches each.
          let share = [(0..<40), (40..<101)].map { whole in
            let part = team.part(of: whole.count, rank: rank)
            return part.lowerBound + whole.lowerBound..<part.upperBound + whole.lowerBound
          }
          return clipping.scale(base, share: share, rank: rank)
        }
      }
      #expect(Set(scales).count == 1)
      #expect(abs(Double(scales[0]) - (isClipped ? 1.0 / 3 : 1)) < 1e-6)
    }
  }

  @Test func leavesGradientsBelowTheLimitExactlyAlone() {
    #expect(GradientClipping.scale(norm: 0, limit: 1) == 1)
    #expect(GradientClipping.scale(norm: 0.99, limit: 1) == 1)
    #expect(GradientClipping.scale(norm: 4, limit: 1) < 0.25 + 1e-6)
  }

  @Test func doesNotHideWhatIsNotFinite() {
    #expect(GradientClipping.scale(norm: .nan, limit: 1).isNaN)
    #expect((GradientClipping.scale(norm: .infinity, limit: 1) * Float.infinity).isNaN)
  }

  @Test(arguments: 1...3)
  func aClippedStepHasTheLimitForItsLength(_ threads: Int) throws {
    let examples = randomExamples(count: 24, featureCount: 6, classCount: 4, seed: 1)
    let network = Network(
      NetworkSpecification(architecture: .mlp, hiddenSizes: [7]), shape: examples.shape,
      classCount: 4, seed: 3)
    let step = try TrainingStep(
      network: network,
      optimizer: MomentumDescent(parameterCount: network.parameters.count, momentum: 0),
      team: ThreadTeam(count: threads), examples: examples, batchSize: 24,
      loss: Loss(LossKind.all[0]), seed: 9, clipNorm: 0.01)
    let before = network.parameters.map { Double($0) }
    let rows = (0..<Int32(24)).map { $0 }
    _ = rows.withUnsafeBufferPointer { step.take($0, step: 0, rate: 1) }
    let length = zip(before, network.parameters).map { ($0 - Double($1)) * ($0 - Double($1)) }
      .reduce(0, +).squareRoot()
    #expect(abs(length - 0.01) < 1e-5)
  }
}
