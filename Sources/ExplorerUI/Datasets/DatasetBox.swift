/// The box in which a dataset is chosen.
enum DatasetBox {
  static func box(in size: Size) -> OverlayBox {
    OverlayBox(in: size, width: min(76, size.width - 6), height: rowCount(in: size) + 3)
  }

  private static func rowCount(in size: Size) -> Int { max(1, min(8, size.height - 6)) }

  /// The line of the list that is drawn first.
  private static func firstRow(_ picker: DatasetPicker, in size: Size) -> Int {
    let entries = picker.entries
    let cursor = picker.chosen.flatMap { entries.firstIndex(of: $0) } ?? 0
    return (cursor - rowCount(in: size) + 1).clamped(to: 0...max(0, entries.count - 1))
  }

  /// The line of the list at a row of the screen; nil where there is none.
  static func place(atRow row: Int, _ picker: DatasetPicker, in size: Size) -> Int? {
    let offset = row - box(in: size).inside.row - 1
    guard (0..<rowCount(in: size)).contains(offset) else { return nil }
    let place = firstRow(picker, in: size) + offset
    return place < picker.entries.count ? place : nil
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let picker = state.datasets
    let entries = picker.entries
    let rows = rowCount(in: canvas.size)
    let box = canvas.draw(
      box(in: canvas.size), title: "Train on another dataset", note: "esc")
    canvas.text(canvas.hasUnicode ? "›" : ">", box.column, box.row, .key)
    canvas.runs(
      picker.field.runs(isTyping: true), box.column + 2, box.row, width: box.width - 2)
    if picker.field.isEmpty {
      canvas.text(
        "letters of a name, or a folder, an NPZ or a CSV file", box.column + 4, box.row, .subtle,
        width: box.width - 4)
    }
    let cursor = picker.chosen.flatMap { entries.firstIndex(of: $0) } ?? 0
    let first = firstRow(picker, in: canvas.size)
    for (offset, entry) in entries.dropFirst(first).prefix(rows).enumerated() {
      let line = Rectangle(
        column: box.column, row: box.row + 1 + offset, width: box.width, height: 1)
      draw(entry, in: line, isChosen: first + offset == cursor, on: &canvas)
    }
    if picker.datasets == nil {
      canvas.text("looking for them…", box.column + 2, box.row + 1, .subtle, width: box.width - 2)
    }
    drawFoot(state, entries[optional: cursor], in: box, on: &canvas)
  }

  private static func draw(
    _ entry: DatasetPicker.Entry, in line: Rectangle, isChosen: Bool, on canvas: inout Canvas
  ) {
    if isChosen { canvas.fill(line, " ", .selection) }
    let role: Role = isChosen ? .selection : .text
    switch entry {
    case .typed(let text):
      canvas.text("\(text)", line.column + 2, line.row, role, width: line.width - 2)
    case .listed(let dataset):
      let numbers = dataset.size.map { size in
        [
          "\(NumberText.integer(size.classCount)) classes",
          "\(NumberText.integer(size.trainingCount)) + \(NumberText.integer(size.testCount))",
        ]
      }
      let name = max(16, line.width - 38)
      canvas.text(
        dataset.name, line.column + 2, line.row,
        isChosen ? .selection : dataset.size == nil ? .subtle : .text, width: name - 3)
      canvas.textEnding(
        at: line.column + name + 14, numbers?[0] ?? "not there", line.row,
        isChosen ? .selection : .subtle, width: 14)
      canvas.textEnding(
        at: line.endColumn - 1, numbers?[1] ?? "", line.row, isChosen ? .selection : .subtle,
        width: max(0, line.width - name - 16))
    }
  }

  /// What would happen with the line under the cursor, or what has gone wrong.
  private static func drawFoot(
    _ state: ExplorerState, _ entry: DatasetPicker.Entry?, in box: Rectangle,
    on canvas: inout Canvas
  ) {
    let picker = state.datasets
    let enter = canvas.hasUnicode ? "⏎" : "enter"
    let row = box.endRow - 2
    guard row > box.row + 1 else { return }
    if let opening = picker.opening {
      canvas.text("reading \(opening)…", box.column, row, .subtle, width: box.width)
    } else if let problem = picker.problem {
      for (offset, text) in problem.wrapped(to: box.width).prefix(2).enumerated() {
        canvas.text(text, box.column, row + offset, .warning, width: box.width)
      }
    } else if let entry {
      let words =
        switch entry {
        case .typed: "\(enter) reads it as a name or a path"
        case .listed(let dataset) where dataset.size == nil: dataset.place
        case .listed(let dataset):
          "\(enter) trains on it with \(state.lossUnderCursor.kind.name) · \(dataset.place)"
        }
      for (offset, text) in words.wrapped(to: box.width).prefix(2).enumerated() {
        canvas.text(text, box.column, row + offset, .subtle, width: box.width)
      }
    }
  }
}

extension Array {
  /// The element at an index; nil if there is none.
  fileprivate subscript(optional index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
