import Foundation
import TestSupport
import Testing

/// Runs of the built program that are interrupted, killed, damaged and gone on with.
@Suite struct ResumeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let options = [
    "train", "--hidden", "16", "--threads", "2", "--epochs", "40", "--optimizer", "adamw",
    "--loss", "nce", "--seed", "3", "--warm-up", "30", "--clip-norm", "1", "--format", "json",
    "--evaluate-every", "50", "--checkpoint-every", "3",
  ]

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appendingPathComponent(name))
  }

  @Test func killedAtRandomMomentsItEndsBitForBitTheSame() throws {
    let begin = Date()
    let whole = try ProgramRun(Self.options + ["--checkpoint", folder.path("whole")])
    #expect(whole.exitCode == 0, "\(whole.errors)")
    let wholeTime = Date().timeIntervalSince(begin)
    var generator = SeededGenerator(seed: 8)
    var kills = 0
    for attempt in 0..<200 {
      let exists = FileManager.default.fileExists(atPath: folder.path("killed"))
      let arguments =
        exists
        ? ["train", "--resume", folder.path("killed"), "--format", "json"]
        : Self.options + ["--checkpoint", folder.path("killed")]
      // The first attempts at a pace that lets the program take some steps; the last is let be.
      let delay = Double.random(in: 0.02..<0.3, using: &generator) * wholeTime
      let run = try ProgramRun(arguments) { process in
        guard attempt < 12 else { return }
        usleep(UInt32(delay * 1e6))
        kill(process, SIGKILL)
      }
      if run.exitCode == 0 { break }
      #expect(run.exitCode == SIGKILL, "\(run.errors)")
      kills += 1
    }
    #expect(kills >= 1)
    #expect(try bytes("killed") == bytes("whole"))
    #expect(try folder.contents() == ["killed", "whole"])
  }

  @Test(arguments: [SIGINT, SIGTERM]) func interruptedItSaysHowToGoOn(_ signal: Int32) throws {
    let path = folder.path("run")
    let arguments = Self.options + ["--epochs", "100000", "--checkpoint", path]
    let run = try ProgramRun(arguments) { process in
      while !FileManager.default.fileExists(atPath: path) { usleep(1000) }
      usleep(50_000)
      kill(process, signal)
    }
    #expect(run.exitCode == 2)
    let end = try #require(try run.jsonLines().last { $0["event"] as? String == "checkpoint" })
    let step = try #require(end["step"] as? Int)
    let said = run.errors.replacingOccurrences(of: ",", with: "")
    #expect(
      said == "logitscope: interrupted at step \(step) saved in \(path); "
        + "go on with --resume \(path)\n")
    let next = try ProgramRun(["train", "--resume", path, "--format", "json"]) { process in
      usleep(50_000)
      kill(process, signal)
    }
    #expect([0, 2, signal].contains(next.exitCode), "\(next.errors)")
    if let start = try next.jsonLines().first { #expect(start["first_step"] as? Int == step) }
  }

  @Test func refusesWhatItCannotGoOnWith() throws {
    let path = folder.path("run")
    let run = try ProgramRun([
      "train", "--hidden", "8", "--epochs", "1", "--threads", "1", "--checkpoint", path,
      "--schedule", "cosine",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let whole = Array(try bytes("run"))
    var flipped = whole
    flipped[whole.count / 2] ^= 4
    var version = whole
    version[8] = 7
    try folder.write(Array(whole.dropLast(20)), to: "short")
    try folder.write(flipped, to: "flipped")
    try folder.write(version, to: "version")
    try folder.write(Array("no checkpoint".utf8), to: "text")
    for (arguments, code, words) in [
      (["--resume", folder.path("short")], 65, "is cut short"),
      (["--resume", folder.path("flipped")], 65, "is damaged"),
      (["--resume", folder.path("version")], 65, "format version 7"),
      (["--resume", folder.path("text")], 65, "is not a checkpoint"),
      (["--resume", folder.path("nothing")], 66, "No such file"),
      (["--resume", path, "--hidden", "9"], 65, "--hidden"),
      (["--resume", path, "--model", "linear"], 65, "--model"),
      (["--resume", path, "--batch-size", "64"], 64, "has 128, not 64"),
      (["--resume", path, "--epochs", "2"], 64, "has 1, not 2"),
      (["--resume", path, "--checkpoint", folder.path("no/where")], 74, "cannot write"),
    ] {
      let run = try ProgramRun(["train"] + arguments)
      #expect(run.exitCode == Int32(code), "\(arguments)")
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.filter(\.isNewline).count == 1, "\(run.errors)")
    }
    #expect(try Array(bytes("run")) == whole)
  }

  @Test func aFolderMustBeNamedAgainAndBeTheSame() throws {
    func write(_ folder: TemporaryFolder, seed: UInt8) throws {
      for (name, count) in [("train", 40), ("t10k", 20)] {
        let pixels = (0..<count * 4).map { UInt8(truncatingIfNeeded: $0 * 37) ^ seed }
        try folder.write(
          FileBytes.idx(shape: [count, 2, 2], values: pixels), to: "\(name)-images-idx3-ubyte")
        try folder.write(
          FileBytes.idx(shape: [count], values: (0..<count).map { UInt8($0 % 2) }),
          to: "\(name)-labels-idx1-ubyte")
      }
    }
    let data = try TemporaryFolder()
    try write(data, seed: 0)
    let path = folder.path("run")
    let first = try ProgramRun([
      "train", "--dataset", data.url.path, "--batch-size", "10", "--epochs", "1", "--checkpoint",
      path,
    ])
    #expect(first.exitCode == 0, "\(first.errors)")
    let unnamed = try ProgramRun(["train", "--resume", path])
    #expect(unnamed.exitCode == 64)
    #expect(unnamed.errors.contains("--dataset"))
    let named = ["train", "--resume", path, "--dataset", data.url.path, "--epochs", "2"]
    #expect(try ProgramRun(named).exitCode == 0)
    try write(data, seed: 1)
    let changed = try ProgramRun(named)
    #expect(changed.exitCode == 65)
    #expect(changed.errors.contains("its contents differ"))
  }
}
