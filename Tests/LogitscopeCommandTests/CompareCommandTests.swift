import Foundation
import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

/// That `compare` trains, keeps, goes on and refuses, with the real program.
@Suite struct CompareCommandTests {
  private let small = [
    "compare", "--losses", "cross-entropy,nce,binary-cross-entropy", "--seeds", "2", "--epochs",
    "2", "--hidden", "6",
  ]

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try ProgramRun(arguments + ["--format", "json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    return try #require(try run.jsonLines().first)
  }

  private func runs(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["runs"] as? [[String: Any]])
  }

  private func withoutTimes(_ runs: [[String: Any]]) -> [NSDictionary] {
    runs.map { run in
      var run = run
      run["seconds"] = nil
      return run as NSDictionary
    }
  }

  @Test func theTableDoesNotDependOnTheThreadsAndIsThatOfTraining() throws {
    let one = try json(small + ["--threads", "1"])
    let three = try json(small + ["--threads", "3"])
    #expect(withoutTimes(try runs(one)) == withoutTimes(try runs(three)))
    let runs = try runs(one)
    #expect(
      runs.compactMap { $0["loss"] as? String }
        == [
          "cross-entropy", "nce", "binary-cross-entropy", "cross-entropy", "nce",
          "binary-cross-entropy",
        ])
    #expect(runs.compactMap { $0["seed"] as? Int } == [0, 0, 0, 1, 1, 1])
    let train = try ProgramRun([
      "train", "--loss", "nce", "--seed", "1", "--epochs", "2", "--hidden", "6", "--threads", "1",
      "--format", "json",
    ]).jsonLines()
    let end = try #require(train.last)
    #expect(end["event"] as? String == "end")
    #expect(runs[4]["average_precision"] as? Double == end["mean_average_precision"] as? Double)
    #expect(
      runs[4]["violating_pair_fraction"] as? Double == end["violating_pair_fraction"] as? Double)
    #expect(runs[4]["noise_samples"] as? Int == 10)
    let rows = try #require(one["losses"] as? [[String: Any]])
    let mean = try #require((rows[1]["average_precision"] as? [String: Any])?["mean"] as? Double)
    let values = [1, 4].compactMap { runs[$0]["average_precision"] as? Double }
    #expect(abs(mean - (values[0] + values[1]) / 2) < 1e-12)
  }

  @Test func recordsWhatItTrains() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("runs.sqlite")
    let arguments = [
      "compare", "--losses", "nce,square", "--seeds", "2", "--epochs", "2", "--hidden", "6",
    ]
    let plain = try json(arguments)
    let kept = try json(arguments + ["--record", "table", "--store", store])
    // Recording, and what is evaluated for it, changes nothing.
    #expect(withoutTimes(try runs(plain)) == withoutTimes(try runs(kept)))
    let names = ["table-nce-0", "table-square-0", "table-nce-1", "table-square-1"]
    func recorded() throws -> [[String: Any]] {
      let run = try ProgramRun(["runs", "list", "--store", store, "--format", "json"])
      return try #require(try run.jsonLines().first?["runs"] as? [[String: Any]])
    }
    #expect(Set(try recorded().compactMap { $0["name"] as? String }) == Set(names))
    for (name, run) in zip(names, try runs(plain)) {
      let shown = try ProgramRun(["runs", "show", name, "--store", store, "--format", "json"])
      let end = try #require(try shown.jsonLines().first)
      #expect(end["status"] as? String == "finished")
      let mean = end["mean_average_precision"] as? Double
      #expect(mean == run["average_precision"] as? Double)
    }
    // Another comparison of the same name takes nothing away.
    _ = try json(arguments + ["--record", "table", "--store", store])
    #expect(try recorded().count == 8)
  }

  @Test func saysWhenItCannotRecord() throws {
    let folder = try TemporaryFolder()
    // Before anything is trained.
    for (name, store, code) in [
      ("table", folder.path(""), 74), ("123456", folder.path("runs.sqlite"), 64),
    ] {
      let run = try ProgramRun(["compare", "--record", name, "--store", store])
      #expect(run.exitCode == Int32(code), "\(run.errors)")
      #expect(run.output.isEmpty)
      #expect(run.errors.split(separator: "\n").count == 1)
    }
    let alone = try ProgramRun(["compare", "--store", folder.path("runs.sqlite")])
    #expect(alone.exitCode == 64)
    #expect(alone.errors.contains("--store goes with --record"))
  }

  @Test func noticesAtOnceThatResultsCannotBeKept() throws {
    let folder = try TemporaryFolder()
    // Training would take days.
    let run = try ProgramRun([
      "compare", "--epochs", "1000000", "--results", folder.path("none/results.json"),
    ])
    #expect(run.exitCode == 74, "\(run.errors)")
    #expect(run.errors.contains("none/results.json"))
  }

  @Test func readsNoDeviceWithoutEnd() throws {
    let run = try ProgramRun(["compare", "--results", "/dev/full"])
    #expect(run.exitCode == 74)
    #expect(run.errors == "logitscope: cannot read /dev/full: File too large\n")
  }

  @Test func goesOnWithWhatItKept() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("results.json")
    let first = try json(
      ["compare", "--losses", "nce", "--seeds", "1", "--epochs", "2", "--hidden", "6"]
        + ["--results", file])
    let kept = try runs(first)
    #expect(kept.count == 1)
    // A sign that the run was not made again.
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let accuracy = try #require(kept[0]["accuracy"] as? Double)
    let forged = text.replacingOccurrences(of: "\"accuracy\":\(accuracy)", with: "\"accuracy\":0.5")
    #expect(forged != text)
    try forged.write(toFile: file, atomically: true, encoding: .utf8)
    let more = try json(small + ["--results", file])
    let all = try runs(more)
    #expect(all.count == 6)
    #expect(all[1]["accuracy"] as? Double == 0.5)
    #expect(all[4]["accuracy"] as? Double != 0.5)
    // With nothing left to do the file stays as it is, and any format can be had of it.
    let before = try Data(contentsOf: URL(filePath: file))
    for format in ["text", "markdown", "csv", "latex"] {
      let run = try ProgramRun(small + ["--results", file, "--format", format])
      #expect(run.exitCode == 0 && run.errors.isEmpty)
      for name in ["cross-entropy", "nce", "binary-cross-entropy"] {
        #expect(run.output.contains(name))
      }
    }
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  @Test func refusesResultsOfOtherSettings() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("results.json")
    _ = try json(
      ["compare", "--losses", "nce", "--seeds", "1", "--epochs", "2", "--hidden", "6"]
        + ["--results", file])
    let before = try Data(contentsOf: URL(filePath: file))
    for (options, words) in [
      (["--epochs", "3"], "--epochs 2, not 3"),
      (["--learning-rate", "0.1"], "--learning-rate 0.05, not 0.1"),
      (["--hidden", "7"], "--hidden 6, not 7"), (["--tune"], "--tune false, not true"),
      (["--output-bias", "prior"], "--output-bias default, not prior"),
      (["--dataset", "synthetic"], "of the dataset 'digits', not of 'synthetic'"),
    ] {
      var arguments = ["compare", "--losses", "nce", "--seeds", "1", "--epochs", "2"]
      arguments += ["--hidden", "6", "--results", file] + options
      let run = try ProgramRun(arguments)
      #expect(run.exitCode == 64 && run.output.isEmpty)
      #expect(run.errors.contains(file) && run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.filter(\.isNewline).count == 1)
    }
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  @Test(arguments: [
    "", "{}", "[1,2]", "not JSON", #"{"command":"compare","version":1}"#,
    #"{"command":"train","version":1,"dataset":"d","dataset_fingerprint":"","settings":{},"#
      + #""seconds":1,"trials":[],"runs":[]}"#,
  ]) func refusesWhatIsNoFileOfResults(_ text: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.path("f.json")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try ProgramRun(["compare", "--results", file])
    #expect(run.exitCode == 65)
    #expect(run.errors == "logitscope: \(file) is not a file of results of logitscope compare\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }

  @Test func saysWhereItWouldWrite() throws {
    let run = try ProgramRun([
      "compare", "--losses", "nce", "--seeds", "1", "--epochs", "1", "--results",
      "/nowhere/at/all.json",
    ])
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("/nowhere/at/all.json"))
    #expect(run.errors.filter(\.isNewline).count == 1)
  }

  @Test func tunesOnHeldOutData() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("results.json")
    let arguments = [
      "compare", "--losses", "cross-entropy,max-margin", "--seeds", "1", "--epochs", "1",
      "--hidden", "6", "--tune", "--results", file,
    ]
    let document = try json(arguments)
    let trials = try #require(document["trials"] as? [[String: Any]])
    #expect(trials.count == 4 + 7)
    #expect(trials.allSatisfy { $0["validation_average_precision"] is Double })
    for run in try runs(document) {
      let own = trials.filter { $0["loss"] as? String == run["loss"] as? String }
      let best = try #require(
        own.max { left, right in
          (left["validation_average_precision"] as? Double ?? 0)
            < (right["validation_average_precision"] as? Double ?? 0)
        })
      #expect(run["learning_rate"] as? Double == best["learning_rate"] as? Double)
      #expect(run["margin"] as? Double == best["margin"] as? Double)
    }
    // Gone on with, a second seed takes what was chosen.
    var more = arguments
    more[4] = "2"
    let later = try json(more)
    #expect((later["trials"] as? [[String: Any]])?.count == 11)
    #expect(try runs(later).count == 4)
    let text = try ProgramRun(more)
    #expect(text.output.contains("chosen on validation data for max-margin: learning rate "))
  }

  @Test func keepsWhatIsDoneWhenInterrupted() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("results.json")
    let arguments = [
      "compare", "--losses", "cross-entropy", "--seeds", "500", "--epochs", "20", "--hidden", "6",
      "--threads", "1", "--results", file,
    ]
    let run = try ProgramRun(arguments) { process in
      while !FileManager.default.fileExists(atPath: file) { usleep(10_000) }
      kill(process, SIGINT)
    }
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.errors.contains("runs are kept in \(file)"), "\(run.errors)")
    #expect(run.errors.filter(\.isNewline).count == 1)
    let data = try Data(contentsOf: URL(filePath: file))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((1..<500).contains(try runs(document).count))
  }

  @Test(arguments: [
    (["--losses", "nce,mse"], "--losses"), (["--losses", "nce,nce"], "--losses"),
    (["--losses", ""], "--losses"), (["--seeds", "0"], "--seeds"),
    (["--tune", "--margin", "2"], "--margin"), (["--tune", "--learning-rate", "2"], "--tune"),
    (["--losses", "nce", "--margin", "2"], "--margin"), (["--batch-size", "9999"], "--batch-size"),
    (["--losses", "all", "--focus", "2"], "--focus"),
    (["--losses", "nce,square", "--margin", "2"], "--margin"),
    (["--ascii", "--format", "csv"], "--ascii"),
    (["--loss", "nce"], "--loss"), (["--format", "html"], "--format"),
  ]) func refusesInOneSentence(_ arguments: [String], _ option: String) throws {
    let run = try ProgramRun(["compare"] + arguments)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains(option), "\(run.errors)")
    #expect(run.errors.filter(\.isNewline).count == 1)
  }
}
