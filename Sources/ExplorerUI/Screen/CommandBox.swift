/// The box that shows the command that leads to this view.
enum CommandBox {
  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let width = min(80, canvas.size.width - 6)
    var lines = wrapped(state.reproducingCommand, width: width).map { ($0, Role.strong) }
    if state.isBeyondCommand {
      lines += "Loss or learning rate were changed in mid-run, which no command repeats."
        .wrapped(to: width).map { ($0, .warning) }
    }
    lines += "Copied, if the terminal allows programs to use its clipboard."
      .wrapped(to: width).map { ($0, .subtle) }
    let box = canvas.box(
      title: "The command for this view", note: "esc", width: width, height: lines.count)
    for (offset, line) in lines.prefix(box.height).enumerated() {
      canvas.text(line.0, box.column, box.row + offset, line.1, width: box.width)
    }
  }

  /// The command on several lines that a shell reads as one.
  private static func wrapped(_ command: String, width: Int) -> [String] {
    let lines = command.wrapped(to: max(1, width - 4))
    return lines.enumerated().map { place, line in
      (place == 0 ? "" : "  ") + line + (place == lines.count - 1 ? "" : " \\")
    }
  }
}
