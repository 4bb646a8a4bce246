import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Mouse {
    @Test func selectsALossByAClickAndRestartsWithItByAnother() throws {
      let session = try ExplorerTests.explorer("--pace 20")
      let place = try #require(try session.screen().place(of: "nce "))
      try session.click(column: place.column, row: place.row)
      try session.wait("the cursor on nce") { $0.lines[place.row].contains("►") }
      #expect(try session.screen().title.contains("cross-entropy"))
      try session.click(column: place.column, row: place.row)
      try session.wait("nce in the title") { $0.title.contains("nce") && $0.showsHistogram }
    }

    @Test func turnsClassesWithTheWheel() throws {
      let session = try ExplorerTests.explorer()
      let place = try #require(try session.screen().place(of: "positives"))
      try session.mouse(button: 65, column: place.column, row: place.row + 1)
      try session.wait("class 1") { $0.shows("class 1") }
      try session.mouse(button: 64, column: place.column, row: place.row + 1)
      try session.wait("class 0") { $0.shows("class 0") }
    }

    @Test func reachesColumnsBeyondTheOldLimit() throws {
      let session = try ExplorerTests.explorer(columns: 260, rows: 40)
      // A click gives a pane the focus, and the pane with the focus can fill the screen.
      let place = try #require(try session.screen().place(of: "Separation"))
      #expect(place.column > 223)
      try session.click(column: place.column, row: place.row + 2)
      try session.press("f")
      try session.wait("the pane alone") { $0.shows("Separation") && !$0.shows("Training loss") }
    }

    @Test func isAskedForInTheFormWithoutALimit() throws {
      let session = try ExplorerTests.explorer()
      #expect(try session.state("mouse_button_flag") == "1")
      #expect(try session.state("mouse_sgr_flag") == "1")
      try session.press("q")
      try session.wait("the shell") { $0.isAtPrompt }
      #expect(try session.state("mouse_any_flag") == "0")
      #expect(try session.state("mouse_sgr_flag") == "0")
    }

    @Test func isLeftToTheTerminalOnDemand() throws {
      let session = try ExplorerTests.explorer("--no-mouse")
      #expect(try session.state("mouse_any_flag") == "0")
    }
  }
}
