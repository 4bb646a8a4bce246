/// The list of everything that can be done now, narrowed down by what is typed.
enum CommandPalette {
  /// A line of the list.
  struct Entry: Sendable {
    var key: Key
    var action: ExplorerAction
    var words: String
  }

  /// The lines that match what has been typed, the best first.
  static func entries(_ state: ExplorerState) -> [Entry] {
    var below = state
    below.overlay = nil
    let query = state.tools.palette.text.lowercased().filter { $0 != " " }
    let found = all(below).enumerated().compactMap { place, entry in
      score(query, in: entry.words).map { (entry, score: $0, place: place) }
    }
    return found.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.0)
  }

  /// Everything that the keys do in a state, in the order of the table.
  private static func all(_ state: ExplorerState) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<ExplorerAction> = [.tool(.showPalette)]
    for binding in KeyBinding.all where binding.isAvailable(state) {
      for (key, action) in binding.actions {
        let key = state.tools.keyMap.key(key, of: action)
        guard !seen.contains(action), KeyBinding.action(for: key, in: state) == action else {
          continue
        }
        seen.insert(action)
        entries.append(Entry(key: key, action: action, words: words(action, of: binding)))
      }
    }
    // Who opens the list looks for what the arrows do not do anyway.
    return entries.filter { !$0.key.isArrow } + entries.filter(\.key.isArrow)
  }

  /// What an action does; not what all the keys of its line do, where that would not tell them
  /// apart.
  private static func words(_ action: ExplorerAction, of binding: KeyBinding) -> String {
    guard case .show(let view) = action else { return binding.explanation }
    return "Show view \(view.digit), \(view.name): \(view.summary)."
  }

  /// How well letters match a text in which they must occur in order; nil when they do not.
  ///
  /// Beginnings of words count most, then letters that follow one another.
  static func score(_ query: String, in text: String) -> Int? {
    let letters = Array(text.lowercased())
    var best: Int?
    let wanted = Array(query)
    guard let first = wanted.first else { return 0 }
    for start in letters.indices where letters[start] == first {
      var (score, place, previous) = (0, start, -2)
      for letter in wanted {
        while place < letters.count, letters[place] != letter { place += 1 }
        guard place < letters.count else { return best }
        let beginsWord = place == 0 || !letters[place - 1].isLetter
        score += beginsWord ? 8 : place == previous + 1 ? 6 : 1
        previous = place
        place += 1
      }
      best = max(best ?? .min, score * 1000 - start)
    }
    return best
  }

  static func box(in size: Size) -> OverlayBox {
    OverlayBox(in: size, width: min(76, size.width - 6), height: rowCount(in: size) + 1)
  }

  private static func rowCount(in size: Size) -> Int { max(1, min(14, size.height - 5)) }

  /// The first line of the list that is drawn.
  private static func firstRow(_ state: ExplorerState, count: Int) -> Int {
    let cursor = state.tools.paletteCursor.clamped(to: 0...max(0, count - 1))
    return (cursor - rowCount(in: state.size) + 1).clamped(to: 0...max(0, count - 1))
  }

  /// The line of the list at a row of the screen; nil where there is none.
  static func place(atRow row: Int, _ state: ExplorerState) -> Int? {
    let count = entries(state).count
    let offset = row - box(in: state.size).inside.row - 1
    guard (0..<rowCount(in: state.size)).contains(offset) else { return nil }
    let place = firstRow(state, count: count) + offset
    return place < count ? place : nil
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let entries = entries(state)
    let rows = rowCount(in: canvas.size)
    let box = canvas.draw(box(in: canvas.size), title: "Commands", note: "esc")
    canvas.text(":", box.column, box.row, .key)
    canvas.runs(
      state.tools.palette.runs(isTyping: true), box.column + 2, box.row, width: box.width - 2)
    let cursor = state.tools.paletteCursor.clamped(to: 0...max(0, entries.count - 1))
    let first = firstRow(state, count: entries.count)
    for (offset, entry) in entries.dropFirst(first).prefix(rows).enumerated() {
      let row = box.row + 1 + offset
      let isChosen = first + offset == cursor
      if isChosen {
        canvas.fill(
          Rectangle(column: box.column, row: row, width: box.width, height: 1), " ", .selection)
      }
      canvas.text(
        entry.key.label(hasUnicode: canvas.hasUnicode), box.column, row,
        isChosen ? .selection : .key, width: 7)
      canvas.text(
        entry.words, box.column + 8, row, isChosen ? .selection : .text, width: box.width - 8)
    }
    if entries.isEmpty {
      canvas.text(
        "nothing that can be done now has these letters", box.column, box.row + 1, .subtle,
        width: box.width)
    }
  }
}
