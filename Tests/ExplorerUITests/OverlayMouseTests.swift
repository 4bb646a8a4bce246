import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct OverlayMouseTests {
  private static let sizes = [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 120, height: 36),
    Size(width: 200, height: 60),
  ]

  /// Where a text is on the screen.
  private static func place(of text: String, _ state: ExplorerState) throws -> (Int, Int) {
    for (row, line) in state.picture().lines.enumerated() {
      let characters = Array(line)
      let wanted = Array(text)
      for column in 0...max(0, characters.count - wanted.count)
      where characters[column...].starts(with: wanted) { return (column, row) }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error {
    var text: String
  }

  @Test(arguments: sizes) func aLineOfThePaletteIsRunByAClick(size: Size) throws {
    var state = Synthetic.live(size, examples: 60)
    let first = state
    state.press(.character(":"))
    for letter in "help" { state.press(.character(letter)) }
    let (column, row) = try Self.place(of: "Show or hide this", state)
    state.click(column, row)
    #expect(state.isHelpShown)
    // The line that is drawn at a row is the one that is run, also in a list that has been moved.
    state = first
    state.press(.character(":"))
    for _ in 0..<18 {
      _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 1, row: 1)))
    }
    #expect(state.tools.paletteCursor == 18)
    let entries = CommandPalette.entries(state)
    let box = CommandPalette.box(in: size).inside
    for row in box.row + 1..<box.endRow {
      let place = try #require(CommandPalette.place(atRow: row, state))
      let words = entries[place].words.prefix(box.width - 9)
      #expect(state.picture().lines[row].contains(words))
    }
    #expect(CommandPalette.place(atRow: box.row, state) == nil)
    #expect(CommandPalette.place(atRow: box.endRow, state) == nil)
    var clicked = state
    let effects = clicked.click(box.column + 3, box.endRow - 1)
    var pressed = first
    #expect(effects == pressed.press(entries[18].key))
    #expect(clicked.fingerprint == pressed.fingerprint)
  }

  @Test(arguments: sizes) func anOptionIsChosenAndChangedByAClick(size: Size) throws {
    var state = Synthetic.live(size, examples: 60)
    state.press(.character("O"))
    for option in ToolState.Option.allCases.reversed() {
      let (column, row) = try Self.place(of: " " + state.words(for: option).name + " ", state)
      state.click(column + 1, row)
      #expect(state.tools.option == option && state.settings == ExplorerSettings())
      let box = OptionsBox.box(in: size).inside
      state.click(box.endColumn - 1, row)
      #expect(state.settings != ExplorerSettings())
      state.click(box.column + 13, row)
      #expect(state.settings == ExplorerSettings())
    }
    _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 1, row: 1)))
    #expect(state.tools.option == .characters)
    let (column, row) = try Self.place(of: "keeps them", state)
    #expect(state.click(column, row) == [.saveSettings(ExplorerSettings())])
    #expect(state.overlay == nil)
  }

  @Test(arguments: sizes) func aFormatIsChosenByAClick(size: Size) throws {
    for format in ExportFormat.allCases {
      var state = Synthetic.live(size, examples: 60)
      state.press(.character("W"))
      let (column, row) = try Self.place(of: format.name, state)
      #expect(state.click(column, row) == [.save(format)])
      #expect(state.overlay == nil)
    }
  }

  @Test(arguments: sizes) func aDatasetIsChosenByAClickAndOpenedByAnother(size: Size) throws {
    var state = DatasetPickerTests.choosing()
    _ = update(&state, .resized(size))
    let (column, row) = try Self.place(of: "  mnist", state)
    let chosen = try #require(state.datasets.chosen)
    #expect(chosen.name == "digits")
    #expect(state.click(column, row).isEmpty)
    #expect(state.datasets.chosen?.name == "mnist")
    _ = update(&state, .mouse(MouseEvent(action: .wheelUp, column: column, row: row)))
    #expect(state.datasets.chosen == chosen)
    let (first, line) = try Self.place(of: "  digits", state)
    #expect(
      state.click(first, line) == [.datasets(.open("digits", state.lossUnderCursor))])
    // On the smallest screen the box leaves nothing to click beside it.
    let box = try #require(state.overlay?.box(state)).frame
    guard box.row > 0 else { return }
    #expect(state.click(0, 0).isEmpty && state.overlay == nil)
  }

  @Test func aClickOutsideClosesAndOneOnTheFrameDoesNothing() throws {
    for key: Key in [
      .character("W"), .character("O"), .character(":"), .character("Y"), .character("w"),
    ] {
      var state = Synthetic.live(examples: 60)
      let before = state.fingerprint
      state.press(key)
      let overlay = try #require(state.overlay)
      let box = try #require(overlay.box(state)).frame
      let open = state.fingerprint
      #expect(state.picture()[box.column, box.row].character == "╭")
      #expect(state.picture()[box.endColumn - 1, box.endRow - 1].character == "╯")
      state.click(box.column, box.row)
      #expect(state.fingerprint == open)
      #expect(state.click(box.column - 1, box.row).isEmpty)
      #expect(state.fingerprint == before)
    }
  }

  @Test func theWheelScrollsTheHelpAndAClickClosesIt() {
    var state = Synthetic.live(Size(width: 80, height: 24), examples: 60)
    state.press(.character("?"))
    _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 4, row: 4)))
    #expect(state.helpOffset == 3)
    _ = update(&state, .mouse(MouseEvent(action: .wheelUp, column: 4, row: 4)))
    #expect(state.helpOffset == 0)
    state.click(10, 10)
    #expect(state.overlay == nil)
  }
}
