extension KeyBinding {
  /// What concerns the explorer itself: saving a view, its looks, finding a key.
  static let tools: [KeyBinding] = [
    KeyBinding(
      "W", "save", "Save the view as a file: s SVG, t text, a coloured text, c its data as CSV.",
      section: .screen, rank: 34, [(.character("W"), .tool(.chooseFormat))],
      when: { $0.isViewShown }),
    KeyBinding(
      "s t a c", "save as", "After W: the kind of file; Enter takes SVG.", section: .screen,
      ExportFormat.allCases.map { (.character($0.key), .tool(.save($0))) }
        + [(.enter, .tool(.save(.svg)))],
      when: { $0.isShowing(.saving) }),
    KeyBinding(
      "T", "theme",
      "The next theme: " + ThemeName.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      section: .screen, rank: 36, [(.character("T"), .tool(.nextTheme))],
      when: { $0.isViewShown }),
    KeyBinding(
      "O", "options", "Set theme, characters, histogram and axis, and keep them.",
      section: .screen, rank: 35, [(.character("O"), .tool(.showOptions))],
      when: { $0.isViewShown }),
    KeyBinding(
      ":", "commands", "Find what can be done now by typing some letters of it.",
      section: .screen, rank: 33, [(.character(":"), .tool(.showPalette))],
      when: { $0.isViewShown }),
    KeyBinding(
      "Y", "command", "Show the command that leads to this view, and copy it.",
      section: .screen, rank: 37, [(.character("Y"), .tool(.showCommand))],
      when: { $0.isViewShown }),
    KeyBinding(
      "^G", "frame cost",
      "Show, instead of the keys, what the last frame cost: time, bytes sent, key to screen.",
      section: .screen, [(.control("g"), .tool(.toggleFrameReport))],
      when: { $0.isViewShown }),
    KeyBinding(
      "↑↓", ascii: "up/down", "move", "In the options and the list of commands: move the cursor.",
      section: .screen, rank: 1,
      [(.up, .tool(.moveInList(-1))), (.down, .tool(.moveInList(1)))],
      when: { $0.isShowing(.options) || $0.isShowing(.palette) }),
    KeyBinding(
      "←→", ascii: "left/right", "change", "In the options: change what is under the cursor.",
      section: .screen, rank: 2,
      [(.left, .tool(.changeOption(-1))), (.right, .tool(.changeOption(1)))],
      when: { $0.isShowing(.options) }),
    KeyBinding(
      "⏎", ascii: "enter", "keep", "In the options: write them to the configuration file.",
      section: .screen, rank: 3, [(.enter, .tool(.writeOptions))],
      when: { $0.isShowing(.options) }),
    KeyBinding(
      "⏎", ascii: "enter", "do it", "In the list of commands: do what is under the cursor.",
      section: .screen, rank: 3, [(.enter, .tool(.performChosen))],
      when: { $0.isShowing(.palette) && !CommandPalette.entries($0).isEmpty }),
  ]
}

extension ExplorerState {
  /// Whether this lies over the view, and there is room for it.
  func isShowing(_ overlay: Overlay) -> Bool { self.overlay == overlay && layout.hasRoom }
}
