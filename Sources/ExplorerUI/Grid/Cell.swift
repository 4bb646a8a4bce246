/// One character cell of the screen.
public struct Cell: Hashable, Sendable {
  /// What the cell shows: one grapheme of width one, or of width two followed by a continuation.
  public var character: Character
  /// How it looks.
  public var style: Style
  /// Whether the cell is the right half of the double-width character before it.
  public var isContinuation: Bool

  /// Creates a cell.
  public init(_ character: Character = " ", style: Style = .plain, isContinuation: Bool = false) {
    self.character = character
    self.style = style
    self.isContinuation = isContinuation
  }
}
