import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct PixelPictureTests {
  private func grey(_ values: [Float], width: Int, height: Int) -> PixelPicture {
    PixelPicture(values, shape: ImageShape(height: height, width: width))
  }

  @Test func wholeMultiplesRepeatPixels() {
    let picture = grey([0, 0.5, 1, 0.25, 0.75, 0.1], width: 3, height: 2)
    let scaled = picture.scaled(width: 9, height: 6)
    for row in 0..<6 {
      for column in 0..<9 {
        let expected: Float = [0, 0.5, 1, 0.25, 0.75, 0.1][row / 3 * 3 + column / 3]
        #expect((scaled[row * 9 + column].red - expected).magnitude < 1e-6)
      }
    }
  }

  @Test func shrinkingKeepsTheMean() {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<28 * 28).map { _ in Float(generator.uniform()) }
    let mean = values.reduce(0, +) / Float(values.count)
    for (width, height) in [(14, 14), (9, 5), (1, 1), (27, 28)] {
      let scaled = grey(values, width: 28, height: 28).scaled(width: width, height: height)
      let newMean = scaled.reduce(0) { $0 + $1.green } / Float(scaled.count)
      #expect((newMean - mean).magnitude < 1e-4)
    }
  }

  @Test func sizesFitAndKeepTheirShape() {
    for shape in [
      ImageShape(height: 28, width: 28), ImageShape(height: 8, width: 8),
      ImageShape(height: 3, width: 100), ImageShape(height: 90, width: 2),
    ] {
      for (columns, rows) in [(44, 20), (10, 3), (1, 1), (100, 60)] {
        let size = PixelPicture.size(of: shape, columns: columns, rows: rows)
        #expect(size.width >= 1 && size.width <= columns)
        #expect(size.height >= 1 && size.height <= rows * 2)
      }
    }
    #expect(
      PixelPicture.size(of: ImageShape(height: 8, width: 8), columns: 44, rows: 20) == (40, 40))
    #expect(
      PixelPicture.size(of: ImageShape(height: 28, width: 28), columns: 44, rows: 14) == (28, 28))
  }

  /// Against a search through all colours from 16 on.
  @Test func coloursAreTheNearestThereAre() {
    func color(_ index: Int) -> [Int] {
      guard index < 232 else { return [Int](repeating: 8 + 10 * (index - 232), count: 3) }
      let cube = index - 16
      return [cube / 36, cube / 6 % 6, cube % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 }
    }
    func distance(_ index: Int, _ parts: [Int]) -> Int {
      zip(color(index), parts).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    var generator = SeededGenerator(seed: 8)
    for count in 0..<400 {
      let level = Float(generator.uniform())
      let isGrey = count % 4 == 0
      let pixel = PixelPicture.Pixel(
        red: level, green: isGrey ? level : Float(generator.uniform()),
        blue: isGrey ? level : Float(generator.uniform()))
      let parts = [pixel.red, pixel.green, pixel.blue].map { Int(($0 * 255).rounded()) }
      let best = (16...255).map { distance($0, parts) }.min() ?? 0
      #expect(distance(Int(PixelPicture.palette(pixel)), parts) == best, "\(parts)")
    }
  }

  @Test func densityGrowsWithBrightness() {
    #expect(PixelPicture.density(0) == " " && PixelPicture.density(1) == "@")
    #expect((0..<10).map { PixelPicture.density((Float($0) + 0.5) / 10) } == Array(" .:-=+*#%@"))
  }

  @Test func valuesBeyondOneAndUndefinedOnesAreDrawn() {
    let pixels = grey([-10, 0, 10, .nan, .infinity, 5], width: 3, height: 2)
      .scaled(width: 3, height: 2).map(\.red)
    #expect(pixels == [0, 0.5, 1, 0, 0, 0.75])
    #expect(grey([4, 4], width: 2, height: 1).scaled(width: 2, height: 1).map(\.red) == [0, 0])
  }

  @Test func eachCellShowsTwoPixels() {
    var canvas = Canvas(size: Size(width: 4, height: 2), capabilities: TerminalCapabilities())
    let picture = PixelPicture(
      [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], shape: ImageShape(height: 2, width: 2, channels: 3))
    picture.draw(in: Rectangle(column: 0, row: 0, width: 2, height: 1), on: &canvas)
    let left = canvas.grid[0, 0]
    #expect(left.character == "▀")
    // Channels lie one plane after the other: red, green, blue and black pixels.
    #expect(left.style == Style(foreground: .palette(196), background: .palette(21)))
    #expect(
      canvas.grid[1, 0].style == Style(foreground: .palette(46), background: .palette(16)))
    #expect(canvas.grid[2, 0].character == " " && canvas.grid[0, 1].character == " ")
  }
}
