/// The line at the bottom: the keys that do something now, or a notice until the first key.
enum HintLine {
  static func draw(_ state: ExplorerState, in line: Rectangle, on canvas: inout Canvas) {
    let notices = [state.notice, canvas.capabilities.notice].compactMap(\.self)
    if state.showsNotices, !notices.isEmpty {
      let end = canvas.text(
        notices.joined(separator: " · "), line.column + 1, line.row, .strong,
        width: line.width - 2)
      let hint = "? help"
      if end + 2 + hint.count < line.endColumn {
        canvas.textEnding(
          at: line.endColumn - 1, hint, line.row, .hint, width: hint.count)
      }
      return
    }
    if state.showsFrameReport {
      let text = state.tools.frameReport?.text ?? "what the next frame costs is shown here"
      canvas.text(text, line.column + 1, line.row, .subtle, width: line.width - 2)
      return
    }
    var column = line.column + 1
    for hint in fitting(hints(of: state, hasUnicode: canvas.hasUnicode), width: line.width - 2) {
      column = canvas.text(hint.key, column, line.row, .key)
      column = canvas.text(" " + hint.text, column, line.row, .hint) + 2
    }
  }

  private struct Hint {
    var key: String
    var text: String
    var rank: Int
    var width: Int { key.displayWidth + 1 + text.displayWidth + 2 }
  }

  /// Every available binding that has a rank, the ones that must stay last.
  private static func hints(of state: ExplorerState, hasUnicode: Bool) -> [Hint] {
    var taken: Set<Key> = []
    var hints: [Hint] = []
    for binding in KeyBinding.all where binding.isAvailable(state) {
      // A key that an earlier binding has is not this one's to announce.
      let map = state.tools.keyMap
      let keys = binding.actions.map { map.key($0.key, of: $0.action) }
      guard let first = keys.first, taken.isDisjoint(with: [first]) else { continue }
      taken.formUnion(keys)
      guard let rank = binding.hintRank else { continue }
      let label = binding.label(map, hasUnicode: hasUnicode)
      var names = label.split(separator: " ")
      if state.typedField != nil {
        // What types a character does nothing else.
        names.removeAll { name in
          keys.contains { $0 == name.first.map(Key.character) && name.count == 1 }
        }
      }
      guard let name = names.first else { continue }
      hints.append(
        Hint(key: String(name), text: binding.hint, rank: rank == 0 ? .max : rank))
    }
    return hints.sorted { $0.rank < $1.rank }
  }

  /// The hints that fit: help and quit always, the others from the first on.
  private static func fitting(_ hints: [Hint], width: Int) -> [Hint] {
    let fixed = hints.filter { $0.rank == .max }
    var room = width + 2 - fixed.reduce(0) { $0 + $1.width }
    var shown: [Hint] = []
    for hint in hints where hint.rank != .max && hint.width <= room {
      room -= hint.width
      shown.append(hint)
    }
    return shown + fixed
  }
}
