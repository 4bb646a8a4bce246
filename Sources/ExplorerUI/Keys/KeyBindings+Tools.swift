extension KeyBinding {
  /// What can be done with a view as it is: saving it.
  static let tools: [KeyBinding] = [
    KeyBinding(
      "T", "theme",
      "The next theme: " + ThemeName.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      section: .screen, rank: 36, [(.character("T"), .cycleTheme)], when: { $0.isViewShown }),
    KeyBinding(
      "W", "save", "Save the view as a file: s SVG, t text, a coloured text, c its data as CSV.",
      section: .screen, rank: 34, [(.character("W"), .chooseFormat)], when: { $0.isViewShown }),
    KeyBinding(
      "s t a c", "save as", "After W: the kind of file; Enter takes SVG.", section: .screen,
      ExportFormat.allCases.map { (.character($0.key), .save($0)) } + [(.enter, .save(.svg))],
      when: { $0.overlay == .saving && $0.layout.hasRoom }),
  ]
}
