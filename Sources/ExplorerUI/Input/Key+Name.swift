extension Key {
  /// The key of a name as the configuration file writes it.
  init?(named name: String) {
    switch name.lowercased() {
    case "space": self = .character(" ")
    case "tab": self = .tab
    case "enter": self = .enter
    default:
      if name.count == 1, let character = name.first, character.displayWidth == 1 {
        self = .character(character)
      } else if name.count == 2, name.hasPrefix("^"), let letter = name.lowercased().last,
        ("a"..."z").contains(letter)
      {
        self = .control(letter)
      } else if name.first?.lowercased() == "f", let number = Int(name.dropFirst()),
        (1...12).contains(number)
      {
        self = .function(number)
      } else {
        return nil
      }
    }
  }

  /// The key as it is written on screen.
  func label(hasUnicode: Bool) -> String {
    func word(_ symbol: String, _ ascii: String) -> String { hasUnicode ? symbol : ascii }
    switch self {
    case .character(" "): return "space"
    case .character(let character): return String(character)
    case .control(let letter): return "^" + letter.uppercased()
    case .enter: return word("⏎", "enter")
    case .escape: return "esc"
    case .tab: return "tab"
    case .backTab: return word("⇧tab", "S-tab")
    case .backspace: return "backspace"
    case .delete: return "del"
    case .up: return word("↑", "up")
    case .down: return word("↓", "down")
    case .left: return word("←", "left")
    case .right: return word("→", "right")
    case .shiftLeft: return word("⇧←", "S-left")
    case .shiftRight: return word("⇧→", "S-right")
    case .home: return "Home"
    case .end: return "End"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    case .function(let number): return "F\(number)"
    }
  }
}

extension Key {
  /// Whether it is one of the four arrows.
  var isArrow: Bool { [.up, .down, .left, .right].contains(self) }
}
