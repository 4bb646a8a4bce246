import FoundationEssentials
import LogitEngine
import Testing

@testable import ExplorerUI

/// View 1 as text, compared with pictures that lie beside this file.
///
/// With LOGITSCOPE_RECORD_PICTURES set the pictures are written anew, and the run fails.
@Suite struct PictureTests {
  static let sizes = [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 120, height: 36),
    Size(width: 200, height: 60),
  ]
  static let unicode = TerminalCapabilities()
  static let ascii = TerminalCapabilities(colors: .none, hasUnicode: false)

  @Test(arguments: sizes) func liveInUnicode(size: Size) throws {
    try Self.compare(Synthetic.live(size).picture(Self.unicode), with: "live-unicode", size)
  }

  @Test(arguments: sizes) func liveInASCII(size: Size) throws {
    let grid = Synthetic.live(size).picture(Self.ascii)
    #expect(grid.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try Self.compare(grid, with: "live-ascii", size)
  }

  @Test(arguments: sizes) func curves(size: Size) throws {
    var state = Synthetic.live(size)
    state.press(.character("5"), .character("R"))
    try Self.compare(state.picture(Self.unicode), with: "curves-unicode", size)
    try Self.compare(state.picture(Self.ascii), with: "curves-ascii", size)
    state.press(.tab, .character("X"), .character("f"))
    try Self.compare(state.picture(Self.unicode), with: "roc-unicode", size)
  }

  @Test(arguments: sizes) func speed(size: Size) throws {
    try Self.compare(SpeedTests.measured(size).picture(Self.unicode), with: "speed-unicode", size)
    let partial = SpeedTests.measured(size, results: 3, isOver: false)
    try Self.compare(partial.picture(Self.ascii), with: "measuring-ascii", size)
    var idle = Synthetic.live(size)
    idle.press(.character("6"))
    try Self.compare(idle.picture(Self.unicode), with: "unmeasured-unicode", size)
  }

  @Test(arguments: sizes) func inEightColors(size: Size) throws {
    let eight = TerminalCapabilities(colors: .eight)
    var state = Synthetic.live(size)
    try Self.compare(state.picture(eight), with: "live-eight", size)
    for (digit, name) in [("3", "classes"), ("5", "curves")] as [(Character, String)] {
      state.press(.character(digit))
      try Self.compare(state.picture(eight), with: "\(name)-eight", size)
    }
    try Self.compare(SpeedTests.measured(size).picture(eight), with: "speed-eight", size)
    var compared = Synthetic.compared(examples: 60)
    _ = update(&compared, .resized(size))
    try Self.compare(compared.picture(eight), with: "compare-eight", size)
  }

  @Test(arguments: sizes) func speedInASCII(size: Size) throws {
    try Self.compare(SpeedTests.measured(size).picture(Self.ascii), with: "speed-ascii", size)
  }

  @Test(arguments: sizes) func datasets(size: Size) throws {
    var state = DatasetPickerTests.choosing()
    _ = update(&state, .resized(size))
    try Self.compare(state.picture(Self.unicode), with: "datasets-unicode", size)
    state.press(.down)
    try Self.compare(state.picture(Self.ascii), with: "datasets-ascii", size)
  }

  @Test func startAndHelp() throws {
    let size = Size(width: 80, height: 24)
    try Self.compare(Synthetic.fresh(size).picture(), with: "start-unicode", size)
    var state = Synthetic.live(size)
    state.press(.character("?"))
    try Self.compare(state.picture(), with: "help-unicode", size)
    state.press(.escape)
    state.press(.character("t"), .shiftLeft, .character("f"))
    try Self.compare(Synthetic.ended(state).picture(), with: "expanded-unicode", size)
  }

  static func compare(_ grid: Grid, with name: String, _ size: Size) throws {
    #expect(grid.size == size)
    var picture = grid.lines.map(trimmed).joined(separator: "\n") + "\n"
    if name.hasSuffix("eight") { picture += try looks(grid) }
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)-\(size.width)x\(size.height).txt")
    if ProcessInfo.processInfo.environment["LOGITSCOPE_RECORD_PICTURES"] != nil {
      try Data(picture.utf8).write(to: path)
      Issue.record("recorded \(path.lastPathComponent); run again without recording")
      return
    }
    let stored = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    let (old, new) = (stored.split(separator: "\n"), picture.split(separator: "\n"))
    for (row, lines) in zip(old, new).enumerated() where lines.0 != lines.1 {
      Issue.record("\(path.lastPathComponent) row \(row)\n was \(lines.0)\n is  \(lines.1)")
      return
    }
    #expect(stored == picture)
  }

  /// The looks of a picture in eight colours: for each row which look how many cells have, and what
  /// the looks are.
  private static func looks(_ grid: Grid) throws -> String {
    var styles: [Style] = []
    let rows = try (0..<grid.size.height).map { row in
      var runs: [(look: Int, count: Int)] = []
      for column in 0..<grid.size.width {
        let style = grid[column, row].style
        for case .palette(let color) in [style.foreground, style.background] {
          try #require(color < 8, "a ninth colour at \(column), \(row)")
        }
        let look = styles.firstIndex(of: style) ?? styles.count
        if look == styles.count { styles.append(style) }
        if runs.last?.look == look {
          runs[runs.count - 1].count += 1
        } else {
          runs.append((look, 1))
        }
      }
      return runs.map { "\($0.look)×\($0.count)" }.joined(separator: " ")
    }
    func name(_ color: Style.Color) -> String {
      if case .palette(let index) = color { "\(index)" } else { "standard" }
    }
    let legend = styles.enumerated().map { look, style in
      "\(look): \(name(style.foreground)) on \(name(style.background)), "
        + "attributes \(style.attributes.rawValue)"
    }
    return (rows + legend).joined(separator: "\n") + "\n"
  }

  static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
