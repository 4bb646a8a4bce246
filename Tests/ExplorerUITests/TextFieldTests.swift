import Testing

@testable import ExplorerUI

@Suite struct TextFieldTests {
  private func typed(_ keys: [Key]) -> TextField {
    var field = TextField()
    for key in keys {
      let isTaken = field.type(key)
      #expect(isTaken)
    }
    return field
  }

  private func characters(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test func typingAndEditing() {
    #expect(typed(characters("ab c")).text == "ab c")
    #expect(typed(characters("abc") + [.left, .left, .character("x")]).text == "axbc")
    #expect(typed(characters("abc") + [.backspace, .backspace]).text == "a")
    #expect(typed([.backspace, .delete, .left, .right] + characters("é")).text == "é")
    #expect(typed(characters("abc") + [.home, .delete, .end, .character("d")]).text == "bcd")
    #expect(typed(characters("one two ") + [.control("w")]).text == "one ")
    #expect(typed(characters("one two") + [.control("a"), .right, .control("u")]).text == "ne two")
    #expect(typed(characters("x\u{1B}\ty")).text == "xy")
    #expect(typed(characters(String(repeating: "a", count: 5000))).text.count == 200)
  }

  @Test func otherKeysAreLeftToOthers() {
    var field = typed(characters("abc"))
    for key: Key in [.enter, .escape, .up, .pageDown, .tab, .control("c"), .function(1)] {
      let isTaken = field.type(key)
      #expect(!isTaken)
    }
    #expect(field.text == "abc")
  }

  @Test func theCursorIsDrawnWhereItStands() {
    let field = typed(characters("abc") + [.left])
    #expect(field.runs(isTyping: true).map(\.text) == ["ab", "c", ""])
    #expect(field.runs(isTyping: true)[1].role == .cursor)
    #expect(field.runs(isTyping: false).map(\.text) == ["abc"])
  }
}
