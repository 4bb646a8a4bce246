/// What of the explorer's look can be set and kept.
public struct ExplorerSettings: Hashable, Sendable {
  /// The theme.
  public var theme: ThemeName
  /// Whether only ASCII characters are drawn.
  public var usesASCII: Bool
  /// What the height of the histogram's bars stands for.
  public var scale: HistogramScale
  /// Whether the histogram keeps one axis for the whole run.
  public var isAxisLocked: Bool
  /// The view to begin with.
  public var view: ExplorerView

  /// Creates settings; without a word, those of a first start.
  public init(
    theme: ThemeName = .automatic, usesASCII: Bool = false, scale: HistogramScale = .peaks,
    isAxisLocked: Bool = false, view: ExplorerView = .explore
  ) {
    self.theme = theme
    self.usesASCII = usesASCII
    self.scale = scale
    self.isAxisLocked = isAxisLocked
    self.view = view
  }
}
