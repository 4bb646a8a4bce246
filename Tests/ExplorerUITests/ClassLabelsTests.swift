import LogitEngine
import TestSupport
import Testing

@testable import ExplorerUI

/// Names of classes as people have them: blank, twice, alike, unprintable.
@Suite struct ClassLabelsTests {
  private func labels(_ names: [String], usesASCII: Bool = false) -> [String] {
    let labels = ClassLabels(names, usesASCII: usesASCII)
    return names.indices.map { labels.label($0) }
  }

  @Test func aClassWithoutANameGoesByItsNumber() {
    #expect(labels(["0", "", "b", "7"]) == ["0", "1", "2 b", "3 7"])
    #expect(labels(["0", "1"]) == ["0", "1"])
    #expect(ClassLabels([])[3].isEmpty)
  }

  @Test func tellsEqualNamesApart() {
    #expect(labels(["sr", "b", "sr", "sr"]) == ["0 sr", "1 b", "2 sr²", "3 sr³"])
    #expect(labels(["sr", "sr"], usesASCII: true) == ["0 sr", "1 sr^2"])
    // A superscript that a name has by itself is not given to another.
    #expect(labels(["sr", "sr", "sr²"]) == ["0 sr", "1 sr³", "2 sr²"])
    let many = labels(Array(repeating: "x", count: 12))
    #expect(many[9] == "9 x¹⁰" && Set(many).count == 12)
  }

  @Test func tellsNamesThatLookAlikeApart() {
    #expect(labels(["\u{C5}", "\u{212B}", "x"]) == ["0 Å", "1 \u{212B}²", "2 x"])
    #expect(labels(["\u{90CE}", "\u{F92C}"])[1].unicodeScalars.last == "²")
  }

  @Test func showsBlanks() {
    #expect(labels([" ", "\u{3000}", " a", "a"]) == ["0 ' '", "1 '\u{3000}'", "2 ' a'", "3 a"])
  }

  @Test func escapesWhatCommandsATerminal() {
    #expect(labels(["\u{1B}[2J", "a\tb"]) == ["0 \\u{1b}[2J", "1 a\\tb"])
    #expect(labels(["\u{202E}x"]) == ["0 \\u{202e}x"])
    #expect(labels(["\u{200B}"]) == ["0 \\u{200b}"])
    // A mark that combines stands on something; a joiner is part of a word.
    #expect(labels(["\u{93F}", "می\u{200C}خواهم"]) == ["0 \u{25CC}\u{93F}", "1 می\u{200C}خواهم"])
    for name in ["\u{1B}", "\0", "\r\n", "\u{9B}31m", "\u{301}", "\u{378}", ""] {
      let shown = ClassLabels(["0", name])[1]
      #expect(name.isEmpty || shown.displayWidth > 0)
      #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }

  @Test func picturesAreOfTheNamesThatTheyShow() {
    let state = Synthetic.live(names: ["sr", "", "sr", " "], classIndex: 0)
    let size = Size(width: 120, height: 36)
    let unicode = render(state, size: size, capabilities: TerminalCapabilities()).lines
    #expect(unicode.contains { $0.contains("2 sr² ") })
    #expect(unicode.contains { $0.contains("3 ' ' ") })
    var capabilities = TerminalCapabilities()
    capabilities.hasUnicode = false
    let ascii = render(state, size: size, capabilities: capabilities).lines
    #expect(ascii.contains { $0.contains("2 sr^2 ") })
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
  }

  @Test func dataHaveTheNamesAsTheyWereGiven() {
    let state = Synthetic.live(names: ["sr", "1", "s,r", "sr"], classIndex: 0)
    let lines = ClassData.csv(state)?.split(separator: "\n") ?? []
    #expect(lines.count == 5)
    #expect(lines[1].hasPrefix("0,sr,") && lines[2].hasPrefix("1,,"))
    #expect(lines[3].hasPrefix("2,\"s,r\",") && lines[4].hasPrefix("3,sr,"))
  }

  @Test func saysHowTheDataWereRead() {
    var state = Synthetic.live()
    guard var run = state.run else {
      Issue.record("no run")
      return
    }
    let size = Size(width: 120, height: 60)
    let capabilities = TerminalCapabilities()
    func help() -> [String] {
      var state = state
      _ = update(&state, .resized(size))
      _ = update(&state, .key(.character("?")))
      return render(state, size: size, capabilities: capabilities).lines
    }
    #expect(!help().contains { $0.contains("How the data was read") })
    run.origin.notes = ["column 'id' counts the rows and is left out", "2 rows lack a value"]
    _ = update(&state, .training(.started(run)))
    #expect(state.notice == "column 'id' counts the rows and is left out · 1 more under ?")
    #expect(help().contains { $0.contains("How the data was read") })
    #expect(help().contains { $0.contains("2 rows lack a value") })
    // What the user has been told once is not said again by a restart.
    state.notice = nil
    _ = update(&state, .training(.started(run)))
    #expect(state.notice == nil && state.dataNotes.count == 2)
  }
}
