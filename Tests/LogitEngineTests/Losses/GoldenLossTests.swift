import LogitEngine
import Testing

@Suite struct GoldenLossTests {
  @Test(arguments: LossKind.everyKind)
  func valuesAndGradientsAgreeWithTheReference(_ kind: LossKind) throws {
    let file = LossKind.all.contains(kind) ? "losses" : "losses-beyond"
    let cases = try Golden.load(file, as: Golden.LossFile.self).cases
      .filter { $0.loss == kind.name }
    #expect(cases.count >= 12)
    for golden in cases {
      let loss = Loss(kind, parameters: golden.lossParameters)
      let noise = NoiseInput(
        draws: golden.noise?.flatMap { $0 }, distribution: golden.noiseDistribution)
      let result = try loss.evaluate(golden.snapshot, noise: noise, wantsGradient: true)
      #expect(agree(result.value, golden.value), "n \(golden.n), k \(golden.k)")
      try expectAgreement(result.gradient, golden.gradient)
      let valueAlone = try loss.evaluate(golden.snapshot, noise: noise, wantsGradient: false)
      #expect(agree(valueAlone.value, golden.value))
      #expect(valueAlone.gradient == nil)
    }
  }

  @Test func expectedNoiseAgreesWithTheReference() throws {
    let cases = try Golden.load("losses", as: Golden.LossFile.self).cases
      .filter { $0.loss == "nce" }
    for golden in cases {
      var parameters = golden.lossParameters
      parameters.usesExpectedNoise = true
      let loss = Loss(try #require(LossKind(named: "nce")), parameters: parameters)
      let result = try loss.evaluate(
        golden.snapshot, noise: NoiseInput(distribution: golden.noiseDistribution),
        wantsGradient: true)
      #expect(agree(result.value, try #require(golden.expectedValue)))
      try expectAgreement(result.gradient, try #require(golden.expectedGradient))
    }
  }

  private func expectAgreement(_ gradient: [Float]?, _ reference: [Double]) throws {
    let gradient = try #require(gradient)
    #expect(gradient.count == reference.count)
    for (mine, theirs) in zip(gradient, reference) {
      #expect(agree(Double(mine), theirs))
    }
  }
}
