/// What the frames of the explorer cost, for the line that `^G` shows.
public struct FrameReport: Hashable, Sendable {
  /// How long it took to take in what the trainer had reported before the frame.
  public var taking: Duration
  /// How long it took to draw the frame in memory.
  public var drawing: Duration
  /// How long it took to bring it to the terminal.
  public var painting: Duration
  /// The bytes that the terminal was sent for it; nil where the system does not tell.
  public var bytes: Int?
  /// The 95th percentile of the times from the arrival of a key to the end of its frame, of the last
  /// keys; nil before the first.
  public var keyToScreen: Duration?

  /// Creates a report.
  public init(
    taking: Duration, drawing: Duration, painting: Duration, bytes: Int?, keyToScreen: Duration?
  ) {
    self.taking = taking
    self.drawing = drawing
    self.painting = painting
    self.bytes = bytes
    self.keyToScreen = keyToScreen
  }

  /// The report on one line.
  var text: String {
    func milliseconds(_ duration: Duration) -> String {
      NumberText.fixed(duration / .milliseconds(1), decimals: 1) + " ms"
    }
    let parts = [
      bytes.map { "frame \(NumberText.integer($0)) bytes" } ?? "frame",
      "news \(milliseconds(taking))", "draw \(milliseconds(drawing))",
      "paint \(milliseconds(painting))",
      keyToScreen.map { "key to screen \(milliseconds($0)) (95 %)" },
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension ExplorerState {
  /// Whether what the last frame cost is shown.
  public var showsFrameReport: Bool { tools.showsFrameReport }
}
