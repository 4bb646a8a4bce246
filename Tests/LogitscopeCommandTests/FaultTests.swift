import Foundation
import RunStore
import TestSupport
import Testing

/// Runs of the built program under bad luck: closed streams, signals, vanished readers, files that
/// are in the way, too little memory.
@Suite(.serialized) struct FaultTests {
  private let folder: TemporaryFolder
  private var store: String { folder.path("runs.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func training(_ options: String..., epochs: Int = 100_000) -> [String] {
    [
      "train", "--model", "linear", "--threads", "1", "--epochs", "\(epochs)", "--format", "json",
    ] + options
  }

  /// Runs the program by a command line of the shell, in which `"$@"` stands for it.
  private func shell(_ command: String, _ arguments: [String] = []) throws -> ProgramRun {
    let program = try ProgramRun.program.path
    return try ProgramRun(path: "/bin/bash", ["-c", command, "shell", program] + arguments)
  }

  private func wait(for condition: () throws -> Bool) throws {
    let begin = Date()
    while try !condition() {
      usleep(2000)
      try #require(Date().timeIntervalSince(begin) < 60)
    }
  }

  private func isRecorded(_ name: String) -> Bool {
    let run = try? RunStore(path: store, access: .reading).run(name)
    return run.map { $0.snapshotCount > 0 && $0.checkpointCount > 0 } ?? false
  }

  @Test(arguments: ["1", "2", "0"])
  func noFileOfItsOwnTakesTheDescriptorOfAClosedStream(_ stream: String) throws {
    let redirection = stream == "0" ? "<&-" : "\(stream)>&-"
    let run = try shell(
      "\"$@\" \(redirection)", training("--record", "a", "--store", store, epochs: 1))
    #expect(run.exitCode == (stream == "1" ? 74 : 0))
    #expect(try Data(contentsOf: URL(fileURLWithPath: store + "-live")).isEmpty)
    let integrity = try ProgramRun(["runs", "list", "--store", store])
    #expect(integrity.exitCode == 0 && integrity.output.contains("a"))
  }

  @Test(arguments: [SIGHUP, SIGXCPU, SIGUSR1, SIGALRM])
  func everySignalThatEndsARunSavesIt(_ signal: Int32) throws {
    let path = folder.path("run")
    let run = try ProgramRun(training("--record", "a", "--store", store)) { process in
      try wait { isRecorded("a") }
      kill(process, signal)
    }
    #expect(run.exitCode == 2, "\(run.errors)")
    #expect(run.errors.contains("recorded as 'a'; go on with --resume a --store \(store)"))
    let recorded = try RunStore(path: store, access: .reading).run("a")
    #expect(recorded.status == .stopped)
    let kept = try ProgramRun(training("--checkpoint", path)) { process in
      try wait { access(path, F_OK) == 0 }
      kill(process, signal)
    }
    #expect(kept.exitCode == 2 && kept.errors.contains("saved in"), "\(kept.errors)")
  }

  @Test func whatNohupIgnoresStaysIgnored() throws {
    let run = try shell("trap '' HUP; exec \"$@\"", training("--record", "a", "--store", store)) {
      process in
      try wait { isRecorded("a") }
      kill(process, SIGHUP)
      usleep(100_000)
      kill(process, SIGTERM)
    }
    #expect(run.exitCode == 2)
  }

  private func shell(
    _ command: String, _ arguments: [String], meanwhile: (pid_t) throws -> Void
  ) throws -> ProgramRun {
    let program = try ProgramRun.program.path
    return try ProgramRun(
      path: "/bin/bash", ["-c", command, "shell", program] + arguments, meanwhile: meanwhile)
  }

  @Test func aRequestForACoreEndsIt() throws {
    let run = try shell("ulimit -c 0; exec \"$@\"", training("--record", "a", "--store", store)) {
      process in
      try wait { isRecorded("a") }
      kill(process, SIGQUIT)
    }
    #expect(run.exitCode == SIGQUIT && run.errors.isEmpty)
  }

  @Test func aReaderThatGoesAwayEndsTheRunSaved() throws {
    let run = try shell(
      "\"$@\" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}",
      training("--evaluate-every", "1", "--record", "a", "--store", store))
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("recorded as 'a'"))
    #expect(try RunStore(path: store, access: .reading).run("a").status == .stopped)
  }

