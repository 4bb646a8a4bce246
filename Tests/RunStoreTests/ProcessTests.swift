import Foundation
import GRDB
import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// The built program records, is killed, meets others at the same store, and runs out of room.
@Suite(.serialized)
struct ProcessTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private func training(_ name: String, epochs: Int = 100_000) -> [String] {
    [
      "train", "--dataset", "digits", "--model", "linear", "--batch-size", "64", "--threads", "1",
      "--epochs", "\(epochs)", "--evaluate-every", "5", "--record", name, "--store", path,
    ]
  }

  /// Everything up to the last snapshot is there: every step's loss, every evaluation.
  private func checkWhole(_ source: RunSource) throws {
    let last = try #require(source.evaluations.last).moment.step
    let steps = source.progress.flatMap { progress in
      (progress.moment.step - progress.losses.count + 1)...progress.moment.step
    }
    #expect(steps == Array(1...max(1, steps.count)).prefix(steps.count).map { $0 })
    #expect(steps.count >= last)
    let evaluated = source.allEvaluations.map(\.moment.step)
    #expect(evaluated == Array(stride(from: 0, through: last, by: 5)))
    for index in source.evaluations.indices {
      let evaluation = try source.evaluation(at: index)
      #expect(evaluation.snapshot.exampleCount == source.description.testCount)
      if index == source.evaluations.count - 1 {
        #expect(EvaluationReport(evaluation.snapshot) == evaluation.report)
      }
    }
  }

  private func waitForSnapshots(of name: String, count: Int = 2) throws {
    let begin = Date()
    while ((try? RunStore(path: path, access: .reading).run(name))?.snapshotCount ?? 0) < count {
      usleep(2000)
      try #require(Date().timeIntervalSince(begin) < 60)
    }
  }

  private func integrity() throws -> String? {
    try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }

  @Test func killedAtFiftyMomentsTheStoreStaysWhole() throws {
    var generator = SystemRandomNumberGenerator()
    var snapshots = 0
    for round in 0..<50 {
      let process = try ProgramProcess(training("round \(round)"))
      // Half of them while the program is still getting ready, half in the middle of recording.
      if round % 2 == 1 { try waitForSnapshots(of: "round \(round)") }
      usleep(UInt32.random(in: 0...150_000, using: &generator))
      process.send(SIGKILL)
      #expect(process.wait() == SIGKILL)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      #expect(try integrity() == "ok")
      let store = try RunStore(path: path, access: .reading)
      guard let run = try? store.run("round \(round)") else { continue }
      #expect(run.status == .interrupted)
      guard run.snapshotCount > 0 else { continue }
      try checkWhole(RunSource(run, in: store))
      snapshots += run.snapshotCount
    }
    #expect(snapshots >= 50)
    let store = try RunStore(path: path, access: .writing)
    #expect(try store.runs().runs.allSatisfy { $0.status == .interrupted })
  }

  @Test func twoRecordWhileAThirdReads() throws {
    let processes = try ["one", "two"].map { try ProgramProcess(training($0, epochs: 30)) }
    let reading = Date()
    var looks = 0
    var store: RunStore?
    while true {
      store =
        try store
        ?? (FileManager.default.fileExists(atPath: path)
          ? RunStore(path: path, access: .reading) : nil)
      guard let store else { continue }
      let runs = try store.runs().runs
      for run in runs where run.snapshotCount > 0 {
        let source = try RunSource(run, in: store)
        for index in source.evaluations.indices.suffix(2) { _ = try source.evaluation(at: index) }
        looks += 1
      }
      if runs.count == 2, runs.allSatisfy({ $0.status != .running }) { break }
      try #require(Date().timeIntervalSince(reading) < 120)
    }
    for process in processes { #expect(process.wait() == 0) }
    #expect(looks > 2)
    let last = try #require(store)
    for name in ["one", "two"] {
      let run = try last.run(name)
      #expect(run.status == .finished)
      #expect(run.lastMoment.step == 600)
      try checkWhole(RunSource(run, in: last))
    }
    #expect(try integrity() == "ok")
  }

  @Test func twoMayCreateTheStoreAtOnce() throws {
    for round in 0..<5 {
      let path = folder.path("\(round).sqlite")
      let processes = try ["one", "two", "three"].map { name in
        try ProgramProcess([
          "train", "--dataset", "digits", "--model", "linear", "--epochs", "1", "--record", name,
          "--store", path,
        ])
      }
      for process in processes { #expect(process.wait() == 0) }
      #expect(try RunStore(path: path, access: .reading).runs().runs.count == 3)
    }
  }

  @Test func anInterruptedRunIsSaved() throws {
    let errors = folder.path("errors")
    let process = try ProgramProcess(training("stopped"), output: errors)
    try waitForSnapshots(of: "stopped")
    process.send(SIGINT)
    #expect(process.wait() == 2)
    #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("recorded as 'stopped'"))
    let run = try RunStore(path: path, access: .reading).run("stopped")
    #expect(run.status == .stopped)
  }

  /// A limit on the size of files acts like a disk that fills up: the program says so once and goes
  /// on training.
  @Test func whenTheDiskIsFullTrainingGoesOn() throws {
    let errors = folder.path("errors")
    let program = try ProgramRun.program.path
    let process = try ProgramProcess(
      ["-c", "ulimit -f 1500; exec \"$0\" \"$@\"", program] + training("full", epochs: 60),
      program: "/bin/sh", output: errors)
    #expect(process.wait() == 74)
    let said = try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n")
    #expect(said.count == 1)
    #expect(try #require(said.first).contains("training goes on"))
    #expect(try integrity() == "ok")
    let store = try RunStore(path: path, access: .reading)
    let run = try store.run("full")
    #expect(run.status == .interrupted)
    #expect(run.snapshotCount > 5)
    for index in 0..<run.snapshotCount {
      _ = try RunSource(run, in: store).evaluation(at: index)
    }
  }

  @Test func trainingGoesOnWithoutAStoreIfThatIsAllowed() throws {
    try folder.write(Array("not a database, but longer than a header of one".utf8), to: "text")
    for (path, code) in [(folder.path("text"), 65), ("/proc/version", 74), ("/proc/none/x", 74)] {
      let run = try ProgramRun([
        "train", "--dataset", "digits", "--model", "linear", "--epochs", "1", "--record", "name",
        "--store", path, "--record-if-possible",
      ])
      #expect(run.exitCode == code)
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.errors.contains("training goes on"))
      #expect(try run.jsonLines().last?["event"] as? String == "end")
    }
  }

  /// As somebody who may not write: the store can be looked at, and says that it cannot be changed.
  @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0))
  func aStoreThatMayOnlyBeReadCanBeRead() throws {
    try RunStore(path: path, access: .writing).record(Samples.events(), name: "one")
    chmod(folder.url.path, 0o755)
    chmod(path, 0o644)
    let errors = folder.path("errors")
    let program = try ProgramRun.program.path
    let unprivileged = { (arguments: [String]) in
      let process = try ProgramProcess(
        ["--reuid=65534", "--regid=65534", "--clear-groups", program] + arguments
          + ["--store", self.path], program: "/usr/bin/setpriv", output: errors)
      return (process.wait(), try String(contentsOfFile: errors, encoding: .utf8))
    }
    // Where the build is in a folder that only root may enter, there is nothing to see.
    guard try unprivileged(["runs", "list"]).0 != 127 else { return }
    #expect(try unprivileged(["runs", "list"]) == (0, ""))
    #expect(try unprivileged(["runs", "show", "one"]) == (0, ""))
    let (code, text) = try unprivileged(["runs", "delete", "one"])
    #expect(code == 74)
    #expect(text.contains("can be read, but not written to"))
    #expect(try RunStore(path: path, access: .reading).runs().runs.count == 1)
  }
}
