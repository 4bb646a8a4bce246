import Glibc

/// A line on standard error that is drawn over and over, and not at all without a terminal.
struct ProgressBar {
  private let isShown: Bool
  private let marks: (full: String, empty: String)
  private var throttle = Throttle(perSecond: 10)
  private var isDrawn = false

  init() {
    isShown = StandardError.isTerminal && Surroundings.variable("TERM") != "dumb"
    marks = Surroundings.usesUTF8 ? ("█", "░") : ("#", ".")
  }

  /// Whether the bar is to be drawn anew at this time, in seconds since the start.
  mutating func isDue(_ seconds: Double) -> Bool { isShown && throttle.allows(seconds) }

  /// Draws the bar and as many of the words, in order, as fit beside it.
  mutating func draw(fraction: Double, words: [String]) {
    let columns = (Surroundings.terminalWidth(of: STDERR_FILENO) ?? 80) - 1
    let share = min(max(fraction, 0), 1)
    let width = columns >= 72 ? 24 : columns >= 48 ? 12 : 0
    let full = Int((share * Double(width)).rounded())
    var line = "\(Int(share * 100))".leftPadded(to: 3) + " %"
    if width > 0 {
      line =
        String(repeating: marks.full, count: full)
        + String(repeating: marks.empty, count: width - full) + line
    }
    for word in words where line.count + 2 + word.count <= columns { line += "  " + word }
    StandardError.write("\r" + line + "\u{1b}[K")
    isDrawn = true
  }

  /// Takes the bar away, so that something else can be printed.
  mutating func erase() {
    guard isDrawn else { return }
    StandardError.write("\r\u{1b}[K")
    isDrawn = false
  }
}
