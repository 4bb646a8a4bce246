import LogitEngine

/// The smallest true and the largest false logit, side by side with their pictures, and the margin
/// with and without them.
enum WorstPairBox {
  static func box(in size: Size) -> OverlayBox {
    let width = min(124, size.width - 8)
    // Where there is room the pictures are twice as large.
    let isLarge = width >= 118 && size.height >= 42
    return OverlayBox(in: size, width: width, height: isLarge ? 34 : min(24, size.height - 4))
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    var box = canvas.draw(box(in: canvas.size), title: "The worst pair", note: "w, esc")
    guard let pair = state.worstPair, let snapshot = state.evaluation?.snapshot else {
      canvas.text("no pair: a NaN, or no true or no false logit", box.column, box.row, .subtle)
      return
    }
    let words = words(pair).flatMap { $0.wrapped(to: box.width) }
    var lines = box.takeBottom(min(words.count, max(1, box.height - 4)))
    for word in words where lines.height > 0 {
      let row = lines.takeTop(1)
      canvas.text(word, row.column, row.row, .strong, width: row.width)
    }
    _ = box.takeBottom(box.height > 8 ? 1 : 0)
    let left = box.takeLeft((box.width - 2) / 2)
    _ = box.takeLeft(2)
    let classes = snapshot.truth.classes(at: pair.highestFalse.row).map { Int($0) }
    let label = state.classesLabel(classes, most: 2)
    let named = classes.isEmpty ? label : "class \(label)"
    let numbers =
      classes.isEmpty ? label : classes.prefix(4).map(String.init).joined(separator: ", ")
    let own = pair.lowestTrue.classIndex
    let other = state.classLabel(pair.highestFalse.classIndex)
    draw(
      pair.lowestTrue, ["smallest true logit", "smallest true", "true"],
      [
        "of class \(state.classLabel(own)): the logit of its own class",
        "of class \(state.classLabel(own))", "of class \(own)",
      ], .positive, state, in: left, on: &canvas)
    draw(
      pair.highestFalse, ["largest false logit", "largest false", "false"],
      [
        "of \(named): its logit of class \(other)", "of \(named), logit of \(other)",
        "of \(numbers), logit of \(pair.highestFalse.classIndex)", "of \(numbers)",
      ], .negative, state, in: box, on: &canvas)
  }

  private static func draw(
    _ place: WorstPair.Place, _ names: [String], _ classes: [String], _ role: Role,
    _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    var box = box
    let heading = box.takeTop(1)
    let value = NumberText.fixed(place.logit, decimals: 2)
    let name = fitting(names.map { $0 + " " }, width: heading.width - value.displayWidth)
    canvas.runs(
      [TextRun(name, .subtle), TextRun(value, role)], heading.column, heading.row,
      width: heading.width)
    let line = box.takeTop(1)
    let number = NumberText.integer(place.row)
    let image = fitting(
      classes.map { "\(state.exampleNoun) \(number), \($0)" }
        + classes.suffix(1).map { "\(number), \($0)" },
      width: line.width)
    canvas.text(image, line.column, line.row, .text, width: line.width)
    if let reason = state.reasonWithoutPicture {
      let lines = reason.wrapped(to: max(1, box.width)).prefix(max(0, box.height - 1))
      for (offset, text) in lines.enumerated() {
        canvas.text(text, box.column, box.row + 1 + offset, .subtle, width: box.width)
      }
    }
    guard box.height >= 3, let set = state.exampleSet, set.shape.isPicture, place.row < set.count
    else { return }
    PixelPicture(set.values(of: place.row), shape: set.shape).draw(in: box, on: &canvas)
  }

  /// The first wording that fits, or else the last.
  private static func fitting(_ wordings: [String], width: Int) -> String {
    wordings.first { $0.displayWidth <= width } ?? wordings.last ?? ""
  }

  private static func words(_ pair: WorstPair) -> [String] {
    let margin = NumberText.fixed(pair.margin, decimals: 2)
    let meaning =
      pair.margin > 0
      ? "above 0: every true logit exceeds every false one" : "below 0: separation is broken"
    guard let without = pair.marginWithout else { return ["margin \(margin), \(meaning)"] }
    return [
      "margin \(margin), \(meaning)",
      "margin without these two logits \(NumberText.fixed(without, decimals: 2))",
    ]
  }
}
