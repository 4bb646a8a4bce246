import Foundation
import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Quiet {
    @Test func sleepsAndWritesNothingWhilePaused() throws {
      let session = try ExplorerTests.explorer("--pace 20")
      try session.press("Space")
      try session.wait("the pause") { $0.title.contains("PAUSED") }
      let written = try Recording(try session.record())
      let process = try session.process()
      // The last step's evaluation may still be on its way; then a second must pass unnoticed.
      try session.waitForValue("a second of silence") {
        let before = try Activity(process: process, written: written)
        usleep(1_000_000)
        return try Activity(process: process, written: written) == before ? () : nil
      }
    }

    @Test func tellsWhatAFrameCosts() throws {
      let session = try ExplorerTests.explorer(columns: 120, rows: 36, "--pace 20")
      try session.press("C-g")
      try session.wait("the cost of a frame") { screen in
        guard let line = screen.lines.last, let bytes = line.firstMatch(of: /frame ([0-9,]+) bytes/)
        else { return false }
        return (Int(bytes.1.filter { $0 != "," }) ?? 0) > 0 && line.contains("ms (95 %)")
      }
      try session.press("C-g")
      try session.wait("the keys") { $0.lines.last?.contains("help") == true }
    }

    @Test func isMeasuredFromOutside() throws {
      let run = try ProgramRun([
        "benchmark", "explorer", "--epochs", "3", "--repeats", "1", "--keys", "3", "--size",
        "80x24",
        "--format", "json",
      ])
      #expect(run.exitCode == 0, "\(run.errors)")
      let figures = try #require(try run.jsonLines().first)
      for name in [
        "train_examples_per_second", "explore_examples_per_second", "share_of_throughput",
        "key_to_screen_milliseconds", "bytes_per_second",
      ] {
        #expect((figures[name] as? Double ?? 0) > 0, "\(name)")
      }
      #expect(figures["paused_bytes"] as? Int == 0)
      #expect(figures["columns"] as? Int == 80)
    }

    @Test func writesOnlyWhatChanges() throws {
      let session = try ExplorerTests.explorer(columns: 120, rows: 36, "--pace 20")
      try session.press("Space")
      try session.wait("the pause") { $0.title.contains("PAUSED") }
      let written = try Recording(try session.record())
      try session.press("t")
      try session.wait("the threshold mode") { $0.shows("move threshold") }
      let bytes = try written.bytes
      #expect(!bytes.isEmpty)
      // A whole frame is some ten thousand.
      #expect(bytes.count < 2500)
    }
  }
}

/// What a process has done so far.
private struct Activity: Equatable {
  var switches: [String]
  var written: Int

  init(process: Int32, written: Recording) throws {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    switches = status.split(separator: "\n").filter { $0.contains("ctxt_switches") }
      .map(String.init)
    self.written = try written.bytes.count
  }
}

/// What a terminal has been sent.
struct Recording {
  private let file: String

  init(_ file: String) throws {
    self.file = file
  }

  /// Everything so far.
  var bytes: [UInt8] {
    get throws { Array(try Data(contentsOf: URL(fileURLWithPath: file))) }
  }
}
