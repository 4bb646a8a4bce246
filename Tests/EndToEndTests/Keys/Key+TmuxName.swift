import ExplorerUI

extension Key {
  /// What tmux calls the key.
  var tmuxName: String {
    switch self {
    case .character(" "): "Space"
    // A semicolon ends a command of tmux.
    case .character(";"): "\\;"
    case .character(let character): String(character)
    case .control(let letter): "C-\(letter)"
    case .enter: "Enter"
    case .escape: "Escape"
    case .tab: "Tab"
    case .backTab: "BTab"
    case .backspace: "BSpace"
    case .delete: "DC"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .shiftLeft: "S-Left"
    case .shiftRight: "S-Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PPage"
    case .pageDown: "NPage"
    case .function(let number): "F\(number)"
    }
  }
}
