/// The help screen: every key, and what is seen, from the same tables as everything else.
public enum HelpScreen {
  /// A word on it that no view has.
  public static let mark = "closes"

  private enum Line {
    case heading(String)
    case key(String, String)
    case words(String)
    case gap
  }

  /// How far the text can be scrolled on the screen of a state.
  static func maximumOffset(_ state: ExplorerState) -> Int {
    let lineCounts = [true, false].flatMap {
      columns(state, width: state.size.width, hasUnicode: $0).map(\.count)
    }
    return max(0, (lineCounts.max() ?? 0) - max(1, state.size.height - 2))
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let frame = Rectangle(
      column: 0, row: 0, width: canvas.size.width, height: canvas.size.height)
    let offset = state.helpOffset.clamped(to: 0...maximumOffset(state))
    let scroll = canvas.hasUnicode ? "↑↓ scroll · " : "up/down scroll · "
    canvas.frame(
      frame, title: [TextRun("Help", .paneTitle)],
      note: (maximumOffset(state) > 0 ? scroll : "") + "esc \(mark) · q quits", isFocused: true)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let columns = columns(state, width: canvas.size.width, hasUnicode: canvas.hasUnicode)
    let keyWidth = keyWidth(state.tools.keyMap, hasUnicode: canvas.hasUnicode)
    let width = box.width / columns.count
    for (index, lines) in columns.enumerated() {
      let left = box.column + index * width
      for (row, line) in lines.dropFirst(offset).prefix(box.height).enumerated() {
        draw(
          line, left, box.row + row, width: width - (columns.count > 1 ? 1 : 0),
          keyWidth: keyWidth, on: &canvas)
      }
    }
  }

  private static func draw(
    _ line: Line, _ column: Int, _ row: Int, width: Int, keyWidth: Int,
    on canvas: inout Canvas
  ) {
    switch line {
    case .heading(let text): canvas.text(text, column, row, .strong, width: width)
    case .key(let key, let text):
      canvas.text(key, column + 1, row, .key, width: keyWidth - 2)
      canvas.text(text, column + keyWidth, row, .text, width: width - keyWidth)
    case .words(let text): canvas.text(text, column + 1, row, .subtle, width: width - 1)
    case .gap: break
    }
  }

  /// The columns of the longest label of keys, with a gap on both sides, as far as there is room
  /// for the texts as well.
  private static func keyWidth(_ map: KeyMap, hasUnicode: Bool) -> Int {
    KeyBinding.all.reduce(0) {
      max($0, min(14, $1.label(map, hasUnicode: hasUnicode).displayWidth))
    } + 3
  }

  private static func columns(
    _ state: ExplorerState, width: Int, hasUnicode: Bool
  ) -> [[Line]] {
    let inner = max(1, width - 4)
    let map = state.tools.keyMap
    if width >= 110 {
      let half = inner / 2 - 1
      return [
        pane(state, width: half) + notes(state, width: half)
          + keys([.run, .loss, .compare, .look, .learn], width: half, hasUnicode: hasUnicode, map),
        keys(
          [.classes, .examples, .instruments, .timeline, .runs, .screen], width: half,
          hasUnicode: hasUnicode, map)
          + words(width: half),
      ]
    }
    return [
      pane(state, width: inner) + notes(state, width: inner)
        + keys(KeyBinding.Section.allCases, width: inner, hasUnicode: hasUnicode, map)
        + words(width: inner)
    ]
  }

  /// What the pane with the focus shows.
  private static func pane(_ state: ExplorerState, width: Int) -> [Line] {
    [.heading("This pane: " + state.focus.name)]
      + state.focus.explanation.wrapped(to: max(8, width - 1)).map { .words($0) } + [.gap]
  }

  /// What was assumed in reading the data; nothing where there is nothing to say.
  private static func notes(_ state: ExplorerState, width: Int) -> [Line] {
    guard !state.dataNotes.isEmpty else { return [] }
    return [.heading("How the data was read")]
      + state.dataNotes.flatMap { $0.wrapped(to: max(8, width - 1)).map { .words($0) } } + [.gap]
  }

  private static func keys(
    _ sections: [KeyBinding.Section], width: Int, hasUnicode: Bool, _ map: KeyMap
  ) -> [Line] {
    var lines: [Line] = []
    let keyWidth = keyWidth(map, hasUnicode: hasUnicode)
    for section in sections {
      lines.append(.heading(section.rawValue))
      for binding in KeyBinding.all where binding.section == section {
        let label = binding.label(map, hasUnicode: hasUnicode)
        let texts = binding.explanation.wrapped(to: max(8, width - keyWidth))
        for (index, text) in texts.enumerated() {
          lines.append(.key(index == 0 ? label : "", text))
        }
      }
      lines.append(.gap)
    }
    return lines
  }

  private static func words(width: Int) -> [Line] {
    let paragraphs = [
      "Positives are the test examples of the chosen class, negatives all others. Each has one logit "
        + "for the class; the histogram shows positives above the axis and negatives below it.",
      "The question is whether one threshold on that logit alone can tell them apart. Pale bars are "
        + "on the wrong side of it.",
      "✓ A loss is aligned when driving it down puts the true logit of any example above the false "
        + "logits of every example. ✗ Others order logits within one example only.",
      "The line above the keys stands for the run, with a mark for each evaluation. All panes show "
        + "the moment that is highlighted; the training goes on meanwhile.",
      "Curves: solid is the bare logit, dotted the softmax probability, which needs all logits; the "
        + "dotted arcs are lines of equal F1. The dot is the threshold, the same in all views: R "
        + "has a rule set it, t moves it, and so does a click on a curve.",
      "Speed: what it takes to ask for one class, with its logit alone and with all logits, for "
        + "more and more classes, measured on the body of this network.",
      "Learn: seven lessons on this very run. The step under way stands above the timeline in every "
        + "view; everything else works as ever meanwhile.",
      "Mouse: click a loss, again to restart with it; click a class, an arrow, a pane, a line of a "
        + "box; drag the threshold, by its line or along the axis; drag elsewhere in the histogram "
        + "to brush bins; drag along the timeline. The wheel changes class, and over the axis, or "
        + "with Ctrl or Alt, it zooms. Shift-drag selects text.",
    ]
    return [.heading("What you see")]
      + paragraphs.flatMap { $0.wrapped(to: max(8, width - 1)).map { .words($0) } + [.gap] }
  }
}
