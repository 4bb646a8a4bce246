import Testing

@testable import LogitEngine

@Suite struct LearningRateScheduleTests {
  private func rates(_ schedule: LearningRateSchedule, steps: Int = 12) -> [Double] {
    (0..<steps).map { schedule.rate(base: 0.5, step: $0, stepsPerEpoch: 3, totalSteps: steps) }
  }

  private func agree(_ rates: [Double], _ expected: [Double]) -> Bool {
    zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-12 } && rates.count == expected.count
  }

  @Test func constantStaysExactlyTheBaseRate() {
    #expect(rates(LearningRateSchedule()) == Array(repeating: 0.5, count: 12))
  }

  @Test func warmUpRisesInProportionAndEndsAtTheBaseRate() {
    let rates = rates(LearningRateSchedule(.constant, warmUpSteps: 4))
    #expect(rates == [0.125, 0.25, 0.375, 0.5] + Array(repeating: 0.5, count: 8))
  }

  @Test func stepDropsEverySoManyEpochs() {
    let rates = rates(LearningRateSchedule(.step(everyEpochs: 2, factor: 0.1)))
    #expect(
      agree(rates, Array(repeating: 0.5, count: 6) + Array(repeating: 0.05, count: 6)))
    let twice = LearningRateSchedule(.step(everyEpochs: 1, factor: 0.5), warmUpSteps: 2)
    #expect(agree(self.rates(twice, steps: 7), [0.25, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125]))
  }

  @Test func cosineFallsToZeroAtTheEndOfTheRun() {
    let rates = rates(LearningRateSchedule(.cosine))
    #expect(rates[0] == 0.5)
    #expect(abs(rates[6] - 0.25) < 1e-12)
    #expect(abs(rates[3] - 0.25 * (1 + 0.5.squareRoot())) < 1e-12)
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 })
    #expect(rates[11] > 0 && rates[11] < 0.01)
    let end = LearningRateSchedule(.cosine).rate(
      base: 0.5, step: 12, stepsPerEpoch: 3, totalSteps: 12)
    #expect(abs(end) < 1e-12)
  }

  @Test func cosineBeginsWhereTheWarmUpEnds() {
    let rates = rates(LearningRateSchedule(.cosine, warmUpSteps: 4))
    #expect(agree(Array(rates.prefix(5)), [0.125, 0.25, 0.375, 0.5, 0.5]))
    #expect(abs(rates[8] - 0.25) < 1e-12)
    // A warm-up longer than the run never ends.
    let long = self.rates(LearningRateSchedule(.cosine, warmUpSteps: 24))
    #expect(agree(long, (1...12).map { 0.5 * Double($0) / 24 }))
  }

  @Test func onlyTheCosineDependsOnTheLengthOfTheRun() {
    for course in [LearningRateSchedule.Course.constant, .step(), .cosine] {
      let schedule = LearningRateSchedule(course, warmUpSteps: 2)
      let (short, long) = (rates(schedule), Array(rates(schedule, steps: 24).prefix(12)))
      #expect((short != long) == schedule.dependsOnRunLength)
    }
  }
}
