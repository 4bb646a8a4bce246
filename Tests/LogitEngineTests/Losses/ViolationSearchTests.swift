import Testing

@testable import LogitEngine

@Suite struct ViolationSearchTests {
  /// The principle, tested: a violation is found where the paper says there is one, and there only.
  @Test(arguments: LossKind.everyKind)
  func findsViolationsOfTheUnalignedLossesAlone(_ kind: LossKind) throws {
    let search = ViolationSearch(Loss(kind), exampleCount: 5, classCount: 3, descentCount: 3)
    let result = try search.run()
    #expect((result.violation != nil) == !kind.isAligned)
    #expect(result.nearCount > 0, "no descent came near the infimum")
    if let violation = result.violation {
      #expect(violation.value <= search.nearness)
      #expect(violation.margin <= 0 && violation.violatingPairCount > 0)
      #expect(violation.violatingPairCount == bruteForce(violation.snapshot))
    } else {
      #expect(result.descentCount == 3 && result.nearCount == 3)
      let separated = try #require(result.separated)
      #expect(separated.value <= search.nearness && separated.margin > 0)
      #expect(separated.violatingPairCount == 0)
      // The least cost of a violation stays well away from the infimum.
      let closest = try #require(result.closestViolation)
      #expect((closest.value - result.infimum) * 5 > 0.2)
      #expect(closest.violatingPairCount == bruteForce(closest.snapshot))
    }
  }

  /// A pair at the same logit, at its best place, is the least that a violation costs.
  @Test func knowsWhatAViolationCosts() throws {
    for (name, cost) in [
      ("square", 0.25), ("binary-cross-entropy", 2 * logarithm(2)), ("zlpr", 2 * logarithm(2)),
      ("focal", 0.5 * logarithm(2)), ("batch-cross-entropy", logarithm(2)),
    ] {
      let kind = try #require(LossKind(named: name))
      let result = try ViolationSearch(
        Loss(kind), exampleCount: 4, classCount: 2, descentCount: 3
      ).run()
      let least = try #require(result.closestViolation).value * 4
      #expect(least >= cost * 0.9999 && least < cost * 1.2, "\(name): \(least), not \(cost)")
    }
  }

  @Test func withoutItsPenaltySelfNormalizationIsCrossEntropy() throws {
    let kind = try #require(LossKind(named: "self-normalization"))
    let loss = Loss(kind, parameters: LossParameters(normalizationWeight: 0))
    let result = try ViolationSearch(loss, exampleCount: 4, classCount: 2, descentCount: 5).run()
    #expect(result.violation != nil)
  }

  /// No logits at all lie below the infimum, and some come arbitrarily close.
  @Test(arguments: LossKind.everyKind, [2, 5])
  func theInfimumIsOne(_ kind: LossKind, _ classCount: Int) throws {
    let labels = (0..<7).map { Int32($0 % classCount) }
    var parameters = LossParameters()
    parameters.usesExpectedNoise = kind.takesNoiseDistribution
    let loss = Loss(kind, parameters: parameters)
    let infimum = loss.infimum(labels: labels, classCount: classCount)
    #expect((kind.infimumFormula == "0") == (infimum == 0))
    func value(_ logits: [Float]) throws -> Double {
      let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: classCount)
      return try loss.evaluate(snapshot, wantsGradient: false).value
    }
    var stream = RandomStream(seed: 3)
    for scale in [0.1, 1, 5, 30] {
      for _ in 0..<50 {
        let logits = (0..<7 * classCount).map { _ in Float(scale * stream.normal()) }
        #expect(try value(logits) >= infimum - 1e-6)
      }
    }
    let best: Float = ["self-normalization", "nce"].contains(kind.name) ? 0 : 40
    let isSquare = kind.name == "square"
    let ideal = labels.flatMap { label in
      (0..<classCount).map { column -> Float in
        column == Int(label) ? (isSquare ? 1 : best) : (isSquare ? 0 : -40)
      }
    }
    #expect(abs(try value(ideal) - infimum) < 1e-5)
  }

  @Test func repeatsItselfForASeed() throws {
    let kind = try #require(LossKind(named: "sampled-softmax"))
    func logits(_ seed: UInt64) throws -> [Float]? {
      try ViolationSearch(
        Loss(kind), exampleCount: 3, classCount: 3, descentCount: 4, seed: seed
      ).run().violation?.snapshot.logits
    }
    let first = try #require(try logits(1))
    #expect(try logits(1) == first)
    #expect(try logits(2) != first)
  }

  private func bruteForce(_ snapshot: LogitSnapshot) -> Int {
    let k = snapshot.classCount
    var truths: [Float] = []
    var others: [Float] = []
    for (index, logit) in snapshot.logits.enumerated() {
      if index % k == Int(snapshot.labels[index / k]) {
        truths.append(logit)
      } else {
        others.append(logit)
      }
    }
    return truths.reduce(0) { count, truth in
      count + others.reduce(0) { $0 + ($1 >= truth ? 1 : 0) }
    }
  }
}
