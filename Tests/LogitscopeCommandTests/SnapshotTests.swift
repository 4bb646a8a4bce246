import Foundation
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct SnapshotTests {
  private static func explore(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(["explore", "--threads", "1", "--no-config"] + arguments)
  }

  @Test func picturesAViewAtAStep() throws {
    let folder = try TemporaryFolder()
    let (picture, data) = (folder.path("a.txt"), folder.path("a.csv"))
    let run = try Self.explore(
      "--at", "25", "--class", "3", "--snapshot", picture, "--size", "80x24")
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("digits, cross-entropy: step 25, mean AUPRC"))
    let lines = try String(contentsOfFile: picture, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 25 && lines[0].contains("PAUSED"))
    #expect(lines.contains { $0.contains("step 25") })
    #expect(lines.allSatisfy { $0.count <= 80 })
    // The same again, as data: all but the clock is the same every time.
    let csv = try (0..<2).map { _ in
      let run = try Self.explore("--at", "25", "--class", "3", "--snapshot", data)
      #expect(run.exitCode == 0)
      return try String(contentsOfFile: data, encoding: .utf8)
    }
    #expect(csv[0] == csv[1])
    let header = "table,loss,class,logits,step,series,x,x_end,value\n"
    #expect(csv[0].hasPrefix(header + "histogram,cross-entropy,3,bare,25,positives,-inf,"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
  }

  @Test func goesToTheEndAndToStandardOutput() throws {
    let run = try Self.explore("--epochs", "1", "--view", "classes", "--snapshot", "-", "--ascii")
    #expect(run.exitCode == 0)
    #expect(run.output.utf8.allSatisfy { $0 < 0x7F })
    #expect(run.output.contains("DONE") && run.output.contains("3 Classes"))
    #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count == 37)
  }

  @Test func showsARecordedRunNearAStep() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("runs.sqlite")
    let training = try ProgramRun([
      "train", "--threads", "1", "--epochs", "2", "--evaluate-every", "5", "--record", "a",
      "--store", store,
    ])
    #expect(training.exitCode == 0)
    let picture = folder.path("a.svg")
    let run = try ProgramRun([
      "replay", "a", "--store", store, "--at", "11", "--snapshot", picture,
      "--no-config",
    ])
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    let svg = try String(contentsOfFile: picture, encoding: .utf8)
    #expect(svg.contains("class 0, step 10</title>"))
  }

  @Test func comparesLosses() throws {
    let folder = try TemporaryFolder()
    let data = folder.path("a.csv")
    let run = try Self.explore("--at", "6", "--view", "compare", "--snapshot", data)
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    let lines = try String(contentsOfFile: data, encoding: .utf8).split(separator: "\n")
    #expect(lines[0] == "table,loss,class,logits,step,series,x,x_end,value")
    #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",")[4] == "6" })
    #expect(lines[1] == "metrics,cross-entropy,all,bare,6,aligned,,,0")
    #expect(lines.filter { $0.contains(",all,bare,6,mean_average_precision,,,") }.count == 7)
    #expect(lines.contains { $0.hasPrefix("histogram,batch-max-margin,0,bare,6,negatives,") })
  }

  @Test func comparesTheLossesThatAreNamed() throws {
    let run = try Self.explore(
      "--at", "6", "--view", "compare", "--losses", "nce,max-margin", "--baseline", "nce",
      "--snapshot", "-", "--size", "120x30")
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    // Nothing goes on in a picture.
    #expect(run.output.contains("2 losses side by side") && run.output.contains("‖ PAUSED"))
    let curves = try Self.explore(
      "--at", "6", "--view", "compare", "--losses", "nce,max-margin", "--form", "curves",
      "--snapshot", "-", "--size", "120x30")
    #expect(curves.output.contains("curves of all losses on the same axes"), "\(curves.errors)")
    #expect(!run.output.contains("LIVE") && !run.output.contains("●✓ self-normalization"))
  }

  @Test func measuresSpeedAtAStep() throws {
    let run = try Self.explore(
      "--model", "linear", "--view", "speed", "--at", "5", "--snapshot", "-")
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("‖ PAUSED") && run.output.contains("linear 64, 1 example"))
    let title = try #require(run.output.split(separator: "\n").first)
    #expect(!title.contains("LIVE"))
    let fresh = try Self.explore("--model", "linear", "--view", "speed", "--snapshot", "-")
    #expect(fresh.exitCode == 0 && fresh.output.contains("‖ PAUSED"), "\(fresh.errors)")
  }

  @Test func measuresTheSpeedOfARecordedNetwork() throws {
    let folder = try TemporaryFolder()
    let store = ["--store", folder.path("runs.sqlite")]
    let training = try ProgramRun(
      ["train", "--threads", "1", "--epochs", "1", "--hidden", "32,16", "--record", "a"] + store)
    #expect(training.exitCode == 0)
    let run = try ProgramRun(
      ["replay", "a", "--view", "speed", "--snapshot", "-", "--no-config"] + store)
    #expect(run.exitCode == 0 && run.output.contains("mlp 64-32-16, 1 example"), "\(run.output)")
  }

  @Test func heedsTheSurroundings() throws {
    let folder = try TemporaryFolder()
    let program = try ProgramRun.program.path
    func picture(_ environment: String..., to path: String) throws -> String {
      let run = try ProgramRun(
        path: "/usr/bin/env",
        ["-u", "NO_COLOR", "LC_ALL=C.UTF-8"] + environment + [program, "explore"]
          + ["--threads", "1", "--no-config", "--at", "5", "--snapshot", path])
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      return path == "-" ? run.output : try String(contentsOfFile: path, encoding: .utf8)
    }
    let ansi = folder.path("a.ansi")
    #expect(try picture(to: ansi).contains("38;5;"))
    let plain = try picture("NO_COLOR=1", to: ansi)
    #expect(!plain.contains("38;5;") && plain.contains("\u{1B}[") && plain.contains("╭"))
    for path in [ansi, "-"] {
      let text = try picture("LC_ALL=C", to: path)
      #expect(text.utf8.allSatisfy { $0 < 0x7F } && text.contains("PAUSED"))
    }
    // What is a document has everything, whoever writes it.
    let drawing = try picture("NO_COLOR=1", "LC_ALL=C", to: folder.path("a.svg"))
    let usual = try picture(to: folder.path("a.svg"))
    #expect(drawing.contains("</svg>") && drawing == usual)
  }

  @Test(arguments: [
    (["--threshold", "high"], "a logit is needed"),
    (["--rule", "recall:1.5"], "best-f1, or recall: or precision: with a bound"),
    (["--rule", "f1"], "best-f1, or recall: or precision: with a bound"),
    (["--scale", "log"], "--scale"),
    (["--layout", "both"], "--layout"),
    (["--range", "3,1"], "two logits with a comma"),
    (["--range", "3"], "two logits with a comma"),
    (["--offset", "0"], "a number of at least 0.1"),
    (["--lens", "glass"], "--lens"),
    (["--prevalence", "1"], "a number above 0 and below 1"),
    (["--sort", "name"], "--sort"),
    (["--examples", "all"], "--examples"),
    (["--losses", "nce,nce"], "each once, are needed"),
    (["--losses", "nce", "--baseline", "focal"], "--baseline focal is none of the losses"),
  ])
  func refusesOtherLooks(_ arguments: [String], _ words: String) throws {
    let run = try ProgramRun(["explore", "--no-config", "--snapshot", "-"] + arguments)
    #expect(run.exitCode == 64 && run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
  }

  @Test(arguments: [
    (["--snapshot", "a.png"], "--snapshot a.png must end in .svg, .txt, .ansi or .csv"),
    (["--snapshot", "/nowhere/a.svg"], "/nowhere/a.svg"),
    (["--size", "80x24"], "--size goes with --snapshot"),
    (["--snapshot", "a.svg", "--size", "80"], "columns and rows from 40x12"),
    (["--snapshot", "a.svg", "--size", "9x9"], "columns and rows from 40x12"),
    (["--snapshot", "-", "--at", "9999"], "--at 9999 is beyond the end of the run"),
    (["--snapshot", "-", "--view", "table"], "table"),
  ])
  func refusesWhatCannotBe(_ arguments: [String], _ words: String) throws {
    let run = try ProgramRun(["explore", "--no-config"] + arguments)
    #expect(run.exitCode == (words == "/nowhere/a.svg" ? 74 : 64))
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.output.isEmpty)
  }

  @Test func pointsThereWithoutATerminal() throws {
    let run = try ProgramRun(["explore"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("needs a terminal") && run.errors.contains("--snapshot FILE"))
  }
}
