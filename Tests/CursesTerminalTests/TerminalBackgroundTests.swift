import Testing

@testable import CursesTerminal

@Suite struct TerminalBackgroundTests {
  private func answer(_ text: String) -> (TerminalBackground.Answer, isComplete: Bool) {
    TerminalBackground.answer(Array(text.utf8))
  }

  @Test func readsTheColor() {
    #expect(answer("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\").0.isLight == true)
    #expect(answer("\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}").0.isLight == false)
    #expect(answer("\u{1B}]11;rgb:fd/f6/e3\u{7}").0.isLight == true)
    #expect(answer("\u{1B}]11;rgba:0000/0000/ffff/8000\u{7}").0.isLight == false)
    #expect(answer("\u{1B}]11;#ffffff\u{7}").0.isLight == nil)
    #expect(answer("\u{1B}]11;rgb:ffff/ffff\u{7}").0.isLight == nil)
    #expect(answer("\u{1B}]10;rgb:ffff/ffff/ffff\u{7}").0.isLight == nil)
    #expect(answer("\u{1B}]11;rgb:fffff/0/0\u{7}").0.isLight == nil)
  }

  @Test func knowsWhenNothingMoreComes() {
    #expect(!answer("").isComplete)
    #expect(!answer("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\").isComplete)
    #expect(!answer("\u{1B}[?62;22").isComplete)
    #expect(answer("\u{1B}[?62;22c").isComplete)
    let both = answer("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62;22c")
    #expect(both.isComplete && both.0 == .init(isLight: true))
  }

  @Test func keepsWhatWasTypedMeanwhile() {
    let mixed = answer("a\u{1B}]11;rgb:0/0/0\u{7}b\u{1B}[?1;2cq")
    #expect(mixed.0 == .init(isLight: false, typed: Array("abq".utf8)))
    #expect(answer("\u{1B}[A").0.typed == [0x1B, 0x5B, 0x41])
  }

  @Test func readsTheEnvironment() {
    #expect(TerminalBackground.isLight("0;15") == true)
    #expect(TerminalBackground.isLight("15;0") == false)
    #expect(TerminalBackground.isLight("0;default;7") == true)
    #expect(TerminalBackground.isLight("12;8") == false)
    #expect(TerminalBackground.isLight("15;default") == nil)
    #expect(TerminalBackground.isLight("15") == nil)
    #expect(TerminalBackground.isLight("0;99") == nil)
  }
}
