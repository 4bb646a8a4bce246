import Foundation
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct TrainCommandTests {
  private static let evaluationKeys: Set = [
    "event", "epoch", "step", "loss", "accuracy", "mean_average_precision",
    "precision_at_recall_90", "precision_at_recall_99", "softmax_mean_average_precision",
    "violating_pair_fraction", "separation_margin",
  ]

  @Test func printsOneEventALine() throws {
    let run = try ProgramRun([
      "train", "--epochs", "2", "--hidden", "16", "--threads", "1", "--loss", "batch-cross-entropy",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let events = try run.jsonLines()
    let names = events.compactMap { $0["event"] as? String }
    #expect(names.count == events.count)
    #expect(names.first == "start")
    #expect(names.last == "end")
    #expect(Set(names) == ["start", "progress", "evaluation", "end"])
    let evaluations = events.filter { $0["event"] as? String == "evaluation" }
    #expect(evaluations.compactMap { $0["step"] as? Int } == [0, 10, 20])
    #expect(evaluations.allSatisfy { Set($0.keys) == Self.evaluationKeys })
    #expect(evaluations[0]["loss"] is NSNull)
    let end = try #require(events.last)
    #expect(
      Set(end.keys)
        == Self.evaluationKeys.union([
          "seconds", "examples_per_second", "milliseconds_per_step", "notes",
        ]))
    #expect(end["notes"] as? [String] == [] && events[0]["notes"] as? [String] == [])
    #expect(end["epoch"] as? Double == 2)
    let before = try #require(evaluations[0]["mean_average_precision"] as? Double)
    let after = try #require(end["mean_average_precision"] as? Double)
    #expect(after > before)
    let start = events[0]
    #expect(start["dataset"] as? String == "digits")
    #expect(start["total_steps"] as? Int == 20)
    #expect(start["seed"] as? Int == 0)
  }

  @Test func repeatsBitForBit() throws {
    func evaluations() throws -> [Substring] {
      try ProgramRun([
        "train", "--epochs", "1", "--hidden", "16", "--threads", "2", "--seed", "5",
        "--evaluate-every", "3", "--format", "json",
      ]).output.split(separator: "\n").filter { $0.contains("\"evaluation\"") }
    }
    let first = try evaluations()
    #expect(first.count == 5)
    #expect(try evaluations() == first)
  }

  @Test func printsATableOnDemand() throws {
    let run = try ProgramRun([
      "train", "--epochs", "1", "--model", "linear", "--format", "text", "--threads", "1",
    ])
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty, "there is no terminal, so there is no bar")
    #expect(run.output.hasPrefix("digits  linear 64-10"))
    #expect(run.output.contains("P@0.90"))
    #expect(run.output.contains("10 steps in "))
  }

  @Test func refusesABatchAboveTheTrainingSet() throws {
    let run = try ProgramRun(["train", "--batch-size", "1298"])
    #expect(run.exitCode == 64)
    #expect(
      run.errors
        == "logitscope: --batch-size 1298 is above the 1,297 training examples of digits\n")
  }

  @Test func saysWhenARunExplodes() throws {
    let explosive = ["train", "--learning-rate", "1000", "--epochs", "3", "--threads", "1"]
    let run = try ProgramRun(explosive + ["--format", "text"])
    #expect(run.exitCode == 0 && run.errors.contains("logitscope: note: the loss "))
    let end = try #require(try ProgramRun(explosive + ["--format", "json"]).jsonLines().last)
    #expect(!(try #require(end["notes"] as? [String])).isEmpty)
  }

  @Test func recordsNothingWhereItCannotKeepTheRun() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun([
      "train", "--model", "linear", "--epochs", "1", "--record", "run", "--store",
      folder.path("runs.sqlite"), "--checkpoint", folder.path("none/checkpoint"),
    ])
    #expect(run.exitCode == 74 && run.output.isEmpty)
    #expect(run.errors.contains("none/checkpoint"))
    #expect(try folder.contents() == [])
  }

  @Test func whatARunSaysCommandsNoTerminal() throws {
    let folder = try TemporaryFolder()
    let store = ["--store", folder.path("runs.sqlite")]
    let run = try ProgramRun(
      [
        "train", "--model", "linear", "--epochs", "1", "--record", "run", "--note",
        "first\n\u{1b}[2Jsecond",
      ] + store)
    #expect(run.exitCode == 0)
    let shown = try ProgramRun(["runs", "show", "run"] + store)
    #expect(shown.output.contains("first  [2Jsecond\n") && !shown.output.contains("\u{1b}"))
  }

  @Test func keepsTheRunThatCannotPrint() throws {
    let folder = try TemporaryFolder()
    let checkpoint = folder.path("checkpoint")
    let run = try ProgramRun(
      path: "/bin/sh",
      [
        "-c", "exec \"$0\" \"$@\" > /dev/full", ProgramRun.program.path, "train", "--model",
        "linear", "--epochs", "3", "--threads", "1", "--checkpoint", checkpoint,
      ])
    #expect(run.exitCode == 74)
    let goingOn = try ProgramRun(["train", "--resume", checkpoint])
    #expect(goingOn.exitCode == 0)
    #expect(try goingOn.jsonLines().last?["step"] as? Int == 30)
  }

  @Test func namesADamagedFolder() throws {
    let folder = try TemporaryFolder()
    let missing = try ProgramRun(["train", "--dataset", folder.url.path])
    #expect(missing.exitCode == 66)
    #expect(missing.errors.contains("train-images-idx3-ubyte"))
    try folder.write(
      FileBytes.idx(shape: [1 << 31, 28, 28], values: [1]), to: "train-images-idx3-ubyte")
    for name in ["train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] {
      try folder.write([], to: name)
    }
    let lying = try ProgramRun(["train", "--dataset", folder.url.path])
    #expect(lying.exitCode == 65)
    #expect(lying.errors.contains("train-images-idx3-ubyte is cut short"))
    let unknown = try ProgramRun(["train", "--dataset", "nothing"])
    #expect(unknown.exitCode == 66)
    #expect(unknown.errors.contains("'nothing'"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func stopsWhenAsked(_ signal: Int32) throws {
    let process = Process()
    let pipe = Pipe()
    let errors = Pipe()
    process.executableURL = try ProgramRun.program
    process.arguments = ["train", "--epochs", "1000000", "--hidden", "16", "--threads", "1"]
    process.standardOutput = pipe
    process.standardError = errors
    try process.run()
    var output = Data()
    while !String(decoding: output, as: UTF8.self).contains("\"progress\"") {
      let more = pipe.fileHandleForReading.availableData
      try #require(!more.isEmpty)
      output += more
    }
    kill(process.processIdentifier, signal)
    output += try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 1)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.last?.hasPrefix(#"{"event":"end","#) == true)
    let said = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(said.hasPrefix("logitscope: interrupted at step "))
    #expect(said.filter(\.isNewline).count == 1)
  }

  @Test func endsQuietlyWhenNobodyReads() throws {
    let shell = Process()
    let errors = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = try ProgramRun.program.path
    shell.arguments = ["-c", "'\(program)' train --epochs 1000000 --hidden 16 | head -n 1"]
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = errors
    try shell.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(said.isEmpty)
  }

  @Test func saysThatOutputCannotBeWritten() throws {
    let process = Process()
    let errors = Pipe()
    process.executableURL = try ProgramRun.program
    process.arguments = ["train", "--epochs", "1000000", "--hidden", "16"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = errors
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(
      String(decoding: said, as: UTF8.self)
        == "logitscope: cannot write to standard output: No space left on device\n")
  }
}
