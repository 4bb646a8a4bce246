/// Where things stand in the line of the timeline.
struct TimelineLayout: Sendable {
  /// The step that is shown, in words; empty where there are no steps.
  let label: String
  /// Which evaluation that is, of how many.
  let count: String
  /// The columns that stand for the run.
  let track: Rectangle
  private let timeline: Timeline
  private let steps: ClosedRange<Double>

  init(frame: Rectangle, timeline: Timeline, lastStep: Int, hasSteps: Bool = true) {
    self.timeline = timeline
    let entries = timeline.entries
    let first = Double(entries.first?.moment.step ?? 0)
    let last = Double(max(entries.last?.moment.step ?? 0, lastStep))
    // Beyond 2^53, one more is the same.
    steps = first...max(last, first + 1, first.nextUp)
    // As wide as they can get, so that the track stays where it is.
    let widest = NumberText.integer(max(entries.last?.moment.step ?? 0, lastStep)).count
    let step = timeline.shown.map { NumberText.integer($0.moment.step) } ?? NumberText.undefined
    label = hasSteps ? "step " + step.padded(to: widest, alignedRight: true) : ""
    let total = NumberText.integer(entries.count)
    let position = NumberText.integer(timeline.shownIndex.map { $0 + 1 } ?? 0)
    count = position.padded(to: total.count, alignedRight: true) + "/" + total
    var rest = frame
    _ = rest.takeLeft(label.displayWidth + 2)
    _ = rest.takeRight(count.displayWidth + 2)
    track = rest
  }

  /// The column of a step.
  func column(ofStep step: Int) -> Int {
    guard track.width > 1 else { return track.column }
    let share =
      (Double(step) - steps.lowerBound) / (steps.upperBound - steps.lowerBound)
    return track.column
      + Int((share.clamped(to: 0...1) * Double(track.width - 1)).rounded())
  }

  /// The entry nearest to a column; the ends of the track hold beyond it.
  func index(atColumn column: Int) -> Int? {
    guard track.width > 1 else { return nil }
    let share = (Double(column - track.column) / Double(track.width - 1)).clamped(to: 0...1)
    return timeline.index(
      nearestTo: steps.lowerBound + share * (steps.upperBound - steps.lowerBound))
  }

  /// How many evaluations each column of the track stands for.
  var counts: [Int] {
    var counts = [Int](repeating: 0, count: track.width)
    guard !counts.isEmpty else { return [] }
    for entry in timeline.entries {
      counts[column(ofStep: entry.moment.step) - track.column] += 1
    }
    return counts
  }
}

extension ExplorerState {
  /// The line of the timeline as it is drawn; nil when it is not.
  var timelineLayout: TimelineLayout? {
    layout.timelineLine.map {
      TimelineLayout(
        frame: $0, timeline: shownTimeline,
        lastStep: showsComparison ? shownTimeline.entries.last?.moment.step ?? 0 : moment.step,
        hasSteps: hasSteps)
    }
  }
}
