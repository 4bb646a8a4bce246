/// The themes that can be chosen.
public enum ThemeName: String, CaseIterable, Hashable, Sendable {
  /// Dark or light as the terminal is, in the terminal's own two colours.
  case automatic = "auto"
  /// Light on dark.
  case dark
  /// Dark on light.
  case light
  /// As far from the ground as can be.
  case highContrast = "high-contrast"
  /// No colours.
  case monochrome
  /// Dark on white in bold with large marks, to be seen from the last row.
  case projector

  /// The theme after this one, the first after the last.
  var next: ThemeName {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
