import ExplorerUI

/// Hands out the terminal's colour pairs, one for each combination that is really used.
///
/// Terminals of eight colours have 64 pairs, fewer than there are combinations. When they run out,
/// the colour of the glyph is kept before the one behind it, and at last the terminal's own are
/// used.
struct ColorPairs {
  private struct Combination: Hashable {
    var foreground: Style.Color
    var background: Style.Color
  }

  private let limit: Int32
  private let define: (_ pair: Int32, _ foreground: Style.Color, _ background: Style.Color) -> Bool
  private var pairs: [Combination: Int32] = [:]
  private var next: Int32 = 1

  /// Creates the store.
  ///
  /// - Parameters:
  ///   - limit: how many pairs the terminal has, the fixed pair 0 included.
  ///   - define: tells the terminal what a pair stands for; false when it refuses.
  init(
    limit: Int32,
    define:
      @escaping (_ pair: Int32, _ foreground: Style.Color, _ background: Style.Color) -> Bool
  ) {
    self.limit = limit
    self.define = define
  }

  /// The pair for two colours; 0 is the terminal's own.
  mutating func pair(foreground: Style.Color, background: Style.Color) -> Int32 {
    if foreground == .standard, background == .standard { return 0 }
    let combination = Combination(foreground: foreground, background: background)
    if let known = pairs[combination] { return known }
    if next < limit, define(next, foreground, background) {
      pairs[combination] = next
      next += 1
      return next - 1
    }
    return pairs[Combination(foreground: foreground, background: .standard)] ?? 0
  }
}
