import Testing

@testable import CursesTerminal

@Suite struct TerminalDescriptionTests {
  @Test func dropsPausesFromCapabilities() {
    func text(_ capability: String) -> String {
      String(decoding: TerminalDescription.withoutPadding(capability), as: UTF8.self)
    }
    #expect(text("\u{1B}[m\u{0F}$<2>") == "\u{1B}[m\u{0F}")
    #expect(text("a$<5*/>b$<1>c") == "abc")
    #expect(text("$5<b>") == "$5<b>")
    #expect(text("open $<2") == "open $<2")
  }
}
