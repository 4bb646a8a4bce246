/// The line of the timeline: a mark for each evaluation, the shown one highlighted.
enum TimelineBar {
  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    guard let layout = state.timelineLayout else { return }
    let track = layout.track
    let role: Role = state.isInPast ? .strong : .subtle
    canvas.text(
      layout.label, track.column - layout.label.displayWidth - 1, track.row, role)
    canvas.text(layout.count, track.endColumn + 1, track.row, role)
    for (offset, count) in layout.counts.enumerated() {
      let glyph: Character = count == 0 ? "─" : count == 1 ? "┴" : "■"
      canvas.put(glyph, track.column + offset, track.row, count == 0 ? .guide : .axis)
    }
    if let shown = state.shownTimeline.shown, !track.isEmpty {
      canvas.put("●", layout.column(ofStep: shown.moment.step), track.row, .key)
    }
  }
}
