/// The framed box in the middle of the screen in which something lies over the view.
struct OverlayBox: Sendable {
  /// The box with its frame.
  let frame: Rectangle

  /// Places a box whose inside has the wanted size, or what the screen has room for.
  init(in size: Size, width: Int, height: Int) {
    // A sliver of the view beside the box would only look like a second frame.
    let isWide = width + 4 > size.width - 6
    let (outerWidth, outerHeight) = (
      isWide ? size.width : width + 4, min(size.height, height + 2)
    )
    frame = Rectangle(
      column: (size.width - outerWidth) / 2, row: (size.height - outerHeight) / 2,
      width: outerWidth, height: outerHeight)
  }

  /// Where its content stands.
  var inside: Rectangle { frame.inner.inset(horizontally: 1, vertically: 0) }
}

extension Overlay {
  /// The box that it is drawn in; nil for one that fills the screen.
  func box(_ state: ExplorerState) -> OverlayBox? {
    switch self {
    case .saving: SaveBox.box(in: state.size)
    case .options: OptionsBox.box(in: state.size)
    case .palette: CommandPalette.box(in: state.size)
    case .command: CommandBox.box(state)
    case .worstPair: WorstPairBox.box(in: state.size)
    case .datasets: DatasetBox.box(in: state.size)
    case .help, .runs: nil
    }
  }
}

extension Canvas {
  /// Draws an empty box over whatever is there.
  ///
  /// - Returns: the inside of it.
  mutating func draw(_ box: OverlayBox, title: String, note: String = "") -> Rectangle {
    fill(box.frame)
    frame(box.frame, title: [TextRun(title, .paneTitle)], note: note, isFocused: true)
    return box.inside
  }
}
