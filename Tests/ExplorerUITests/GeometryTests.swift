import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct GeometryTests {
  @Test(arguments: ExplorerView.allCases) func panesAreDisjointAndInsideAtEverySize(
    view: ExplorerView
  ) {
    var cases: [(focus: Pane, instrument: Pane?)] = view.panes.map { ($0, nil) }
    if view == .explore {
      cases += [(.histogram, .offsetTable), (.gradientStrip, .gradientStrip)]
    }
    for width in 1...250 {
      for height in 1...80 {
        let size = Size(width: width, height: height)
        for (place, (focus, instrument)) in cases.enumerated() {
          // Every pair of these meets every pane at a quarter of the sizes.
          let kind = (width + 2 * height + place) % 4
          let layout = ScreenLayout(
            size: size, view: view, focus: focus, isExpanded: kind == 3, instrument: instrument,
            hasLesson: kind % 2 == 0)
          if let problem = Self.problem(layout, focus: focus, size: size) {
            Issue.record("\(width)×\(height) \(view) \(focus): \(problem)")
            return
          }
        }
      }
    }
  }

  /// What is wrong with where things stand; nil if nothing is.
  private static func problem(_ layout: ScreenLayout, focus: Pane, size: Size) -> String? {
    let lines = [
      layout.titleLine, layout.hintLine, layout.tabLine, layout.timelineLine, layout.metricsLine,
      layout.lessonStrip,
    ].compactMap(\.self)
    guard layout.hasRoom == (size.width >= 40 && size.height >= 12) else { return "room" }
    if layout.hasRoom, layout.frame(of: focus)?.isEmpty ?? true { return "no focus" }
    return problem(
      lines + layout.panes.map(\.frame),
      in: Rectangle(column: 0, row: 0, width: size.width, height: size.height))
  }

  @Test func everySizeWithRoomShowsTheHistogramAndMetrics() {
    for width in 40...250 {
      for height in 12...80 {
        let size = Size(width: width, height: height)
        let layout = ScreenLayout(size: size, view: .explore, focus: .histogram, isExpanded: false)
        #expect(layout.frame(of: .histogram).map { $0.width >= 38 && $0.height >= 8 } == true)
        #expect((layout.metricsLine != nil) != (layout.frame(of: .separation) != nil))
        #expect((layout.timelineLine?.height == 1) == (height >= 16))
        #expect(layout.titleLine.height == 1 && layout.hintLine.height == 1)
      }
    }
  }

  @Test func insidesOfPanesAreDisjointAndInside() {
    var state = Synthetic.live(examples: 60)
    for width in stride(from: 40, through: 250, by: 7) {
      for height in stride(from: 12, through: 80, by: 3) {
        _ = update(&state, .resized(Size(width: width, height: height)))
        for (pane, frame) in state.layout.panes {
          let parts: [Rectangle]
          switch pane {
          case .histogram:
            let inside = HistogramPaneLayout(frame: frame, state: state)
            parts =
              [
                inside.positives, inside.axisRow, inside.negatives, inside.rugRow, inside.tickRow,
                inside.words,
              ] + inside.chips.map(\.frame)
            let plot = inside.plot
            #expect(plot.endRow == inside.tickRow.endRow && plot.row == inside.positives.row)
            #expect(inside.axisRow.height == 1 && inside.tickRow.height == 1)
            #expect(inside.axis.map { $0.columnCount <= inside.axisRow.width } == true)
          case .losses:
            let inside = LossPaneLayout(frame: frame, cursor: state.lossCursor)
            parts = inside.rows.map(\.frame) + [inside.reason, inside.settings]
          case .classes:
            parts = ClassPaneLayout(
              frame: frame, classCount: state.classCount, classIndex: state.classIndex
            ).rows.map(\.frame)
          default: parts = []  // The other views have tests of their own.
          }
          let problem = Self.problem(parts, in: frame.inner)
          #expect(problem == nil, "\(width)×\(height) \(pane): \(problem ?? "")")
        }
      }
    }
  }

  /// Each pane is drawn on a field of marks; outside its frame every mark must still be there, and
  /// nothing may break the frame.
  @Test func panesDrawNothingOutsideTheirFrames() {
    var state = Synthetic.live(examples: 60, names: (0..<30).map { "a rather long name \($0)" })
    for width in stride(from: 40, through: 210, by: 17) {
      for height in stride(from: 12, through: 66, by: 9) {
        let size = Size(width: width, height: height)
        _ = update(&state, .resized(size))
        for isExpanded in [false, true] {
          state.isExpanded = isExpanded
          state.barMagnification = isExpanded ? 16 : 1
          for (pane, frame) in state.layout.panes {
            Self.expectInside(pane, frame, state, size)
          }
        }
        state.isExpanded = false
      }
    }
  }

  static func expectInside(
    _ pane: Pane, _ frame: Rectangle, _ state: ExplorerState, _ size: Size
  ) {
    var canvas = Canvas(size: size, capabilities: TerminalCapabilities())
    canvas.fill(Rectangle(column: 0, row: 0, width: size.width, height: size.height), "@")
    pane.draw(state, in: frame, on: &canvas)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let character = canvas.grid[column, row].character
        guard frame.contains(column: column, row: row) else {
          if character != "@" {
            Issue.record("\(size) \(pane) draws \(character) at \(column), \(row)")
            return
          }
          continue
        }
        let isSide = column == frame.column || column == frame.endColumn - 1
        if isSide, !"│╭╮╰╯▲▼".contains(character) {
          Issue.record("\(size) \(pane) breaks its frame at \(column), \(row)")
          return
        }
      }
    }
  }

  /// What is wrong with rectangles that should be disjoint and inside another; nil when nothing is.
  static func problem(_ parts: [Rectangle], in whole: Rectangle) -> String? {
    let parts = parts.filter { !$0.isEmpty }
    for (index, part) in parts.enumerated() {
      let isInside =
        part.column >= whole.column && part.endColumn <= whole.endColumn
        && part.row >= whole.row && part.endRow <= whole.endRow
      if !isInside { return "\(part) leaves \(whole)" }
      for other in parts[(index + 1)...]
      where part.columns.overlaps(other.columns) && part.rows.overlaps(other.rows) {
        return "\(part) overlaps \(other)"
      }
    }
    return nil
  }
}
