import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Replay {
    /// A store with a run of 40 steps, evaluated every 10.
    private func store(in folder: TemporaryFolder) throws -> String {
      let path = folder.path("runs.sqlite")
      let run = try ProgramRun([
        "train", "--dataset", "digits", "--epochs", "1", "--batch-size", "100", "--threads", "1",
        "--evaluate-every", "10", "--record", "baseline", "--store", path,
      ])
      #expect(run.exitCode == 0)
      return path
    }

    @Test func stepsBackAndForthThroughARecordedRun() throws {
      let folder = try TemporaryFolder()
      let session = try TerminalSession()
      try session.start("replay baseline --store '\(try store(in: folder))' --class 3")
      let last = try session.wait("the last evaluation") {
        $0.showsHistogram && $0.title.contains("REPLAY") && $0.shows("class 3")
      }
      let lastStep = try #require(last.step)
      try session.press(",")
      let earlier = try session.wait("the evaluation before") { ($0.step ?? lastStep) < lastStep }
      let step = try #require(earlier.step)
      #expect(earlier.shows("step \(step)") && step % 10 == 0)
      try session.press("{")
      try session.wait("the first") { $0.step == 0 }
      try session.press("4")
      try session.wait("a picture") { $0.shows("▀") && !$0.shows("no picture") }
      try session.press("1")
      try session.press("]", "p", "]", "]", "]", "]")
      try session.wait("the end of playing") { $0.step == lastStep && !$0.title.contains("►") }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt && $0.shows("mean AUPRC") }
    }

    @Test func followsARunThatAnotherProcessRecords() throws {
      let folder = try TemporaryFolder()
      let path = folder.path("runs.sqlite")
      let recorder = try ExplorerTests.explorer("--record lecture --store '\(path)' --pace 20")
      let session = try TerminalSession()
      try session.start("replay lecture --store '\(path)'")
      let first = try session.wait("the run") { $0.title.contains("FOLLOWING") && $0.step != nil }
      let step = try #require(first.step)
      try session.wait("what comes") { $0.title.contains("FOLLOWING") && ($0.step ?? 0) > step }
      try session.press("{")
      try session.wait("its past") { $0.step == 0 && $0.title.contains("live at") }
      try recorder.press("q")
      try session.press("L")
      try session.wait("the end") { $0.title.contains("REPLAY") }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt }
    }

    @Test func browsesTheRunsWhileTheTrainingGoesOn() throws {
      let folder = try TemporaryFolder()
      let path = try store(in: folder)
      let session = try ExplorerTests.explorer("--store '\(path)' --pace 20")
      try session.press("o")
      try session.wait("the list") { $0.shows("Recorded runs") && $0.shows("► baseline") }
      try session.press("Enter")
      try session.wait("the run") { $0.title.contains("REPLAY") && $0.showsHistogram }
      try session.press("G")
      try session.wait("the training") { $0.title.contains("LIVE") && $0.showsHistogram }
      // A finished run has nothing left, but its network can be trained on with another loss.
      try session.press("o")
      try session.wait("the list") { $0.shows("► baseline") }
      try session.press("R")
      try session.wait("why not") { $0.shows("has taken all its steps") }
      try session.press("o")
      try session.wait("the list") { $0.shows("► baseline") }
      try session.press("Right", "F")
      try session.wait("the fork") { $0.title.contains("LIVE") && ($0.step ?? 0) >= 12 }
      try session.press("o")
      try session.wait("the fork in the list") { $0.shows("baseline-") && $0.shows("2 of 2") }
      try session.press("Down", "D")
      try session.wait("the question") { $0.shows("Delete 'baseline'") }
      try session.press("y")
      try session.wait("the list without it") {
        $0.shows("1 of 1") && !$0.shows("► baseline ")
      }
      try session.press("Escape", "q")
      try session.wait("the prompt") { $0.isAtPrompt }
      let list = try ProgramRun(["runs", "list", "--store", path])
      #expect(list.output.contains("baseline-") && !list.output.contains("baseline "))
    }

    @Test func explainsWhatCannotBeReplayed() throws {
      let folder = try TemporaryFolder()
      let missing = try ProgramRun(["replay", "baseline", "--store", folder.path("none.sqlite")])
      #expect(missing.exitCode == 66 && missing.errors.contains("there are no recorded runs"))
      let path = try store(in: folder)
      let unknown = try ProgramRun(["replay", "other", "--store", path])
      #expect(unknown.exitCode == 66 && unknown.errors.contains("there is no run 'other'"))
      let badClass = try ProgramRun(["replay", "1", "--store", path, "--class", "12"])
      #expect(badClass.exitCode == 64 && badClass.errors.contains("--class 12 is no class"))
    }

    @Test func theExplorerRecordsEveryRun() throws {
      let folder = try TemporaryFolder()
      let path = folder.path("runs.sqlite")
      let session = try ExplorerTests.explorer("--record lecture --store '\(path)' --pace 20")
      try session.press("r")
      try session.wait("the second run") {
        $0.title.contains("LIVE") && $0.showsHistogram && ($0.step ?? 99) < 10
      }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt }
      let list = try ProgramRun(["runs", "list", "--store", path])
      #expect(list.output.contains("lecture ") && list.output.contains("lecture-2"))
      #expect(list.output.contains("stopped"))
    }
  }
}
