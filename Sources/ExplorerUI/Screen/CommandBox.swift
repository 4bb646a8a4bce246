/// The box that shows the command that leads to this view.
enum CommandBox {
  static func box(_ state: ExplorerState) -> OverlayBox {
    OverlayBox(in: state.size, width: width(in: state.size), height: lines(state).count)
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let box = canvas.draw(box(state), title: "The command for this view", note: "esc")
    for (offset, line) in lines(state).prefix(box.height).enumerated() {
      canvas.text(line.text, box.column, box.row + offset, line.role, width: box.width)
    }
  }

  private static func width(in size: Size) -> Int { min(80, size.width - 6) }

  private static func lines(_ state: ExplorerState) -> [TextRun] {
    let width = width(in: state.size)
    var lines = wrapped(state.reproducingCommand, width: width).map { TextRun($0, .strong) }
    if state.isBeyondCommand {
      lines += "Loss or learning rate were changed in mid-run, which no command repeats."
        .wrapped(to: width).map { TextRun($0, .warning) }
    }
    let missing = state.beyondOptions
    if !missing.isEmpty {
      lines += "Not in it: \(missing.joined(separator: ", "))."
        .wrapped(to: width).map { TextRun($0, .warning) }
    }
    return lines
      + "Copied, if the terminal allows programs to use its clipboard."
      .wrapped(to: width).map { TextRun($0, .subtle) }
  }

  /// The command on several lines that a shell reads as one.
  private static func wrapped(_ command: String, width: Int) -> [String] {
    let lines = command.wrapped(to: max(1, width - 4))
    return lines.enumerated().map { place, line in
      (place == 0 ? "" : "  ") + line + (place == lines.count - 1 ? "" : " \\")
    }
  }
}
