import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct RugTests {
  /// Two classes whose logits of class 0 are given: first those of its examples, then the others.
  private static func scores(_ positives: [Float], _ negatives: [Float]) -> ClassScores {
    let logits = (positives + negatives).flatMap { [$0, Float(0)] }
    let labels = positives.map { _ in Int32(0) } + negatives.map { _ in Int32(1) }
    return ClassScores(
      LogitSnapshot(logits: logits, labels: labels, classCount: 2), classIndex: 0)
  }

  @Test func theExtremesAreTheSmallestPositivesAndTheLargestNegatives() {
    let extremes = ExtremeLogits(
      Self.scores((0..<50).map { Float($0 * 7 % 50) }, (0..<30).map { Float($0 * 11 % 30) - 25 }))
    #expect(extremes.positives == (0..<20).map(Double.init))
    #expect(extremes.negatives == (0..<20).map { 4 - Double($0) })
    // 0...4 do not exceed 4, and neither are 0...4 exceeded by 0.
    #expect(extremes.violatingPositives == 5 && extremes.violatingNegatives == 5)
  }

  @Test func tiesBreakTheMarginAndInfinitiesCountButAreNotDrawn() {
    let tie = ExtremeLogits(Self.scores([1, 2], [0, 1]))
    #expect(tie.violatingPositives == 1 && tie.violatingNegatives == 1)
    let apart = ExtremeLogits(Self.scores([1, 2], [0, 0.5]))
    #expect(apart.violatingPositives == 0 && apart.violatingNegatives == 0)
    let infinite = ExtremeLogits(
      Self.scores([-.infinity, 3, .infinity], [.infinity, 1, -.infinity]))
    #expect(infinite.positives == [3] && infinite.negatives == [1])
    #expect(infinite.violatingPositives == 3 && infinite.violatingNegatives == 3)
    let onesided = ExtremeLogits(Self.scores([1, .nan], []))
    #expect(onesided.positives == [1] && onesided.negatives.isEmpty)
    #expect(onesided.violatingPositives == 0)
  }

  @Test(arguments: [Size(width: 120, height: 36), Size(width: 200, height: 60)])
  func everyMarkIsInTheColumnOfALogit(size: Size) throws {
    var state = Synthetic.live(size, examples: 300)
    for isPooled in [false, true] {
      if isPooled { state.press(.character("P")) }
      let inside = try #require(state.histogramLayout)
      let axis = try #require(inside.axis)
      let extremes = try #require(state.histogramView?.extremes)
      let grid = state.picture()
      let columns = [extremes.positives, extremes.negatives].map { logits in
        logits.map { axis.column(of: Double($0)) }
      }
      for offset in 0..<axis.columnCount {
        let glyph = grid[inside.rugRow.column + offset, inside.rugRow.row].character
        let counts = columns.map { $0.count { $0 == offset } }
        let expected: [Character] =
          counts[0] > 0 && counts[1] > 0
          ? ["│", "┃"]
          : counts[0] > 0
            ? [counts[0] == 1 ? "╵" : "╹"]
            : counts[1] > 0 ? [counts[1] == 1 ? "╷" : "╻"] : [" ", "┊", "╎"]
        #expect(expected.contains(glyph), "\(glyph) at \(offset): \(counts)")
      }
    }
  }

  @Test func oneOutlierStandsAlone() throws {
    let positives = [Float](repeating: 5, count: 30).enumerated().map { $1 + Float($0) / 10 }
    let negatives = [Float](repeating: -5, count: 60).enumerated().map { $1 - Float($0) / 20 }
    let logits = ([-7] + positives + negatives).flatMap { [$0, Float(0)] }
    let labels = [Int32](repeating: 0, count: 31) + [Int32](repeating: 1, count: 60)
    let state = Synthetic.showing(
      LogitSnapshot(logits: logits, labels: labels, classCount: 2),
      size: Size(width: 200, height: 60))
    let inside = try #require(state.histogramLayout)
    let line = Array(state.picture().lines[inside.rugRow.row])[inside.rugRow.columns]
    let outlier = try #require(inside.axis?.column(of: -7))
    #expect("╵│┃".contains(line[line.startIndex + outlier]))
    let words = state.picture().lines.joined()
    #expect(words.contains("1 not above ▼") && words.contains("the 20 outermost of each"))
    let ascii = state.picture(PictureTests.ascii).lines[inside.rugRow.row]
    #expect(ascii.contains("'") || ascii.contains("\""))
    #expect(ascii.contains(",") || ascii.contains(";"))
  }

  @Test func theRowIsTheFirstThatIsDropped() throws {
    var state = Synthetic.live(examples: 60)
    for width in stride(from: 40, through: 240, by: 25) {
      var hadRug = false
      for height in 12...70 {
        _ = update(&state, .resized(Size(width: width, height: height)))
        let inside = try #require(state.histogramLayout)
        if inside.rugRow.height > 0 {
          #expect(inside.hasLabelRows && inside.words.height > 0)
          #expect(inside.rugRow.row == inside.tickRow.row - 1)
          hadRug = true
        }
      }
      #expect(hadRug || width < 72)
    }
    _ = update(&state, .resized(Size(width: 80, height: 24)))
    #expect(try #require(state.histogramLayout).rugRow.isEmpty)
  }
}
