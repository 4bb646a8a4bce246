import LogitEngine
import TestSupport
import Testing

extension ExplorerTests {
  /// View 2 in a real terminal, with real training.
  @Suite struct Compare {
    @Test func allSevenAdvanceTogetherWhileTheRunWaits() throws {
      let session = try ExplorerTests.explorer(columns: 120, rows: 36)
      try session.press("2")
      try session.wait("the choice") { $0.shows("trains these 7 losses side by side") }
      try session.press("Enter")
      let first = try session.wait("the first steps of all") { screen in
        Self.steps(screen).count == 7 && Self.steps(screen).allSatisfy { $0 > 10 }
      }
      #expect(first.title.contains("7 losses side by side"))
      let before = Self.steps(first)
      let later = try session.wait("more of all") { screen in
        let steps = Self.steps(screen)
        return steps.count == 7 && zip(steps, before).allSatisfy { $0 > $1 + 20 }
      }
      // None is ahead of another by more than a turn or two.
      let steps = Self.steps(later)
      #expect((steps.max() ?? 0) - (steps.min() ?? 0) <= 128)
      try session.press("1")
      try session.wait("the run that waits") { $0.title.contains("PAUSED") }
      try session.press("2", "v")
      try session.wait("strips") { $0.shows("shaded by their share of positives") }
      try session.press("v", "Down", "Down", "d")
      try session.wait("the loss under the cursor") { $0.shows("d flips to cross-entropy") }
      try session.press("d")
      try session.wait("the baseline") { $0.shows("(baseline)") }
      try session.press("Escape", "Space")
      try session.wait("the pause") { $0.title.contains("PAUSED") }
      try session.press("Space")
      try session.wait("the training") { $0.title.contains("LIVE") }
    }

    @Test func comesToItsEndAndLetsTheRunGoOn() throws {
      let session = try ExplorerTests.explorer(
        columns: 120, rows: 36, "--epochs 3", "--pace 10", "--model linear")
      try session.press("2", "Enter")
      let done = try session.wait("the end of all") { screen in
        screen.title.contains("DONE") && screen.lines.filter { $0.contains(" done ") }.count == 7
      }
      #expect(done.shows("not aligned") && done.shows("base"))
      try session.press("1")
      try session.wait("the run") { $0.showsHistogram && !$0.title.contains("PAUSED") }
    }

    /// The steps of all losses in the table, as far as they have begun.
    private static func steps(_ screen: TerminalScreen) -> [Int] {
      LossKind.all.compactMap { kind in
        guard let line = screen.lines.last(where: { $0.contains(" \(kind.name) ") }) else {
          return nil
        }
        let words = line.split(separator: " ")
        guard let name = words.firstIndex(where: { $0 == kind.name }), words.count > name + 1 else {
          return nil
        }
        return Int(words[name + 1])
      }
    }
  }
}
