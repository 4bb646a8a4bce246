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

    @Test func brushesByDraggingAndZoomsOverTheAxis() throws {
      let session = try ExplorerTests.explorer(columns: 120, rows: 36, "--pace 20")
      try session.press("Space")
      try session.wait("the pause") { $0.title.contains("PAUSED") && $0.showsHistogram }
      let place = try #require(try session.screen().place(of: "positives"))
      let (column, row) = (place.column + 1, place.row + 2)
      try session.mouse(button: 0, column: column, row: row)
      try session.mouse(button: 32, column: column + 9, row: row)
      try session.mouse(button: 0, column: column + 9, row: row, isRelease: true)
      try session.wait("the range") { $0.shows("brushed ") || $0.shows(" pos, ") }
      // Examples lists what was brushed.
      try session.press("4")
      try session.wait("the range") { $0.shows("with a logit from") || $0.shows("no example has") }
      try session.press("1", "Escape")
      try session.wait("nothing brushed") { !$0.shows("brushed ") && !$0.shows(" pos, ") }
      let axis = try #require(try session.screen().place(of: "▲ smallest"))
      try session.mouse(button: 64, column: place.column + 20, row: axis.row - 2)
      try session.mouse(button: 64 + 16, column: place.column + 20, row: row)
      try session.wait("the zoom") { $0.shows("zoomed") }
      try session.press("Escape")
      try session.wait("all of it") { !$0.shows("zoomed") }
    }

    @Test func worksInBoxes() throws {
      let session = try ExplorerTests.explorer("--pace 20")
      try session.press("O")
      let theme = try session.wait("the options") { $0.shows("◄ auto") }
      let place = try #require(theme.place(of: "◄ auto"))
      try session.click(column: place.column + 20, row: place.row)
      try session.wait("the next theme") { $0.shows("◄ dark") }
      try session.click(column: 0, row: 5)
      try session.wait("no options") { !$0.shows("◄ dark") }
      try session.type(":this help")
      let list = try session.wait("the command") { $0.shows("Show or hide this help") }
      let line = try #require(list.place(of: "Show or hide this help"))
      try session.click(column: line.column, row: line.row)
      let help = try session.wait("the help") { $0.shows("This pane:") }
      try session.mouse(button: 65, column: 4, row: 4)
      try session.wait("more of it") { $0.lines[1] != help.lines[1] }
      try session.click(column: 4, row: 4)
      try session.wait("the view") { $0.showsHistogram && !$0.shows("This pane:") }
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
