import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct KeyBindingTests {
  /// States in which, together, every key has something to do.
  static let states: [ExplorerState] = {
    var states = [Synthetic.fresh(), Synthetic.live(examples: 60)]
    let live = states[1]
    for keys: [Key] in [
      [.down], [.character("t")], [.character("t"), .right], [.character("<")],
      [.character("<"), .character("<")], [.character("f")], [.character(" ")],
      [.character(",")], [.character("p")],
      [.character("u")], [.character("c")], [.character("z"), .character("z")],
      [.character("z"), .character("z"), .character("H")],
      [.character("e"), .character("e")],
    ] {
      var state = live
      for key in keys { state.press(key) }
      states.append(state)
    }
    for keys: [Key] in [
      [.character("5")], [.character("5"), .character("t")],
      [.character("5"), .character("R")],
      [.character("5"), .character("t"), .left],
      [.character("5"), .character("z"), .character("z"), .character("e"), .character("e")],
      [
        .character("5"), .character("z"), .character("z"), .character("e"), .character("e"),
        .character("H"), .character("J"),
      ],
      [.character("W")], [.character("O")], [.character(":")], [.character(":"), .down],
    ] {
      var state = live
      for key in keys { state.press(key) }
      states.append(state)
    }
    states += [DatasetPickerTests.closed(), DatasetPickerTests.choosing()]
    states.append(states[states.count - 1])
    states[states.count - 1].press(.down)
    states.append(SpeedTests.measured())
    states.append(SpeedTests.measured(results: 2, isOver: false))
    var choice = live
    choice.press(.character("2"))
    states += [choice, Synthetic.compared(examples: 60)]
    for keys: [Key] in [
      [.down], [.character("v")], [.character("v"), .character("v")], [.character("d")],
      [.character(" ")], [.character(",")],
    ] {
      var state = Synthetic.compared(examples: 60)
      for key in keys { state.press(key) }
      states.append(state)
    }
    states.append(Synthetic.compared(examples: 60, isOver: true))
    var classes = live
    classes.focus = .classes
    states.append(classes)
    var help = Synthetic.live(Size(width: 40, height: 12), examples: 60)
    help.press(.character("?"))
    states.append(help)
    help.press(.down)
    states.append(help)
    states.append(Synthetic.ended(live))
    var replayed = Synthetic.fresh()
    let (run, evaluations) = TimelineTests.recorded(of: live)
    TimelineTests.answer(&replayed, update(&replayed, .replayed(run)), evaluations)
    states.append(replayed)
    states.append(RunBrowserTests.browsing())
    states[states.count - 1].press(.down)
    var asked = states[states.count - 1]
    asked.press(.character("D"))
    states.append(asked)
    states.append(RunBrowserTests.browsing())
    states[states.count - 1].press(.character("/"), .character("3"))
    var behind = replayed
    behind.isTrainingBehind = true
    states.append(behind)
    let many = Synthetic.snapshot(examples: 80, classes: 40, gap: 2)
    states.append(Synthetic.showing(many, classIndex: 20))
    states.append(states[states.count - 1])
    states[states.count - 1].press(.character("3"))
    states.append(states[states.count - 1])
    states[states.count - 1].press(.character("/"), .character("1"))
    var examples = live
    _ = update(&examples, .loaded(Synthetic.pictures(60)))
    examples.press(.character("4"), .down, .down)
    states.append(examples)
    examples.press(.character("v"), .down)
    states.append(examples)
    examples.press(.enter)
    states.append(examples)
    for keys: [Key] in [
      [.character("7")], [.character("7"), .tab], [.character("7"), .tab, .down],
      [.character("7"), .enter], [.character("7"), .enter, .character("N")],
      [.character("7"), .enter, .character("N"), .character("7"), .down],
      [.character("7"), .enter, .character("N"), .character("C"), .character("7")],
      [.character("7"), .down, .down, .down, .enter, .character("N")],
    ] {
      var state = Synthetic.live(Size(width: 80, height: 24), examples: 60)
      for key in keys { state.press(key) }
      states.append(state)
    }
    return states
  }()

  @Test func everyKeyOfTheTableDoesSomethingWhereItIsShown() {
    for binding in KeyBinding.all {
      for (key, action) in binding.actions {
        let works = Self.states.contains { state in
          guard binding.isAvailable(state), KeyBinding.action(for: key, in: state) == action
          else { return false }
          var after = state
          let effects = after.press(key)
          return !effects.isEmpty || after.fingerprint != state.fingerprint
            || after.picture() != state.picture()
        }
        #expect(works, "\(binding.label) (\(key)) never does anything")
      }
    }
  }

  @Test func keysThatAreNotInTheTableDoNothing() {
    for state in Self.states where state.typedField == nil {
      for key: Key in [
        .character("9"), .character("Q"), .character("ß"),
        .control("a"), .function(2), .delete, .backspace,
      ] {
        var after = state
        #expect(after.press(key).isEmpty)
        #expect(after.fingerprint == state.fingerprint, "\(key) does something")
      }
    }
  }

  @Test func onlyHelpAndQuitWorkWithoutRoom() {
    let allowed: Set<Key> = [
      .character("q"), .control("c"), .character("?"), .function(1),
    ]
    let state = Synthetic.live(Size(width: 39, height: 30), examples: 60)
    for key in Set(KeyBinding.all.flatMap(\.keys)) {
      var after = state
      let effects = after.press(key)
      let didSomething = !effects.isEmpty || after.fingerprint != state.fingerprint
      #expect(didSomething == allowed.contains(key), "\(key)")
    }
    #expect(state.picture().lines.contains { $0.contains("39×30") })
  }

  @Test func helpCoversTheViewAndItsKeys() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("?"))
    let shown = state.fingerprint
    for key: Key in [.character(" "), .character("r"), .left, .enter, .character("t"), .tab] {
      #expect(state.press(key).isEmpty)
    }
    #expect(state.fingerprint == shown)
    #expect(state.press(.character("q")) == [.quit])
    state.press(.escape)
    #expect(!state.isHelpShown)
  }

  @Test func helpShowsEveryBinding() {
    for size in [
      Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 140, height: 40),
    ] {
      var state = Synthetic.live(size, examples: 60)
      state.press(.character("?"))
      var seen: Set<String> = []
      for _ in 0...HelpScreen.maximumOffset(state) {
        seen.formUnion(state.picture().lines)
        state.press(.down)
      }
      for binding in KeyBinding.all {
        let key = binding.label.truncated(to: 15)
        let start = binding.explanation.split(separator: " ")[0]
        #expect(
          seen.contains { $0.contains(key) && $0.contains(start) },
          "\(binding.label) is not in the help at \(size)")
      }
    }
  }

  @Test func helpNamesEveryKeyOfABinding() {
    func names(of key: Key) -> [String] {
      switch key {
      case .shiftLeft, .shiftRight, .backTab: ["Shift"]
      default: [key.label(hasUnicode: true), key.label(hasUnicode: false)]
      }
    }
    for binding in KeyBinding.all {
      // Keys of one character stand together in a label; elsewhere each is a word.
      let singles = binding.label.split(separator: " ").filter { $0 != "space" && $0 != "esc" }
        .joined().map(String.init)
      let words = (binding.label + " " + binding.explanation)
        .split { " ,;:.".contains($0) }.map { $0.lowercased() }
      for key in binding.keys {
        let isNamed = names(of: key).contains {
          singles.contains($0) || words.contains($0.lowercased())
        }
        #expect(isNamed, "the help of \(binding.label) does not name \(key)")
      }
    }
  }

  @Test func hintsAreAvailableKeys() {
    for state in Self.states where !state.isHelpShown && state.typedField == nil {
      let line = state.picture().lines.last ?? ""
      #expect(line.contains("? help") && line.contains("q quit"))
      #expect(
        line.contains("a apply") == (state.lossUnderCursor != state.loss && state.phase.isActive))
    }
    var waiting = Synthetic.fresh()
    waiting.press(.down)
    let line = waiting.picture().lines.last ?? ""
    #expect(!line.contains("restart") && !line.contains("pause") && !line.contains("class"))
  }

  @Test func theSmallestScreenTellsTheWayToTheExample() {
    var state = Synthetic.live(Size(width: 40, height: 12), examples: 60)
    state.press(.character("4"))
    #expect(state.picture().lines.last?.contains("⏎ example") == true)
    state.press(.enter)
    #expect(state.focus == .exampleProfile)
    #expect(state.picture().lines.last?.contains("⏎ list") == true)
    #expect(state.picture(PictureTests.ascii).lines.last?.contains("enter list") == true)
    state.press(.enter)
    #expect(state.focus == .exampleList)
  }

  @Test func markdownListsEveryBinding() {
    let text = KeyBinding.markdown()
    for binding in KeyBinding.all { #expect(text.contains("| \(binding.explanation) |")) }
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
  }
}
