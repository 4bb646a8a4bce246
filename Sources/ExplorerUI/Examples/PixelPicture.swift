import LogitEngine

/// A picture brought down, or up, to half a cell a pixel.
struct PixelPicture {
  /// A colour, each part 0...1.
  struct Pixel: Equatable {
    var red: Float
    var green: Float
    var blue: Float

    /// How bright it is.
    var luminance: Float { 0.299 * red + 0.587 * green + 0.114 * blue }

    static func mean(_ first: Pixel, _ second: Pixel) -> Pixel {
      Pixel(
        red: (first.red + second.red) / 2, green: (first.green + second.green) / 2,
        blue: (first.blue + second.blue) / 2)
    }
  }

  let width: Int
  let height: Int
  private let pixels: [Pixel]
  private let isColored: Bool

  /// Takes the values of a picture, channel by channel; three channels are red, green and blue,
  /// of any other number the first is shown as grey.
  ///
  /// Values beyond 0...1 are brought there all together.
  init(_ values: [Float], shape: ImageShape) {
    width = shape.width
    height = shape.height
    let count = shape.width * shape.height
    isColored = shape.channels == 3
    let shown = values.prefix(isColored ? 3 * count : count)
    let finite = shown.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    let isUnit = least >= 0 && most <= 1
    let span = isUnit || most <= least ? 1 : most - least
    let origin = isUnit ? 0 : least
    func value(_ index: Int) -> Float {
      let value = (values[index] - origin) / span
      return value.isFinite ? min(1, max(0, value)) : 0
    }
    let isColored = isColored
    pixels = (0..<count).map { index in
      let first = value(index)
      return isColored
        ? Pixel(red: first, green: value(count + index), blue: value(2 * count + index))
        : Pixel(red: first, green: first, blue: first)
    }
  }

  /// The size in pixels, two a cell, that fits best: a whole multiple, or the largest there is.
  static func size(
    of shape: ImageShape, columns: Int, rows: Int
  ) -> (width: Int, height: Int) {
    let (width, height) = (Double(max(1, shape.width)), Double(max(1, shape.height)))
    let scale = min(Double(columns) / width, Double(rows * 2) / height)
    let chosen = scale >= 1 ? scale.rounded(.down) : scale
    return (
      max(1, Int((width * chosen).rounded(.down))), max(1, Int((height * chosen).rounded(.down)))
    )
  }

  /// The picture in so many pixels, each the mean of what it covers.
  func scaled(width newWidth: Int, height newHeight: Int) -> [Pixel] {
    var result: [Pixel] = []
    result.reserveCapacity(newWidth * newHeight)
    for row in 0..<newHeight {
      let rows = Self.covered(row, of: newHeight, from: height)
      for column in 0..<newWidth {
        let columns = Self.covered(column, of: newWidth, from: width)
        var sum = Pixel(red: 0, green: 0, blue: 0)
        var weight: Float = 0
        for (sourceRow, rowShare) in rows {
          for (sourceColumn, columnShare) in columns {
            let pixel = pixels[sourceRow * width + sourceColumn]
            let share = rowShare * columnShare
            sum.red += share * pixel.red
            sum.green += share * pixel.green
            sum.blue += share * pixel.blue
            weight += share
          }
        }
        result.append(
          Pixel(red: sum.red / weight, green: sum.green / weight, blue: sum.blue / weight))
      }
    }
    return result
  }

  /// The source places that one of the new ones covers, each with how much of it.
  private static func covered(
    _ index: Int, of count: Int, from sourceCount: Int
  ) -> [(place: Int, share: Float)] {
    let scale = Double(sourceCount) / Double(count)
    let (begin, end) = (Double(index) * scale, Double(index + 1) * scale)
    let last = min(sourceCount - 1, Int((end - 1e-9).rounded(.down)))
    return (Int(begin)...max(Int(begin), last)).map { place in
      (place, Float(min(end, Double(place + 1)) - max(begin, Double(place))))
    }
  }

  /// Draws the picture in the middle of a rectangle: two pixels a cell, or where there are too few
  /// colours one character of fitting density for both.
  func draw(in box: Rectangle, on canvas: inout Canvas) {
    guard !box.isEmpty, width > 0, height > 0 else { return }
    let size = Self.size(
      of: ImageShape(height: height, width: width), columns: box.width, rows: box.height)
    let pixels = scaled(width: size.width, height: size.height)
    let left = box.column + (box.width - size.width) / 2
    let black = Pixel(red: 0, green: 0, blue: 0)
    for row in 0..<(size.height + 1) / 2 {
      for column in 0..<size.width {
        let upper = pixels[2 * row * size.width + column]
        let hasLower = 2 * row + 1 < size.height
        let lower = hasLower ? pixels[(2 * row + 1) * size.width + column] : nil
        let (x, y) = (left + column, box.row + row)
        guard canvas.capabilities.colors == .many, canvas.hasUnicode else {
          canvas.put(
            Self.density(Pixel.mean(upper, lower ?? black).luminance), x, y, .text)
          continue
        }
        canvas.put(
          "▀", x, y,
          style: Style(
            foreground: .palette(Self.palette(upper)),
            background: lower.map { .palette(Self.palette($0)) } ?? .standard))
      }
    }
  }

  /// A character that covers about so much of its cell.
  static func density(_ share: Float) -> Character {
    let ramp: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    return ramp[min(ramp.count - 1, Int(share * Float(ramp.count)))]
  }

  /// The nearest of the 256 colours: of the cube and of the greys, whichever is closer.
  static func palette(_ pixel: Pixel) -> UInt8 {
    let parts = [pixel.red, pixel.green, pixel.blue].map { Int(($0 * 255).rounded()) }
    let steps = parts.map { value in
      cubeLevels.indices.min {
        (cubeLevels[$0] - value).magnitude < (cubeLevels[$1] - value).magnitude
      } ?? 0
    }
    let grey = ((parts.reduce(0, +) / 3 - 8 + 5) / 10).clamped(to: 0...23)
    func distance(_ levels: [Int]) -> Int {
      zip(levels, parts).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let cube = distance(steps.map { cubeLevels[$0] })
    let ramp = distance([Int](repeating: 8 + 10 * grey, count: 3))
    return ramp < cube
      ? UInt8(232 + grey) : UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
  }

  private static let cubeLevels = [0, 95, 135, 175, 215, 255]
}
