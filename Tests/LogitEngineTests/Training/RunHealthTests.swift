import LogitEngine
import Testing

@Suite struct RunHealthTests {
  @Test func healthyRunsSayNothing() {
    var health = RunHealth()
    health.add(losses: [2.3, 2.1, 150, 1.8], lastStep: 4)
    health.add(losses: [], lastStep: 4)
    health.add(
      LogitSnapshot(logits: [1, 2, 1, 3, 0, 2], labels: [0, 1, 0], classCount: 2))
    #expect(health.sentences.isEmpty)
  }

  @Test func aLossThatExplodesIsTold() {
    var health = RunHealth()
    health.add(losses: [2.3, 5, 400, 1.6e14, 7], lastStep: 5)
    #expect(
      health.sentences == [
        "the loss exploded, from 2.3 to 1.6e+14 at step 4: a smaller learning rate or normalized "
          + "features may help"
      ])
    health.add(losses: [.infinity, .nan], lastStep: 9)
    #expect(
      health.lossSentence?.hasPrefix("the loss is not a finite number at step 8: a smaller") == true
    )
  }

  @Test func equalLogitsAreTold() {
    func sentence(_ logits: [Float], _ classCount: Int) -> String? {
      var health = RunHealth()
      let count = logits.count / classCount
      health.add(
        LogitSnapshot(
          logits: logits, labels: [Int32](repeating: 0, count: count), classCount: classCount))
      return health.logitSentence
    }
    #expect(sentence([1, 2, 1, 3], 2)?.hasPrefix("all logits of class 0 are equal") == true)
    #expect(sentence([1, 2, 1, 2], 2)?.hasPrefix("the logits of every class are equal") == true)
    #expect(
      sentence([1, 2, 0, 1, 2, 5], 3)?.hasPrefix("the logits of classes 0, 1 are equal") == true)
    #expect(sentence([4, 4, 4], 1)?.hasPrefix("all logits are equal") == true)
    // A single example is no evidence, and what float32 makes equal need not be.
    #expect(sentence([1, 2], 2) == nil)
    let close = LogitSnapshot(
      logits: [1000, 1000], doubles: [1000, 1000 + 1e-9], truth: Truth(labels: [0, 0]),
      classCount: 1)
    #expect(close.classesOfEqualLogits.isEmpty)
  }
}
