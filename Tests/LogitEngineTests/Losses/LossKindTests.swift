import LogitEngine
import Testing

@Suite struct LossKindTests {
  @Test func thePaperHasSevenAndFiveGoBeyond() {
    #expect(LossKind.all.count == 7 && LossKind.beyondThePaper.count == 5)
    #expect(LossKind.everyKind == LossKind.all + LossKind.beyondThePaper)
    #expect(Set(LossKind.everyKind).count == 12)
    for kind in LossKind.everyKind { #expect(LossKind(named: kind.name) == kind) }
    #expect(LossKind(named: "hinge") == nil)
  }

  @Test func sayWhetherTheyAreAlignedAndWhy() {
    #expect(
      LossKind.everyKind.filter { !$0.isAligned }.map(\.name) == [
        "cross-entropy", "max-margin", "sampled-softmax", "class-pairwise-logistic",
      ])
    for kind in LossKind.everyKind {
      #expect(!kind.reason.isEmpty && !kind.reason.contains("\n") && kind.reason.count < 78)
    }
  }

  @Test func theNumberOfNoiseClassesIsTheLosssOwnUnlessGiven() throws {
    let counts = try ["nce", "sampled-softmax", "cross-entropy"].map { name in
      let kind = try #require(LossKind(named: name))
      return [
        Loss(kind).noiseSamples, Loss(kind, parameters: .init(noiseSamples: 3)).noiseSamples,
      ]
    }
    #expect(counts == [[10, 3], [5, 3], [0, 0]])
  }
}
