import ExplorerUI
import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  /// The README shows the very table that the keys work by; with LOGITSCOPE_RECORD_PICTURES set it
  /// is written anew, and the run fails.
  @Test func readmeHasTheKeys() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "README.md")
    let readme = try String(contentsOf: path, encoding: .utf8)
    let keys = KeyBinding.markdown().trimmingCharacters(in: .newlines)
    if ProcessInfo.processInfo.environment["LOGITSCOPE_RECORD_PICTURES"] != nil {
      let mark = try #require(readme.range(of: "<!-- keys"))
      let begin = try #require(readme[mark.upperBound...].range(of: "-->\n"))
      let end = try #require(readme.range(of: "<!-- end of keys -->"))
      let new =
        readme[..<begin.upperBound] + "\n" + keys + "\n\n" + readme[end.lowerBound...]
      try Data(new.utf8).write(to: path)
      Issue.record("recorded the keys; run again without recording")
      return
    }
    #expect(readme.contains(keys), "put this into the README:\n\(keys)")
  }

  /// Every command of the README that prints a table from committed results prints the README's.
  @Test func readmeHasTheTables() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let commands = readme.replacingOccurrences(of: "\\\n", with: "").split(separator: "\n")
      .filter { $0.hasPrefix("logitscope compare ") && $0.contains("--results assets/") }
    #expect(commands.count >= 5)
    for command in commands {
      let words = command.split(separator: " ").dropFirst().map {
        $0.hasPrefix("assets/") ? root.appending(path: String($0)).path : String($0)
      }
      let path = try #require(words.last)
      let before = try Data(contentsOf: URL(filePath: path))
      let run = try ProgramRun(words)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.contains("binary-cross-entropy"))
      #expect(readme.contains(run.output), "\(command) prints otherwise:\n\(run.output)")
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }
}
