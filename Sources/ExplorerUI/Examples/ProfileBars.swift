import LogitEngine

/// The logits of one example as bars from a common zero, with their softmax beside them.
struct ProfileBars {
  private let entries: [ExampleProfile.Entry]
  private let profile: ExampleProfile
  private let state: ExplorerState
  private let layout: ExampleProfileLayout
  private let labelWidth: Int
  private let hasProbabilities: Bool
  private let bar: Rectangle
  private let zero: Int
  private let perColumn: Double

  private static let numberWidth = 7
  private static let probabilityWidth = 7
  private static let markWidth = 2
  private static let checkWidth = 3

  init(_ profile: ExampleProfile, _ state: ExplorerState, layout: ExampleProfileLayout) {
    self.profile = profile
    self.state = state
    self.layout = layout
    let entries = profile.entries(atMost: layout.rows.height)
    self.entries = entries
    var rest = layout.rows
    let gaps = Self.markWidth + Self.checkWidth
    hasProbabilities = rest.width >= 30
    let numbers =
      Self.numberWidth + 1 + (hasProbabilities ? Self.probabilityWidth + 1 : 0)
    let room = max(0, rest.width - gaps - numbers)
    let longest = entries.reduce(5) { max($0, state.classLabel($1.classIndex).displayWidth) }
    labelWidth = min(longest, max(5, room / 2), 24, room)
    _ = rest.takeLeft(gaps + labelWidth)
    bar = Rectangle(
      column: rest.column, row: rest.row, width: min(room - labelWidth, 60), height: rest.height)
    let finite = entries.map(\.logit).filter(\.isDrawable)
    let low = min(0, finite.min() ?? 0)
    let high = max(0, finite.max() ?? 0)
    // One column is the zero's.
    let columns = Double(max(1, bar.width - 1))
    let perColumn = max((high - low) / columns, .leastNormalMagnitude)
    self.perColumn = perColumn
    zero = bar.column + Int((-low / perColumn).rounded().clamped(to: 0...columns))
  }

  func draw(on canvas: inout Canvas) {
    drawHeader(on: &canvas)
    for (offset, entry) in entries.enumerated() {
      draw(entry, row: layout.rows.row + offset, on: &canvas)
    }
  }

  private var logitEnd: Int { bar.endColumn + 1 + Self.numberWidth }

  private func drawHeader(on canvas: inout Canvas) {
    let row = layout.header.row
    let isCut = entries.count < profile.classCount
    let text =
      isCut
      ? "\(entries.count) of \(NumberText.integer(profile.classCount)) classes" : "class"
    canvas.text(
      text, layout.header.column + 2, row, .subtle,
      width: min(layout.header.width - 2, logitEnd - 6 - layout.header.column - 2))
    canvas.textEnding(at: logitEnd, "logit", row, .subtle, width: Self.numberWidth)
    guard hasProbabilities else { return }
    canvas.textEnding(
      at: logitEnd + 1 + Self.probabilityWidth, "softmax", row, .subtle,
      width: Self.probabilityWidth)
  }

  private func draw(_ entry: ExampleProfile.Entry, row: Int, on canvas: inout Canvas) {
    let isTrue = profile.classes.contains(entry.classIndex)
    let isChosen = entry.classIndex == state.classIndex
    let role: Role = isChosen ? .strong : .text
    let column = layout.rows.column
    if isChosen { canvas.put("►", column, row, .key) }
    canvas.text(state.classLabel(entry.classIndex), column + 2, row, role, width: labelWidth)
    if isTrue { canvas.put("✓", column + 3 + labelWidth, row, .positive) }
    drawBar(entry.logit, isTrue ? .positive : .negative, row: row, on: &canvas)
    canvas.textEnding(
      at: logitEnd, NumberText.logit(entry.logit), row, role, width: Self.numberWidth)
    guard hasProbabilities else { return }
    canvas.textEnding(
      at: logitEnd + 1 + Self.probabilityWidth,
      entry.probability.map(NumberText.share) ?? NumberText.undefined, row,
      isChosen ? .strong : .subtle, width: Self.probabilityWidth)
  }

  private func drawBar(_ logit: Double, _ role: Role, row: Int, on canvas: inout Canvas) {
    guard !bar.isEmpty else { return }
    canvas.put("│", zero, row, .axis)
    guard !logit.isNaN else { return }
    let room = logit < 0 ? zero - bar.column : bar.endColumn - 1 - zero
    let halves = Int((logit.magnitude / perColumn * 2).rounded().clamped(to: 0...Double(room * 2)))
    let direction = logit < 0 ? -1 : 1
    for offset in 0..<halves / 2 { canvas.put("━", zero + direction * (offset + 1), row, role) }
    if halves % 2 == 1 {
      canvas.put(logit < 0 ? "╺" : "╸", zero + direction * (halves / 2 + 1), row, role)
    }
  }
}
