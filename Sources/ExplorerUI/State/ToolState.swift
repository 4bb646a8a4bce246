/// What the explorer knows of itself: how it is set, and what lies over the view.
struct ToolState: Sendable {
  /// Whether only ASCII characters are drawn.
  var usesASCII = false
  /// The keys that the user has changed.
  var keyMap = KeyMap()
  /// The beginning of the command that shows this view again, quoted for a shell.
  var command = "logitscope explore"
  /// How the explorer was set when it began.
  var usual = ExplorerSettings()
  /// The view to begin with.
  var firstView = ExplorerView.explore
  /// The option under the cursor.
  var option = Option.theme
  /// What has been typed into the palette.
  var palette = TextField()
  /// The line of the palette under the cursor, among those that match.
  var paletteCursor = 0
  /// Whether the line of keys gives way to what the last frame cost.
  var showsFrameReport = false
  /// What the last frame cost; nil until it is known.
  var frameReport: FrameReport?

  /// What the options screen sets.
  enum Option: Int, CaseIterable, Sendable {
    case theme, characters, scale, axis, firstView
  }
}

extension ExplorerState {
  /// How the explorer is set now.
  public var settings: ExplorerSettings {
    ExplorerSettings(
      theme: theme, usesASCII: tools.usesASCII, scale: scale, isAxisLocked: isAxisLocked,
      view: tools.firstView)
  }

  /// What an option is called and how it is set, in words.
  func words(for option: ToolState.Option) -> (name: String, value: String) {
    switch option {
    case .theme: ("theme", theme.rawValue)
    case .characters: ("characters", tools.usesASCII ? "ASCII" : "as the terminal can")
    case .scale: ("histogram", scale.name)
    case .axis: ("axis", isAxisLocked ? "one for the whole run" : "follows the run")
    case .firstView: ("first view", tools.firstView.name)
    }
  }
}
