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
      try session.press("]", "p", "]", "]", "]", "]")
      try session.wait("the end of playing") { $0.step == lastStep && !$0.title.contains("►") }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt && $0.shows("mean AUPRC") }
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
