/// Where things stand inside the pane of the histogram.
struct HistogramPaneLayout: Sendable {
  /// A class that a click chooses.
  struct Chip: Sendable {
    var classIndex: Int
    var label: String
    var frame: Rectangle
  }

  /// The title in the border: arrows, class and, as room allows, what is evaluated and when.
  let title: [TextRun]
  /// The note at the right end of the border.
  let note: String
  /// The arrow to the class before.
  let previousArrow: Rectangle
  /// The arrow to the class after.
  let nextArrow: Rectangle
  /// Classes to click on, where no list of classes is drawn.
  let chips: [Chip]
  /// The bars of the positives, and of the negatives too where they are overlaid.
  let positives: Rectangle
  /// The shared axis.
  let axisRow: Rectangle
  /// The bars of the negatives.
  let negatives: Rectangle
  /// The single marks of the logits that decide the margin; empty where rows are few.
  let rugRow: Rectangle
  /// The tick labels.
  let tickRow: Rectangle
  /// Lines of plain words below.
  let words: Rectangle
  /// Whether the outermost row of each half is kept free for its label.
  let hasLabelRows: Bool
  /// Whether the bars of both stand on the axis, one behind the other.
  let isOverlaid: Bool
  /// The axis; nil before there are logits.
  let axis: HistogramAxis?

  init(frame: Rectangle, state: ExplorerState) {
    var rest = frame.inner
    let showsChips =
      rest.height >= 11 && state.classCount > 1
      && (state.isExpanded || state.layout.frame(of: .classes) == nil)
    let chipRow = rest.takeTop(showsChips ? 1 : 0)
    words = rest.takeBottom(rest.height >= 14 ? 2 : rest.height >= 8 ? 1 : 0)
      .inset(horizontally: 1, vertically: 0)
    let plot = rest.inset(horizontally: 1, vertically: 0)
    rest = plot
    tickRow = rest.takeBottom(1)
    rugRow = rest.takeBottom(rest.height >= 12 ? 1 : 0)
    let bars = max(0, rest.height - 1)
    hasLabelRows = bars >= 10
    isOverlaid = state.isOverlaid
    positives = rest.takeTop(isOverlaid ? bars : (bars + 1) / 2)
    axisRow = rest.takeTop(1)
    negatives = rest
    let axis = (state.zoom ?? state.axisRange).flatMap { range in
      plot.width > 0 ? HistogramAxis(range: range, columns: plot.width) : nil
    }
    self.axis = state.histogramView?.range == nil ? nil : axis
    (title, note) = Self.title(of: state, axis: self.axis, width: frame.width)
    previousArrow = Rectangle(column: frame.column + 3, row: frame.row, width: 1, height: 1)
    let classWidth = title.count > 1 ? title[1].text.displayWidth : 0
    nextArrow = Rectangle(
      column: previousArrow.column + 1 + classWidth, row: frame.row, width: 1, height: 1)
    chips = Self.chips(of: state, in: chipRow.inset(horizontally: 1, vertically: 0))
  }

  /// The whole area between the first bar and the last tick label.
  var plot: Rectangle {
    Rectangle(
      column: axisRow.column, row: positives.row, width: axisRow.width,
      height: positives.height + 1 + negatives.height + rugRow.height + tickRow.height)
  }

