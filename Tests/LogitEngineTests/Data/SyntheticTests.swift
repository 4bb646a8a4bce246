import Testing

@testable import LogitEngine

@Suite struct SyntheticTests {
  private func dataset(_ text: String) throws -> Dataset { try DatasetCatalog.load(text) }

  @Test func readsItsName() throws {
    #expect(try SyntheticSpecification("synthetic") == SyntheticSpecification())
    #expect(try SyntheticSpecification("synthetic:") == SyntheticSpecification())
    let all = try SyntheticSpecification(
      "synthetic:classes=1000,dim=8,noise=0.5,train=77,test=5,seed=18446744073709551615")
    #expect(all.classCount == 1000 && all.dimension == 8 && all.noise == 0.5)
    #expect(all.trainingCount == 77 && all.testCount == 5 && all.seed == .max)
    let dataset = try dataset("synthetic:classes=3,train=50,test=20")
    #expect(dataset.name == "synthetic:classes=3,train=50,test=20")
    #expect(
      dataset.size
        == DatasetSize(
          trainingCount: 50, testCount: 20, classCount: 3, shape: ImageShape(featureVectorOf: 64)))
  }

  @Test(arguments: [
    "synthetic:classes", "synthetic:classes=", "synthetic:classes=1", "synthetic:classes=1000001",
    "synthetic:classes=2.5", "synthetic:dim=0", "synthetic:noise=-1", "synthetic:noise=nan",
    "synthetic:noise=inf", "synthetic:train=0", "synthetic:test=0", "synthetic:seed=-1",
    "synthetic:color=2", "synthetic:dim=3,dim=4", "synthetic:dim=3,", "synthetic:,", "synthetic:=",
    "synthetic:classes=1000000,test=1001",
  ]) func refusesOthers(_ text: String) {
    #expect {
      try dataset(text)
    } throws: { error in
      guard case .badSpecification(text, _) = error as? DataError else { return false }
      return true
    }
  }

  private func rows(_ examples: Examples, _ indices: Range<Int>) -> [[Float]] {
    indices.map(examples.values)
  }

  @Test func repeatsFromSeedAndNumberAlone() throws {
    let one = try dataset("synthetic:classes=5,dim=7,train=40,test=40,seed=3")
    let other = try dataset("synthetic:classes=5,dim=7,train=90,test=40,seed=3")
    #expect(rows(one.training, 0..<40) == rows(other.training, 0..<40))
    #expect(rows(one.training, 0..<40) != rows(one.test, 0..<40))
    let seeded = try dataset("synthetic:classes=5,dim=7,train=40,test=40,seed=4")
    #expect(rows(one.training, 0..<40) != rows(seeded.training, 0..<40))
    #expect(one.training.fingerprint != seeded.training.fingerprint)
  }

  @Test func examplesAreTheirPrototypesWithNoise() throws {
    let silent = try dataset("synthetic:classes=5,dim=16,noise=0,train=10,test=10")
    for index in 0..<10 {
      let values = silent.training.values(of: index)
      let length = values.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
      #expect(abs(length - 1) < 1e-6)
      // The test set has the same prototypes.
      #expect(silent.test.values(of: index) == values)
      #expect(silent.training.values(of: (index + 5) % 10) == values)
    }
    #expect(silent.training.values(of: 0) != silent.training.values(of: 1))
    let noisy = try dataset("synthetic:classes=5,dim=16,noise=0.5,train=2000,test=10")
    let noise = (0..<2000).flatMap { index in
      zip(noisy.training.values(of: index), silent.training.values(of: index % 5)).map { $0 - $1 }
    }
    let mean = noise.reduce(0) { $0 + Double($1) } / Double(noise.count)
    let variance = noise.reduce(0) { $0 + Double($1 * $1) } / Double(noise.count)
    #expect(abs(mean) < 0.01 && abs(variance - 0.25) < 0.01)
  }

  @Test func spreadsTheClasses() throws {
    let many = try dataset("synthetic:classes=100,train=205,test=10")
    let counts = many.training.labels.reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
    #expect(counts.count == 100 && counts.values.allSatisfy { (2...3).contains($0) })
    #expect(many.test.labels == (0..<10).map { Int32($0 * 10) })
  }

  @Test func aMillionClassesStartAtOnce() throws {
    let dataset = try dataset("synthetic:classes=1000000,dim=32")
    #expect(dataset.classCount == 1_000_000)
    #expect(dataset.training.count == 1_000_000, "every class has an example")
    #expect(dataset.training.labels.last == 999_999)
    #expect(dataset.test.count == 50)
    #expect(dataset.training.values(of: 999_999).count == 32)
  }

  @Test func zigguratIsStandardNormal() {
    var stream = RandomStream(seed: 2)
    let count = 400_000
    let draws = (0..<count).map { _ in Ziggurat.standard.draw(&stream) }
    let moments = (1...4).map { power in
      draws.reduce(0) { sum, draw in sum + (0..<power).reduce(1) { product, _ in product * draw } }
        / Double(count)
    }
    // Five standard errors each.
    #expect(abs(moments[0]) < 0.008)
    #expect(abs(moments[1] - 1) < 0.012)
    #expect(abs(moments[2]) < 0.031)
    #expect(abs(moments[3] - 3) < 0.078)
    // The distribution function at a few places, the tail beyond the lowest layer included.
    for (place, share) in [
      (-3.5, 0.000232629), (-2, 0.02275013), (-1, 0.15865525), (-0.3, 0.38208858), (0, 0.5),
      (0.7, 0.75803635), (1.5, 0.9331928), (3.6, 0.99984089),
    ] {
      let found = Double(draws.count { $0 < place }) / Double(count)
      let error = (share * (1 - share) / Double(count)).squareRoot()
      #expect(abs(found - share) < 5 * error, "\(place): \(found)")
    }
  }
}
