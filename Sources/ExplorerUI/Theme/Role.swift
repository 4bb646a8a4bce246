/// What a cell is for; the theme decides how it looks.
enum Role: Int, CaseIterable, Sendable {
  case text
  case strong
  case subtle
  case border
  case borderFocused
  case paneTitle
  case titleBar
  case titleBarStrong
  case titleBarSubtle
  case titleBarAligned
  case titleBarUnaligned
  case badgeLive
  case badgePaused
  case badgeDone
  case positive
  case positiveMistake
  case negative
  case negativeMistake
  case overlap
  case axis
  case guide
  case threshold
  case thresholdOnPositive
  case thresholdOnNegative
  case selection
  case cursor
  case aligned
  case unaligned
  case improved
  case worsened
  case warning
  case key
  case hint
  case progress
  case progressTrack
  case lossLine
  case lossBand
  case classLine
  case meanLine
  case precisionLine
  case recallLine
  case mixture
  case share0
  case share20
  case share40
  case share60
  case share80
  case share100
}

extension Role {
  /// The roles that are shapes and lines only; whatever is not among them may be text.
  static let marks: Set<Role> = [
    .border, .borderFocused, .progress, .progressTrack, .axis, .lossBand, .positiveMistake,
    .negativeMistake, .overlap, .thresholdOnPositive, .thresholdOnNegative,
    .share0, .share20, .share40, .share60, .share80, .share100,
  ]
  /// The roles that say nothing and are to stay behind everything else.
  static let decorations: Set<Role> = [.guide]
  /// The roles whose two colours are both of the data, one beside the other.
  static let mixtures: Set<Role> = [.mixture]
}
