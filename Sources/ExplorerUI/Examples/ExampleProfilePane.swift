import LogitEngine

/// One example: what is wrong with it, its picture, and its logits for all classes.
enum ExampleProfilePane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let layout = state.exampleProfileLayout(in: frame)
    var title = [TextRun("Example", .paneTitle)]
    if let profile = state.examples.profile {
      title.append(TextRun(" \(profile.example)", .strong))
      title.append(
        TextRun(
          profile.classes.count == 1
            ? " true class \(state.classLabel(profile.classes[0]))"
            : profile.classes.isEmpty
              ? " of no class" : " true classes \(state.classesLabel(profile.classes))", .subtle))
    }
    canvas.frame(
      frame, title: title, note: place(state), isFocused: state.focus == .exampleProfile)
    guard let profile = state.examples.profile, let snapshot = state.evaluation?.snapshot,
      profile.example < snapshot.exampleCount
    else {
      canvas.text(
        "no example", layout.words.column, layout.words.row, .subtle, width: layout.words.width)
      return
    }
    drawWords(profile, state, snapshot, in: layout.words, on: &canvas)
    drawPicture(profile.example, state, in: layout.picture, on: &canvas)
    ProfileBars(profile, state, layout: layout).draw(on: &canvas)
  }

  private static func place(_ state: ExplorerState) -> String {
    guard let position = state.examples.position else { return "" }
    return NumberText.integer(position + 1) + "/" + NumberText.integer(state.examples.rows.count)
  }

  /// Why the example is in the list, in a sentence.
  private static func drawWords(
    _ profile: ExampleProfile, _ state: ExplorerState, _ snapshot: LogitSnapshot,
    in box: Rectangle, on canvas: inout Canvas
  ) {
    let logit = snapshot.logit(ofClass: state.classIndex, at: profile.example)
    let isPositive = profile.classes.contains(state.classIndex)
    let value = NumberText.logit(logit)
    let rank = state.rank(of: logit).map { ", rank \(NumberText.integer($0))" } ?? ""
    let threshold = state.threshold.map { Metric.threshold.format($0) } ?? ""
    let name = state.classLabel(state.classIndex)
    let wordings: [String]
    var role: Role = isPositive ? .positive : .negative
    switch state.isMistake(logit, isPositive: isPositive) {
    case true? where isPositive:
      wordings = [
        "✗ missed: its logit of class \(name) is \(value)\(rank), below the threshold "
          + threshold, "✗ missed: \(value) is below \(threshold)",
      ]
      role = .positiveMistake
    case true?:
      wordings = [
        "✗ false alarm: its logit of class \(name) is \(value)\(rank), not below the threshold "
          + threshold, "✗ false alarm: \(value), not below \(threshold)",
      ]
      role = .negativeMistake
    case false?:
      let side = isPositive ? "at or above" : "below"
      wordings = [
        "✓ \(isPositive ? "found" : "rejected"): its logit of class \(name) is \(value)\(rank), "
          + "\(side) the threshold \(threshold)", "✓ \(value) is \(side) \(threshold)",
      ]
    case nil: wordings = ["its logit of class \(name) is \(value)\(rank)", value]
    }
    let lines =
      wordings.map { $0.wrapped(to: box.width) }.first { $0.count <= box.height }
      ?? [wordings.last ?? ""]
    for (offset, line) in lines.prefix(box.height).enumerated() {
      canvas.text(line, box.column, box.row + offset, role, width: box.width)
    }
  }

  private static func drawPicture(
    _ example: Int, _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    guard let set = state.exampleSet else {
      let lines = (state.reasonWithoutPicture ?? "").wrapped(to: max(1, box.width))
      for (offset, line) in lines.prefix(box.height).enumerated() {
        canvas.text(line, box.column, box.row + offset, .subtle, width: box.width)
      }
      return
    }
    let values = set.values(of: example)
    if set.shape.isPicture {
      PixelPicture(values, shape: set.shape).draw(in: box, on: &canvas)
    } else {
      drawFeatures(values, in: box, on: &canvas)
    }
  }

  /// The features that are largest, whichever their sign.
  private static func drawFeatures(
    _ values: [Float], in box: Rectangle, on canvas: inout Canvas
  ) {
    let largest = values.indices.sorted {
      let (left, right) = (values[$0].magnitude, values[$1].magnitude)
      return left != right ? left > right : $0 < $1
    }
    let words = largest.prefix(24).map {
      "#\($0)\u{A0}\(NumberText.general(Double(values[$0]), digits: 2))"
    }
    let text =
      "largest of \(NumberText.integer(values.count)) features: " + words.joined(separator: " ")
    for (offset, line) in text.wrapped(to: box.width).prefix(box.height).enumerated() {
      canvas.text(
        line.split(separator: "\u{A0}").joined(separator: " "), box.column, box.row + offset,
        .subtle, width: box.width)
    }
  }
}
