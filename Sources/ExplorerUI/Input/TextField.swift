/// A line of text that is being typed.
struct TextField: Hashable, Sendable {
  private var characters: [Character] = []
  /// How many characters stand before the cursor.
  private(set) var cursor = 0

  /// More than anyone types; what is pasted beyond it is cut.
  private static let longest = 200

  /// What has been typed.
  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  /// Forgets what has been typed.
  mutating func clear() { self = TextField() }

  /// Takes a key if it is one that types or edits; returns whether it was.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace: if cursor > 0 { removeBefore(count: 1) }
    case .control("w"): removeWord()
    case .control("u"): removeBefore(count: cursor)
    case .delete: if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    default: return false
    }
    return true
  }

  private mutating func insert(_ character: Character) {
    guard character.displayWidth > 0, characters.count < Self.longest else { return }
    characters.insert(character, at: cursor)
    cursor += 1
  }

  private mutating func removeBefore(count: Int) {
    characters.removeSubrange(cursor - count..<cursor)
    cursor -= count
  }

  private mutating func removeWord() {
    let before = characters[..<cursor]
    let word = before.reversed().drop { $0 == " " }.drop { $0 != " " }
    removeBefore(count: cursor - word.count)
  }

  /// The field as pieces of a line, the cursor marked while it has the keys.
  func runs(isTyping: Bool) -> [TextRun] {
    guard isTyping else { return [TextRun(text, .strong)] }
    let (before, after) = (characters[..<cursor], characters[cursor...])
    return [
      TextRun(String(before), .strong), TextRun(String(after.first ?? " "), .cursor),
      TextRun(String(after.dropFirst()), .strong),
    ]
  }
}