  private static func title(
    of state: ExplorerState, axis: HistogramAxis?, width: Int
  ) -> ([TextRun], String) {
    let room = width - 6
    guard room > 8 else { return ([], "") }
    let name =
      state.isPooled ? "true against false logits" : "class \(state.classLabel(state.classIndex))"
    let label = " \(name) ".truncated(to: room - 2)
    var suffixes = [""]
    if let evaluation = state.evaluation {
      let step =
        state.hasSteps ? " · step " + NumberText.integer(evaluation.moment.step) : ""
      let count = NumberText.integer(evaluation.snapshot.exampleCount)
      let part = (state.pooledView?.rowStep ?? 1) > 1 ? "a part of " : ""
      suffixes = [" · \(part)\(count) test \(state.exampleNoun)s\(step)", step, ""]
    }
    var notes = [""]
    if let axis {
      let width = "bin " + NumberText.setting(axis.bins.width)
      let lock = state.isAxisLocked ? " · axis locked" : state.zoom != nil ? " · zoomed" : ""
      let times = state.barMagnification > 1 ? "×\(state.barMagnification)" : ""
      let scale = state.scale.name + (times.isEmpty ? "" : " " + times)
      notes = ["\(scale) · \(width)\(lock)", (times.isEmpty ? "" : times + " · ") + width + lock]
      // That not all is seen is told before anything else.
      let parts = [times, String(lock.drop { " ·".contains($0) })].filter { !$0.isEmpty }
      if !parts.isEmpty { notes += [parts.joined(separator: " · "), parts[0]] }
    }
    if !state.lens.isBare {
      let lens = state.lens.shortName
      notes = notes.map { $0.isEmpty ? lens : lens + " · " + $0 } + [lens]
    }
    let odd = oddities(of: state)
    notes = notes.map { odd.isEmpty ? $0 : $0.isEmpty ? odd : odd + " · " + $0 }
    let used = label.displayWidth + 2
    for note in notes {
      for suffix in suffixes
      where used + suffix.displayWidth + (note.isEmpty ? 0 : note.displayWidth + 4) <= room {
        return (runs(label, suffix, state), note)
      }
    }
    return (runs(label, "", state), "")
  }

  private static func runs(
    _ label: String, _ suffix: String, _ state: ExplorerState
  ) -> [TextRun] {
    let hasArrows = state.canChangeClass && !state.isPooled
    return [
      TextRun(hasArrows ? "◄" : "", .key), TextRun(label, .paneTitle),
      TextRun(hasArrows ? "►" : "", .key), TextRun(suffix, .subtle),
    ]
  }

  /// What cannot be drawn on an axis, counted; empty when there is nothing of the kind.
  static func oddities(of state: ExplorerState) -> String {
    guard let view = state.histogramView else { return "" }
    var parts: [String] = []
    if view.scores.nanCount > 0 { parts.append(NumberText.integer(view.scores.nanCount) + " NaN") }
    if view.negativeInfinityCount > 0 {
      parts.append(NumberText.integer(view.negativeInfinityCount) + " −∞")
    }
    if view.positiveInfinityCount > 0 {
      parts.append(NumberText.integer(view.positiveInfinityCount) + " +∞")
    }
    return parts.joined(separator: " ")
  }

  /// As many classes around the chosen one as fit, with names if all names fit.
  private static func chips(of state: ExplorerState, in row: Rectangle) -> [Chip] {
    guard !row.isEmpty else { return [] }
    let count = state.classCount
    let numbers = { (index: Int) in " \(index) " }
    let named = { (index: Int) in " \(state.classLabel(index)) " }
    let allNamed =
      count <= 64 && (0..<count).reduce(0) { $0 + named($1).displayWidth } <= row.width
    let label = allNamed ? named : numbers
    var (first, last) = (state.classIndex, state.classIndex)
    var used = label(first).count
    while true {
      let before = first > 0 ? label(first - 1).displayWidth : .max
      let after = last + 1 < count ? label(last + 1).displayWidth : .max
      let isNearerBack = state.classIndex - first <= last - state.classIndex
      let goesBack = first > 0 && (isNearerBack || after == .max)
      let next = goesBack ? before : after
      guard next != .max, used + next <= row.width else { break }
      used += next
      if goesBack { first -= 1 } else { last += 1 }
    }
    var rest = row
    return (first...last).compactMap { index in
      let isChosen = index == state.classIndex
      let text = isChosen ? "[" + label(index).dropFirst().dropLast() + "]" : label(index)
      let frame = rest.takeLeft(text.displayWidth)
      return frame.width == text.displayWidth
        ? Chip(classIndex: index, label: text, frame: frame) : nil
    }
  }
}
