import LogitEngine

/// The separation strips of all losses: a block a loss, a row a class.
struct StripBlocks {
  private let state: ExplorerState
  private let layout: StripLayout

  init(_ state: ExplorerState, layout: StripLayout) {
    self.state = state
    self.layout = layout
  }

  func draw(on canvas: inout Canvas) {
    for block in layout.blocks {
      drawLabels(of: block, on: &canvas)
      drawHeading(of: block, on: &canvas)
      let strips = state.comparison.run(ofLoss: block.loss)?.view?.strips ?? []
      for (offset, strip) in strips.prefix(block.strips.height).enumerated() {
        let row = Rectangle(
          column: block.strips.column, row: block.strips.row + offset,
          width: block.strips.width, height: 1)
        if let strip {
          canvas.strip(strip, in: row)
        } else {
          canvas.text(NumberText.undefined, row.column, row.row, .subtle)
        }
      }
    }
    if layout.words.height > 0 {
      var line = layout.words
      line = line.takeBottom(1)
      Self.drawLegend(in: line, on: &canvas)
    }
  }

  private func drawLabels(of block: StripLayout.Block, on canvas: inout Canvas) {
    guard block.labels.width > 0 else { return }
    for (offset, index) in layout.classes.enumerated() {
      let isChosen = index == state.classIndex
      canvas.text(
        state.classLabel(index), block.labels.column,
        block.labels.row + offset, isChosen ? .strong : .subtle, width: block.labels.width - 1)
      if isChosen {
        canvas.put("►", block.labels.endColumn - 1, block.labels.row + offset, .key)
      }
    }
  }

  private func drawHeading(of block: StripLayout.Block, on canvas: inout Canvas) {
    let row = state.comparisonRow(ofLoss: block.loss)
    let place = block.heading
    canvas.put(
      row.isAligned ? "✓" : "✗", place.column, place.row, row.isAligned ? .aligned : .unaligned)
    let role: Role =
      row.isUnderCursor
      ? state.focus == .comparedHistograms ? .selection : .strong : .text
    canvas.text(row.name, place.column + 2, place.row, role, width: place.width - 2)
    guard place.height > 1, let report = row.report else { return }
    var column = place.column
    for metric in [ComparedMetric.meanAveragePrecision, .distanceToSeparation] {
      let words = [metric.name + " ", metric.shortName + " ", ""]
      let value = metric.format(metric.value(in: report))
      let room = place.endColumn - column - value.displayWidth
      guard let word = words.first(where: { $0.displayWidth <= room }) else { return }
      column = canvas.text(word, column, place.row + 1, .subtle)
      column = canvas.text(value, column, place.row + 1, .strong) + 2
    }
  }

  /// What the shades mean.
  static func drawLegend(in line: Rectangle, on canvas: inout Canvas) {
    let words = [
      "each row sorts the examples by a class's logit, both kinds at equal weight: "
        + "a clean edge is separation",
      "examples sorted by logit, both kinds at equal weight: a clean edge separates",
      "examples sorted by logit: a clean edge is separation",
      "a clean edge is separation", "clean edge: separated",
    ]
    let ramp = 12
    let start = "negatives "
    let end = " positives"
    guard line.width >= start.count + ramp + end.count else { return }
    var column = canvas.text(start, line.column, line.row, .subtle)
    canvas.strip(
      SeparationStrip(rampOf: 2 * ramp),
      in: Rectangle(column: column, row: line.row, width: ramp, height: 1))
    column = canvas.text(end, column + ramp, line.row, .subtle)
    if let fitting = words.first(where: { column + 3 + $0.displayWidth <= line.endColumn }) {
      canvas.text(fitting, column + 3, line.row, .subtle)
    }
  }
}

extension SeparationStrip {
  /// Every share once, from none to all.
  fileprivate init(rampOf count: Int) {
    self.init(shares: (0..<count).map { Double($0) / Double(max(1, count - 1)) })
  }
}

extension Canvas {
  /// Draws a strip of two shares a cell: two halves of a cell in colours of their own, or with few
  /// colours more and more ink in the colour of the positives.
  mutating func strip(_ strip: SeparationStrip, in row: Rectangle) {
    for offset in 0..<min(row.width, strip.shares.count / 2) {
      let (left, right) = (strip.shares[2 * offset], strip.shares[2 * offset + 1])
      let column = row.column + offset
      guard hasUnicode, theme.hasRamp else {
        let share = (left + right) / 2
        let level = Int((share * 4).rounded()).clamped(to: 0...4)
        let ink = hasUnicode ? Glyphs.shades[level] : Glyphs.asciiShades[level]
        put(ink, column, row.row, .mixture)
        continue
      }
      let (first, second) = (theme[Self.role(ofShare: left)], theme[Self.role(ofShare: right)])
      put(
        "▌", column, row.row,
        style: Style(foreground: first.foreground, background: second.foreground))
    }
  }

  private static func role(ofShare share: Double) -> Role {
    let roles: [Role] = [.share0, .share20, .share40, .share60, .share80, .share100]
    return roles[Int((share * 5).rounded()).clamped(to: 0...5)]
  }
}
