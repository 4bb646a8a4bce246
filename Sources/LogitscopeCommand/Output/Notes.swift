/// What the program took its input for, guessed or left out: a sentence each, without a full stop.
enum Notes {
  /// Says them on standard error, a line each.
  static func report(_ notes: [String]) {
    for note in notes { StandardError.write("logitscope: note: \(note.onOneLine)\n") }
  }

  /// The member of a JSON object that holds them.
  static func member(_ notes: [String]) -> JSONValue.Member {
    .init("notes", .array(notes.map(JSONValue.string)))
  }
}
