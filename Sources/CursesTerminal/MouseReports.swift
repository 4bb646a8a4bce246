/// The sequences that ask a terminal for mouse reports.
enum MouseReports {
  /// Buttons, and motion while one is held (1002), in the form without a limit of columns (1006).
  static let start = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  /// Undoes `start`.
  static let stop = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)
}
