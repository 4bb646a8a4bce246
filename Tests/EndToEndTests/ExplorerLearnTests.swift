import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Learn {
    @Test func goesThroughTheLessonOffset() throws {
      let session = try TerminalSession(columns: 100, rows: 30)
      try session.start("learn offset --threads 1")
      try session.wait("the first step") { $0.showsHistogram && $0.shows("1/6") }
      try session.press("N")
      try session.wait("the task") { $0.shows("2/6") && $0.shows("Press u") }
      try session.press("u")
      try session.wait("the numbers") { $0.shows("✓ Accuracy") && $0.shows("= the same") }
      try session.press("N", ")")
      try session.wait("larger offsets") { $0.shows("3/6") && $0.shows("With a spread of") }
      try session.press("N", "n")
      try session.wait("the level out") { $0.shows("4/6") && $0.shows("✓") }
      try session.press("N", "Escape")
      try session.wait("one layer less") { $0.shows("5/6") && !$0.shows("= the same") }
      try session.press("Escape")
      try session.wait("bare logits") { $0.shows("again") }
      try session.press("N")
      try session.wait("the last step") { $0.shows("6/6") }
      try session.press("N")
      try session.wait("the list") {
        $0.shows("1 of 7 done") && $0.lines.last?.contains("Enter begins violation") == true
      }
    }

    @Test func searchesWhileTheTrainingGoesOn() throws {
      let session = try ExplorerTests.explorer(columns: 120, rows: 36, "--pace 20")
      try session.press("7")
      try session.wait("the lessons") { $0.shows("0 of 7 done") }
      try session.press("Down", "Down", "Down", "Enter", "N", "s")
      try session.wait("the logits") {
        $0.shows(", margin −") && $0.title.contains("LIVE")
      }
      try session.press("N", "N", "s")
      try session.wait("no violation") { $0.shows("violating 0 of 72") }
    }
  }
}
