/// What a reader assumed, told on standard error.
enum NoteText {
  /// Writes one line a note.
  static func write(_ notes: [String]) {
    for note in notes { StandardError.write("logitscope: \(note.onOneLine)\n") }
  }
}
