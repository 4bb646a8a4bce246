import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ToolTests {
  // MARK: - Options

  @Test func optionsShowAtOnceAndAreKeptOnDemand() {
    var state = Synthetic.live(examples: 60)
    let before = state.picture()
    state.press(.character("O"))
    #expect(state.picture().lines.contains { $0.contains("Options") })
    state.press(.right)
    #expect(state.theme == .dark)
    state.press(.down, .right)
    #expect(state.picture().lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    state.press(.down, .right, .down, .left, .down, .right)
    let wanted = ExplorerSettings(
      theme: .dark, usesASCII: true, scale: .density, isAxisLocked: true, view: .compare)
    #expect(state.settings == wanted)
    #expect(state.press(.enter) == [.saveSettings(wanted)])
    #expect(state.overlay == nil)
    // Going round brings back what was there.
    state.press(.character("O"), .left, .up, .left, .up, .left, .up, .left, .up, .left, .escape)
    #expect(state.settings == ExplorerSettings())
    #expect(state.picture() == before)
  }

  @Test func aLaunchSetsWhatTheOptionsSet() {
    let settings = ExplorerSettings(
      theme: .light, usesASCII: true, scale: .count, isAxisLocked: true, view: .classes)
    let state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "digits", configuration: Synthetic.configuration(), settings: settings))
    #expect(state.settings == settings)
    #expect(state.view == .classes)
  }

  // MARK: - Palette

  @Test func paletteFindsAndDoes() {
    var state = Synthetic.live(examples: 60)
    state.press(.character(":"))
    let all = CommandPalette.entries(state)
    #expect(all.count > 20)
    #expect(Set(all.map(\.action)).count == all.count)
    for letter in "paus" { state.press(.character(letter)) }
    #expect(CommandPalette.entries(state).first?.action == .togglePause)
    #expect(state.picture().lines.contains { $0.contains("Pause the training.") })
    #expect(state.press(.enter) == [.send(.pause)])
    #expect(state.overlay == nil)
    // What is typed is forgotten, and letters that are keys elsewhere are letters here.
    state.press(.character(":"), .character("q"), .character("?"))
    #expect(state.overlay == .palette && state.tools.palette.text == "q?")
    #expect(CommandPalette.entries(state).isEmpty)
    #expect(state.press(.enter) == [])
    #expect(state.picture().lines.contains { $0.contains("nothing that can be done") })
    state.press(.escape)
    #expect(state.overlay == nil)
    #expect(state.press(.character("q")) == [.quit])
  }

  @Test func thePaletteTellsViewsApartAndHasTheArrowsLast() {
    var state = Synthetic.live(examples: 60)
    state.press(.character(":"))
    let entries = CommandPalette.entries(state)
    let views = entries.filter { $0.words.hasPrefix("Show view ") }
    let words = Set(views.map(\.words))
    #expect(words.count == ExplorerView.allCases.count)
    let arrows = entries.drop { !$0.key.isArrow }
    let areLast = arrows.allSatisfy { $0.key.isArrow }
    #expect(!arrows.isEmpty && areLast)
  }

  @Test func everyCommandOfThePaletteDoesWhatItsKeyDoes() {
    let shown = KeyBindingTests.states.filter(\.isViewShown)
    for start in stride(from: 0, to: shown.count, by: 5).map({ shown[$0] }) {
      var open = start
      open.press(.character(":"))
      for (place, entry) in CommandPalette.entries(open).enumerated() {
        var chosen = open
        chosen.tools.paletteCursor = place
        let effects = chosen.press(.enter)
        var pressed = start
        #expect(pressed.press(entry.key) == effects, "\(entry)")
        // Where the palette stood is its own affair.
        chosen.tools.palette = pressed.tools.palette
        chosen.tools.paletteCursor = pressed.tools.paletteCursor
        #expect(pressed.fingerprint == chosen.fingerprint, "\(entry)")
      }
    }
  }

  @Test func scoresBeginningsOfWordsHighest() throws {
    #expect(CommandPalette.score("lt", in: "Live training") != nil)
    #expect(CommandPalette.score("tl", in: "Live training") == nil)
    #expect(CommandPalette.score("", in: "anything") == 0)
    let word = try #require(CommandPalette.score("th", in: "The threshold"))
    let inside = try #require(CommandPalette.score("th", in: "in front of a path"))
    #expect(word > inside)
  }

  // MARK: - Keys

  @Test func keysCanBeChanged() throws {
    var map = KeyMap()
    #expect(map.set("tool-next-theme", to: "e") == nil)
    #expect(map.set("toggle-threshold", to: "F5") == nil)
    #expect(map.set("no-such-thing", to: "e")?.contains("no action") == true)
    #expect(map.set("toggle-pause", to: "shift")?.contains("no key") == true)
    #expect(map.set("toggle-pause", to: "q")?.contains("another meaning") == true)
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "fashion-mnist", configuration: Synthetic.configuration(), keyMap: map))
    _ = update(&state, .resized(Size(width: 200, height: 60)))
    _ = update(&state, .training(.started(Synthetic.description())))
    let snapshot = Synthetic.snapshot(examples: 60, classes: 10, gap: 2)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 10))))
    #expect(state.picture().lines.last?.contains("F5 threshold") == true)
    #expect(state.picture().lines.last?.contains("t threshold") == false)
    state.press(.character("T"))
    #expect(state.theme == .automatic)
    state.press(.character("e"))
    #expect(state.theme == .dark)
    state.press(.character("t"))
    #expect(!state.isMovingThreshold)
    state.press(.function(5))
    #expect(state.isMovingThreshold)
    // High enough for all of the help.
    _ = update(&state, .resized(Size(width: 200, height: 200)))
    state.press(.escape, .character("?"))
    var help: [String] = []
    for _ in 0..<40 {
      help += state.picture().lines
      state.press(.pageDown)
    }
    #expect(help.contains { $0.contains("The next theme") && $0.contains(" e ") })
  }

  @Test func whatTheUserPutsOnAKeyComesFirst() {
    var map = KeyMap()
    #expect(map.set("tool-next-theme", to: "p") == nil)
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "fashion-mnist", configuration: Synthetic.configuration(), keyMap: map))
    _ = update(&state, .resized(Size(width: 120, height: 36)))
    _ = update(&state, .training(.started(Synthetic.description())))
    for step in [10, 20] {
      let snapshot = Synthetic.snapshot(examples: 60, classes: 10, gap: 2)
      _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: step))))
    }
    #expect(state.hasTimeline)
    state.press(.character("p"))
    #expect(state.theme == .dark && state.playback == nil)
  }

  @Test func everyActionHasANameOfItsOwn() {
    var names: [String: ExplorerAction] = [:]
    for binding in KeyBinding.all {
      for (_, action) in binding.actions {
        #expect(names[action.name] == nil || names[action.name] == action, "\(action.name)")
        names[action.name] = action
        #expect(action.name.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || $0 > 96 })
      }
    }
    #expect(names["toggle-pause"] == .togglePause)
    #expect(names["change-class-back"] == .changeClass(-1))
    #expect(names["change-class-on-10"] == .changeClass(10))
    #expect(names["show-curves"] == .show(.curves))
    #expect(names["move-to-end-first"] == .moveToEnd(isLast: false))
    #expect(names["tool-save-svg"] == .tool(.save(.svg)))
    for (name, key) in KeyMap.names {
      #expect(KeyMap.actions[name] != nil && Key(named: key) != nil, "\(name) \(key)")
    }
  }

  // MARK: - The command

  @Test func showsAndCopiesTheCommand() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("T"), .character(","))
    let effects = state.press(.character("Y"))
    let command =
      "logitscope explore --loss batch-cross-entropy --learning-rate 0.05 --seed 0 --threads 1 "
      + "--class 6 --view explore --at 200 --theme dark"
    #expect(effects == [.copy(command)])
    let lines = state.picture().lines
    #expect(lines.contains { $0.contains("logitscope explore --loss") && $0.contains(" \\ ") })
    #expect(lines.contains { $0.contains("--at 200") })
    #expect(!lines.contains { $0.contains("no command repeats") })
    state.press(.escape, .character("L"), .character("+"), .character("Y"))
    #expect(state.picture().lines.contains { $0.contains("no command repeats") })
    #expect(state.reproducingCommand.contains("--learning-rate 0.05"))
  }

  // MARK: - All of them

  @Test func overlaysFitEverywhere() {
    for width in [1, 12, 39, 40, 41, 60, 80, 200] {
      for height in [1, 5, 11, 12, 13, 24, 50] {
        for key: Key in [
          .character("W"), .character("O"), .character(":"), .character("Y"), .character("?"),
        ] {
          var state = Synthetic.live(examples: 30)
          state.press(key)
          let size = Size(width: width, height: height)
          _ = update(&state, .resized(size))
          for capabilities in ExportTests.capabilities {
            #expect(state.picture(capabilities).size == size)
          }
          guard !state.layout.hasRoom, key != .character("?") else { continue }
          // What is not drawn cannot be used.
          var after = state
          #expect(after.press(.enter, .character("s"), .down, .right).isEmpty)
          #expect(after.settings == state.settings)
        }
      }
    }
  }

  @Test func helpExplainsThePaneInFocusFirst() {
    for view in ExplorerView.allCases {
      for pane in view.panes {
        var state = Synthetic.live(examples: 30)
        state.press(.character(view.digit))
        state.focus = pane
        state.press(.character("?"))
        #expect(state.picture().lines[1].contains("This pane: \(pane.name)"))
        let start = pane.explanation.split(separator: " ").prefix(4).joined(separator: " ")
        #expect(state.picture().lines[2].contains(start))
      }
    }
    for pane in Pane.allCases { #expect(pane.explanation.count > 40) }
  }

  // MARK: - Frame cost

  @Test func frameCostTakesThePlaceOfTheKeys() {
    var state = Synthetic.live(examples: 60)
    let report = FrameReport(
      taking: .microseconds(1500), drawing: .microseconds(600), painting: .milliseconds(2),
      bytes: 12_345, keyToScreen: .microseconds(8250))
    // Nothing is shown that nobody has asked for.
    _ = update(&state, .framed(report))
    let before = state.picture()
    #expect(!state.showsFrameReport)
    #expect(!before.lines.contains { $0.contains("12,345") })
    state.press(.control("g"))
    #expect(state.showsFrameReport)
    #expect(state.picture().lines.last?.contains("what the next frame costs") == true)
    _ = update(&state, .framed(report))
    #expect(
      state.picture().lines.last?.contains(
        "frame 12,345 bytes · news 1.5 ms · draw 0.6 ms · paint 2.0 ms · key to screen 8.3 ms")
        == true)
    state.press(.control("g"))
    #expect(state.picture() == before)
  }
}
