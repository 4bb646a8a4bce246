import LogitEngine
import Testing

@testable import LogitscopeCommand

@Suite struct ExploreMailboxTests {
  private func progress(step: Int, losses: [Float]) -> ExploreMessage {
    .training(
      .progress(
        TrainingProgress(
          moment: TrainingMoment(step: step, epoch: 0), losses: losses, examplesPerSecond: 1,
          secondsElapsed: 1, secondsRemaining: nil)))
  }

  private func evaluated(step: Int) -> ExploreMessage {
    let snapshot = LogitSnapshot(logits: [0, 1], labels: [1], classCount: 2)
    return .training(
      .evaluated(
        Evaluation(
          moment: TrainingMoment(step: step, epoch: 0), trainingLoss: nil, snapshot: snapshot,
          report: EvaluationReport(snapshot))))
  }

  private func progress(in messages: [ExploreMessage]) -> [TrainingProgress] {
    messages.compactMap { if case .training(.progress(let value)) = $0 { value } else { nil } }
  }

  private func evaluatedSteps(in messages: [ExploreMessage]) -> [Int] {
    messages.compactMap {
      if case .training(.evaluated(let value)) = $0 { value.moment.step } else { nil }
    }
  }

  private func notices(in messages: [ExploreMessage]) -> [String] {
    messages.compactMap { if case .notice(let text) = $0 { text } else { nil } }
  }

  @Test func keepsEveryEvaluation() throws {
    let mailbox = try ExploreMailbox()
    let run = mailbox.beginRun()
    for step in 1...64 { mailbox.post(evaluated(step: step), run: run) }
    let messages = mailbox.take()
    #expect(evaluatedSteps(in: messages) == Array(1...64))
    #expect(notices(in: messages).isEmpty)
    #expect(mailbox.take().isEmpty)
  }

  /// An explorer that is stopped for long finds moments of all that time, and is told of the rest.
  @Test func sparesWhatIsTooManyEvenlyAndSaysSo() throws {
    let mailbox = try ExploreMailbox()
    let run = mailbox.beginRun()
    for step in 1...1000 { mailbox.post(evaluated(step: step), run: run) }
    let messages = mailbox.take()
    let steps = evaluatedSteps(in: messages)
    #expect(steps.count == 64)
    #expect(steps.first == 1 && steps.last == 1000)
    let gaps = zip(steps, steps.dropFirst()).map { $1 - $0 }
    #expect(try #require(gaps.max()) <= 32)
    #expect(notices(in: messages).count == 1)
    #expect(try #require(notices(in: messages).first).contains("936 evaluations"))
    #expect(mailbox.take().isEmpty)
  }

  @Test func runsReplaysAndComparisonsDoNotDisturbEachOther() throws {
    let mailbox = try ExploreMailbox()
    let (run, replay) = (mailbox.beginRun(), mailbox.beginReplay())
    mailbox.post(evaluated(step: 1), run: run)
    mailbox.post(.measured(from: 0, []), replay: replay)
    mailbox.post(.listed([]))
    _ = mailbox.beginReplay()
    mailbox.post(.measured(from: 7, []), replay: replay)
    #expect(mailbox.take().count == 2)
    mailbox.post(.listed([]))
    _ = mailbox.beginRun()
    #expect(mailbox.take().count == 1)
  }

  @Test func joinsReportsOfProgress() throws {
    let mailbox = try ExploreMailbox()
    let run = mailbox.beginRun()
    mailbox.post(progress(step: 2, losses: [1, 2]), run: run)
    mailbox.post(evaluated(step: 2), run: run)
    mailbox.post(progress(step: 3, losses: [3]), run: run)
    let messages = mailbox.take()
    #expect(messages.count == 2)
    let joined = try #require(progress(in: messages).first)
    #expect(joined.losses == [1, 2, 3])
    #expect(joined.moment.step == 3)
  }

  @Test func boundsWhatABusyExplorerHasToCatchUpWith() throws {
    let mailbox = try ExploreMailbox()
    let run = mailbox.beginRun()
    for part in 1...100 {
      let losses = (1...1000).map { Float((part - 1) * 1000 + $0) }
      mailbox.post(progress(step: part * 1000, losses: losses), run: run)
    }
    let joined = try #require(progress(in: mailbox.take()).first)
    #expect(joined.losses.count < 20_000)
    // The newest are kept, so that the last still belongs to the moment.
    #expect(joined.losses.last == 100_000)
    #expect(joined.moment.step == 100_000)
  }

  @Test func deliversNothingOfARunThatIsOver() throws {
    let mailbox = try ExploreMailbox()
    let old = mailbox.beginRun()
    mailbox.post(evaluated(step: 1), run: old)
    let new = mailbox.beginRun()
    mailbox.post(evaluated(step: 2), run: old)
    mailbox.post(evaluated(step: 3), run: new)
    #expect(evaluatedSteps(in: mailbox.take()) == [3])
  }

  @Test func wakesWhenThereIsSomethingToTake() throws {
    let mailbox = try ExploreMailbox()
    let run = mailbox.beginRun()
    #expect(!mailbox.wakePipe.wait(milliseconds: 0))
    mailbox.post(evaluated(step: 1), run: run)
    mailbox.post(evaluated(step: 2), run: run)
    #expect(mailbox.wakePipe.wait(milliseconds: 0))
    _ = mailbox.take()
    #expect(!mailbox.wakePipe.wait(milliseconds: 0))
    mailbox.post(evaluated(step: 3), run: run)
    #expect(mailbox.wakePipe.wait(milliseconds: 0))
  }
}
