import Foundation
import RunStore
import TestSupport
import Testing

/// Recorded runs of the built program that are interrupted, killed and gone on with.
@Suite struct ResumeRecordedTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.path("runs.sqlite")
  }

  private static let options = [
    "train", "--dataset", "digits", "--hidden", "16", "--threads", "2", "--epochs", "40",
    "--optimizer", "adamw", "--loss", "nce", "--seed", "3", "--format", "json",
    "--evaluate-every", "50", "--checkpoint-every", "7",
  ]

  private func runs(_ arguments: String...) throws -> [String: Any] {
    let run = try ProgramRun(["runs"] + arguments + ["--store", store, "--format", "json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func waitForEvaluation(of name: String) throws {
    let begin = Date()
    while (try? RunStore(path: store, access: .reading).run(name))?.evaluationCount ?? 0 == 0 {
      usleep(5000)
      try #require(Date().timeIntervalSince(begin) < 60)
    }
  }

  /// The files of an exported run that do not depend on the clock.
  private func exported(_ name: String) throws -> [Data] {
    let target = folder.path("export of \(name)")
    _ = try runs("export", name, target)
    return try ["logits.npy", "labels.npy", "scalars.csv", "metrics.csv", "classes.csv"].map {
      try Data(contentsOf: URL(fileURLWithPath: target + "/" + $0))
    }
  }

  @Test func killedAtRandomMomentsTheRecordEndsBitForBitTheSame() throws {
    let whole = try ProgramRun(Self.options + ["--record", "whole", "--store", store])
    #expect(whole.exitCode == 0, "\(whole.errors)")
    var generator = SeededGenerator(seed: 8)
    var kills = 0
    for attempt in 0..<200 {
      var arguments = Self.options + ["--record", "killed", "--store", store]
      if let killed = try? runs("show", "killed") {
        #expect(killed["status"] as? String == "interrupted")
        let steps = try #require(killed["checkpoint_steps"] as? [Int])
        // A run that is killed in its first moments has nothing to go on from.
        if steps.isEmpty {
          #expect(try ProgramRun(["runs", "delete", "killed", "--store", store]).exitCode == 0)
        } else {
          arguments = ["train", "--resume", "killed", "--store", store, "--format", "json"]
        }
      }
      // The first attempts at a pace that lets the program take some steps; the last is let be.
      let delay = UInt32.random(in: 40_000..<160_000, using: &generator)
      let run = try ProgramRun(arguments) { process in
        guard attempt < 10 else { return }
        usleep(delay)
        kill(process, SIGKILL)
      }
      if run.exitCode == 0 { break }
      #expect(run.exitCode == SIGKILL, "\(run.errors)")
      kills += 1
    }
    #expect(kills >= 3)
    let killed = try runs("show", "killed")
    #expect(killed["status"] as? String == "finished")
    #expect(try exported("killed") == exported("whole"))
  }

  @Test func interruptedItSaysHowToGoOn() throws {
    let arguments = [
      "train", "--dataset", "digits", "--hidden", "16", "--epochs", "100000", "--record", "my run",
      "--store", store, "--format", "json",
    ]
    let run = try ProgramRun(arguments) { process in
      try waitForEvaluation(of: "my run")
      kill(process, SIGTERM)
    }
    #expect(run.exitCode == 2)
    let end = try #require(try run.jsonLines().last { $0["event"] as? String == "checkpoint" })
    let step = try #require(end["step"] as? Int)
    let said = run.errors.replacingOccurrences(of: ",", with: "")
    #expect(
      said == "logitscope: interrupted at step \(step) recorded as 'my run'; "
        + "go on with --resume 'my run' --store \(store)\n")
    let next = try ProgramRun([
      "train", "--resume", "my run", "--store", store, "--epochs", "100001", "--format", "json",
    ]) { process in
      usleep(300_000)
      kill(process, SIGINT)
    }
    #expect(next.exitCode == 2, "\(next.errors)")
    #expect(try next.jsonLines().first?["first_step"] as? Int == step)
    let shown = try runs("show", "my run")
    #expect(shown["status"] as? String == "stopped")
    #expect(shown["first_step"] as? Int == 0)
    #expect((shown["settings"] as? [String: Any])?["epochs"] as? String == "100001")
  }

  @Test func refusesWhatItCannotGoOnWith() throws {
    let options = ["train", "--hidden", "8", "--threads", "1", "--epochs", "1", "--store", store]
    for (name, more) in [("done", []), ("cosine", ["--schedule", "cosine"])] {
      let run = try ProgramRun(options + ["--record", name] + more)
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    for (arguments, code, words) in [
      (["--resume", "done"], 64, "has taken all its 11 steps; --epochs above 1 gives it more"),
      (["--resume", "cosine"], 64, "has taken all its 11 steps\n"),
      (["--resume", "2"], 64, "the run 'cosine' has taken"),
      (["--resume", "nobody"], 66, "there is no run 'nobody'"),
      (["--resume", "no/where"], 66, "No such file"),
      (["--resume", "done", "--epochs", "2", "--hidden", "9"], 65, "--hidden"),
      (
        ["--resume", "done", "--epochs", "2", "--dataset", "synthetic:classes=10,dim=64"], 65, "run"
      ),
      (["--resume", "done", "--epochs", "2", "--note", "x"], 64, "--note goes with --record"),
      (["--note", "x"], 64, "--note goes with --record"), ([], 64, "--store goes with"),
    ] {
      let run = try ProgramRun(["train", "--store", store] + arguments)
      #expect(run.exitCode == Int32(code), "\(arguments): \(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.filter(\.isNewline).count == 1, "\(run.errors)")
    }
    let none = try ProgramRun([
      "train", "--resume", "done", "--store", folder.path("none.sqlite"),
    ])
    #expect(none.exitCode == 66)
    #expect(none.errors.contains("there are no recorded runs"))
    // A new record of what follows leaves the old one as it was.
    let branch = try ProgramRun([
      "train", "--resume", "done", "--epochs", "2", "--record", "more", "--store", store,
    ])
    #expect(branch.exitCode == 0, "\(branch.errors)")
    #expect(try runs("show", "done")["step"] as? Int == 11)
    #expect(try runs("show", "more")["first_step"] as? Int == 11)
    #expect(try runs("show", "more")["step"] as? Int == 22)
  }

  @Test func aRunThatIsBeingRecordedIsLeftAlone() throws {
    let options = ["--dataset", "digits", "--epochs", "100000", "--store", store]
    let run = try ProgramRun(["train", "--record", "busy"] + options) { process in
      try waitForEvaluation(of: "busy")
      let other = try ProgramRun(["train", "--resume", "busy", "--store", store])
      #expect(other.exitCode == 1)
      #expect(other.errors == "logitscope: the run 'busy' is being recorded\n")
      kill(process, SIGINT)
    }
    #expect(run.exitCode == 2, "\(run.errors)")
  }
}
