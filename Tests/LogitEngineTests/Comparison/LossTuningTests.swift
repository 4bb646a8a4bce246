import Testing

@testable import LogitEngine

@Suite struct LossTuningTests {
  private func base(_ name: String) throws -> TrainingConfiguration {
    TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear),
      loss: Loss(try #require(LossKind(named: name))), learningRate: 0.1)
  }

  @Test func triesLearningRatesThenParameters() throws {
    var tuning = LossTuning(try base("batch-max-margin"))
    let rates = tuning.candidates
    #expect(rates.map(\.loss.parameters.margin) == [1, 1, 1, 1])
    #expect(rates.map(\.learningRate) == [0.1 * 0.2, 0.1 * 0.4, 0.1, 0.1 * 2])
    #expect(tuning.length == 7)
    for (index, candidate) in rates.enumerated() {
      tuning.add(candidate, averagePrecision: [0.3, 0.7, nil, 0.6][index])
    }
    #expect(tuning.best?.learningRate == 0.1 * 0.4)
    let margins = tuning.candidates
    #expect(margins.map(\.loss.parameters.margin) == [0.3, 3, 10])
    #expect(margins.allSatisfy { $0.learningRate == 0.1 * 0.4 })
    tuning.add(margins[0], averagePrecision: 0.71)
    #expect(tuning.candidates == Array(margins.dropFirst()))
    tuning.add(margins[1], averagePrecision: 0.69)
    tuning.add(margins[2], averagePrecision: 0.71)
    #expect(tuning.candidates.isEmpty)
    #expect(tuning.trials.count == tuning.length)
    // The first of equals, and the rest of the configuration as it was.
    var expected = try base("batch-max-margin")
    expected.loss.parameters.margin = 0.3
    expected.learningRate = 0.1 * 0.4
    #expect(tuning.configuration == expected)
  }

  @Test(arguments: [("cross-entropy", 4), ("self-normalization", 7), ("nce", 6)])
  func goesOnFromTrials(_ name: String, _ length: Int) throws {
    var tuning = LossTuning(try base(name))
    #expect(tuning.length == length)
    var rounds = 0
    while let candidate = tuning.candidates.first {
      tuning.add(candidate, averagePrecision: Double(rounds))
      tuning = LossTuning(try base(name), trials: tuning.trials)
      rounds += 1
    }
    #expect(rounds == length)
    #expect(tuning.best?.averagePrecision == Double(length - 1))
  }

  @Test func staysAsItBeganWhereNothingIsDefined() throws {
    var tuning = LossTuning(try base("max-margin"))
    for candidate in tuning.candidates { tuning.add(candidate, averagePrecision: nil) }
    #expect(tuning.candidates.isEmpty && tuning.best == nil)
    #expect(tuning.configuration == (try base("max-margin")))
  }

  private func contents(_ examples: Examples) -> [[Float]] {
    (0..<examples.count).map { examples.values(of: $0) + [Float(examples.labels[$0])] }
  }

  @Test func holdsOutAShareOfEachClass() throws {
    let labels: [Int32] = (0..<103).map { $0 < 60 ? 0 : $0 < 102 ? 1 : 2 }
    let pixels: [UInt8] = (0..<103).flatMap { [UInt8($0), 7] }
    let shape = ImageShape(height: 1, width: 2)
    let bytes = Examples(pixels: pixels, labels: labels, shape: shape)
    let floats = Examples(values: pixels.map { Float($0) }, labels: labels, shape: shape)
    for training in [bytes, floats] {
      let dataset = Dataset(
        name: "d", training: training, test: bytes.selecting([]), classNames: ["a", "b", "c"])
      let held = dataset.holdingOut(1.0 / 6, seed: 3)
      let counts = { (examples: Examples) in
        (0..<3).map { label in examples.labels.count { Int($0) == label } }
      }
      // A class with one example keeps it.
      #expect(counts(held.test) == [10, 7, 0])
      #expect(counts(held.training) == [50, 35, 1])
      let parts = contents(held.training) + contents(held.test)
      #expect(Set(parts) == Set(contents(training)) && parts.count == 103)
      #expect(contents(held.test) == contents(dataset.holdingOut(1.0 / 6, seed: 3).test))
      #expect(contents(held.test) != contents(dataset.holdingOut(1.0 / 6, seed: 4).test))
    }
  }

  @Test func selectsAmongExamplesThatAreMade() throws {
    let dataset = Dataset(
      name: "s", synthetic: try SyntheticSpecification("synthetic:classes=3,dim=4,train=30,test=2"))
    let all = contents(dataset.training)
    let some = dataset.training.selecting([29, 4, 7])
    #expect(contents(some) == [all[29], all[4], all[7]])
    #expect(contents(some.selecting([2, 0])) == [all[7], all[29]])
    let held = dataset.holdingOut(0.2, seed: 0)
    #expect(held.test.count == 6 && held.training.count == 24)
    #expect(Set(contents(held.training) + contents(held.test)) == Set(all))
  }
}
