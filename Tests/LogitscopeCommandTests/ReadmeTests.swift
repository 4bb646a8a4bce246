import ExplorerUI
import Foundation
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
}