  @Test func aReaderThatDoesNotReadDoesNotKeepItFromBeingSaved() throws {
    let run = try shell(
      "exec \"$@\" > >(sleep 30)",
      training("--evaluate-every", "1", "--record", "a", "--store", store)
    ) { process in
      try wait { isRecorded("a") }
      // By then the pipe is full.
      usleep(1_500_000)
      kill(process, SIGTERM)
    }
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("recorded as 'a'"))
  }

  @Test func aStoreThatIsGoneIsSaidAtOnceAndInTheEnd() throws {
    let run = try ProgramRun(training("--record", "a", "--store", store)) { process in
      try wait { isRecorded("a") }
      unlink(store)
      usleep(1_500_000)
      kill(process, SIGINT)
    }
    #expect(run.exitCode == 74)
    let said = run.errors.split(separator: "\n")
    #expect(said.count == 2)
    #expect(said[0].contains("was deleted or moved") && said[0].contains("training goes on"))
    #expect(said[1].contains("interrupted at step") && said[1].contains("not recorded"))
  }

  @Test func aStoreThatCannotBeUsedEndsItAtOnceUnlessAllowed() throws {
    let options = ["--record", "a", "--store", "/proc/none/x"]
    let refused = try ProgramRun(training(epochs: 1) + options)
    #expect(refused.exitCode == 74 && refused.output.isEmpty)
    #expect(refused.errors == "logitscope: cannot write /proc/none/x: No such file or directory\n")
    let allowed = try ProgramRun(training(epochs: 1) + options + ["--record-if-possible"])
    #expect(allowed.exitCode == 74 && allowed.output.contains("\"end\""))
    #expect(allowed.errors.contains("training goes on"))
    for command in [["delete", "a"], ["rename", "a", "b"]] {
      let run = try ProgramRun(["runs"] + command + ["--store", folder.path("none")])
      #expect(run.exitCode == 66)
    }
    let long = folder.path(String(repeating: "n", count: 250))
    let tooLong = try ProgramRun(training("--record", "a", "--store", long, epochs: 1))
    #expect(tooLong.exitCode == 74 && tooLong.errors.contains("File name too long"))
  }

  @Test func aFileThatHoldsSomethingElseIsNotReplaced() throws {
    let path = try folder.write(Array("data".utf8), to: "data")
    let refused = try ProgramRun(training("--checkpoint", path, epochs: 1))
    #expect(refused.exitCode == 64 && refused.errors.contains("is no checkpoint"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "data")
    let replaced = try ProgramRun(training("--checkpoint", path, "--overwrite", epochs: 1))
    #expect(replaced.exitCode == 0)
    let again = try ProgramRun(training("--checkpoint", path, "--seed", "2", epochs: 1))
    #expect(again.exitCode == 64)
    #expect(again.errors.contains("holds another run") && again.errors.contains("--resume \(path)"))
    let resumed = try ProgramRun([
      "train", "--resume", path, "--epochs", "2", "--format", "json", "--checkpoint", path,
    ])
    #expect(resumed.exitCode == 0, "\(resumed.errors)")
    let empty = try folder.write([], to: "empty")
    #expect(try ProgramRun(training("--checkpoint", empty, epochs: 1)).exitCode == 0)
    // A copy of the same run may be written to as well.
    let copy = try ProgramRun([
      "train", "--resume", path, "--epochs", "3", "--format", "json", "--checkpoint", empty,
    ])
    #expect(copy.exitCode == 0, "\(copy.errors)")
  }

  @Test func aLongNameIsWrittenAndNothingIsLeft() throws {
    let path = folder.path(String(repeating: "é", count: 127))
    let run = try ProgramRun(training("--checkpoint", path, epochs: 1))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try folder.contents() == [String(repeating: "é", count: 127)])
  }

  @Test func anArgumentThatIsNotTextIsRefused() throws {
    let run = try shell(
      "\"$@\" --store \"$(printf 'a\\xff')/s.sqlite\"", training("--record", "a", epochs: 1))
    #expect(run.exitCode == 64 && run.errors.contains("is not UTF-8"))
  }

  @Test func aPipeIsReadOnceAsADataset() throws {
    let lines = (0..<60).map { "\($0 % 3),\($0),\($0 * 7 % 11)" }
    let table = Array((["y,a,b"] + lines).joined(separator: "\n").utf8)
    let path = try folder.write(table, to: "data.csv")
    let options = "--model linear --batch-size 8 --epochs 1 --threads 1 --format json"
    let direct = try ProgramRun(
      ["train", "--dataset", path] + options.split(separator: " ").map(String.init))
    #expect(direct.exitCode == 0, "\(direct.errors)")
    let fifo = folder.path("p.csv")
    let run = try shell(
      "mkfifo '\(fifo)'; cat '\(path)' > '\(fifo)' & exec timeout 60 \"$@\" train --dataset '\(fifo)' \(options)"
    )
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("\"end\""))
  }

  @Test func tooLittleMemoryIsSaidBeforeTheWork() throws {
    let run = try shell(
      "ulimit -v 2000000; exec \"$@\"",
      [
        "train", "--dataset", "synthetic:classes=1000000,test=100,train=1000", "--epochs", "1",
      ])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("training needs") && run.errors.contains("GB are free"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func fewDescriptorsAreSaidBeforeTheWork() throws {
    let run = try shell(
      "ulimit -n 12; exec \"$@\"", training("--record", "a", "--store", store, epochs: 1))
    #expect([1, 74].contains(run.exitCode), "\(run.exitCode) \(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }
}
