import ExplorerUI
import Foundation
import Testing

@Suite struct ReadmeTests {
  /// The README shows the very table that the keys work by.
  @Test func readmeHasTheKeys() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let keys = KeyBinding.markdown().trimmingCharacters(in: .newlines)
    #expect(readme.contains(keys), "put this into the README:\n\(keys)")
  }
}
