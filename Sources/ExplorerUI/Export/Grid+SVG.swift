extension Grid {
  /// The picture as an SVG file that looks the same everywhere: every character at its exact
  /// place, bars, dots, frames and marks as shapes.
  ///
  /// - Parameters:
  ///   - title: what is seen, for those who do not see it.
  ///   - ground: what the terminal's own colours are.
  public func svg(title: String, ground: Ground = .dark) -> String {
    var picture = SVGPicture(ground: ground)
    for row in 0..<size.height {
      picture.drawBackgrounds(cells[row * size.width..<(row + 1) * size.width], row: row)
      picture.drawGlyphs(cells[row * size.width..<(row + 1) * size.width], row: row)
    }
    return picture.file(width: size.width * 8, height: size.height * 16, title: title)
  }
}

/// Collects what a picture is made of, by colour, and writes it.
private struct SVGPicture {
  private enum Layer: Int, CaseIterable {
    case background, blocks, mark, thinLine, thickLine, dots, text, boldText
  }

  private struct Part: Hashable {
    var layer: Layer
    var color: RGBColor
  }

  private let ground: Ground
  private var contents: [Part: String] = [:]
  private var order: [Part] = []
  private var shapes: [Character: CellShape?] = [:]

  init(ground: Ground) { self.ground = ground }

  private mutating func add(_ content: String, _ layer: Layer, _ color: RGBColor) {
    let part = Part(layer: layer, color: color)
    if contents[part] == nil { order.append(part) }
    contents[part, default: ""] += content
  }

  /// The colours behind the cells of a row, neighbours of one colour as one rectangle.
  mutating func drawBackgrounds(_ cells: ArraySlice<Cell>, row: Int) {
    var column = 0
    let colors = cells.map { ground.colors(of: $0.style).background }
    while column < colors.count {
      var end = column + 1
      while end < colors.count, colors[end] == colors[column] { end += 1 }
      if colors[column] != ground.background {
        add(
          Self.box(column * 8, row * 16, (end - column) * 8, 16), .background, colors[column])
      }
      column = end
    }
  }

  mutating func drawGlyphs(_ cells: ArraySlice<Cell>, row: Int) {
    var word = ""
    var columns: [Int] = []
    var wordStyle = Style.plain
    func finishWord(_ picture: inout SVGPicture) {
      if !word.isEmpty { picture.drawText(word, columns: columns, row: row, style: wordStyle) }
      word = ""
      columns = []
    }
    for (column, cell) in cells.enumerated() where !cell.isContinuation {
      if cell.style.attributes.contains(.underline) {
        add(
          Self.box(column * 8, row * 16 + 14, 8, 1), .blocks,
          ground.colors(of: cell.style).foreground)
      }
      let shape = shape(cell.character)
      if cell.character == " " || shape != nil {
        finishWord(&self)
        if let shape { draw(shape, column: column, row: row, style: cell.style) }
        continue
      }
      if cell.style != wordStyle { finishWord(&self) }
      wordStyle = cell.style
      word.append(cell.character)
      columns.append(column)
    }
    finishWord(&self)
  }

  private mutating func shape(_ character: Character) -> CellShape? {
    if let known = shapes[character] { return known }
    let shape = CellShape(character)
    shapes[character] = .some(shape)
    return shape
  }

  private mutating func draw(_ shape: CellShape, column: Int, row: Int, style: Style) {
    let colors = ground.colors(of: style)
    let (left, top) = (column * 8, row * 16)
    switch shape {
    case .blocks(let boxes, let opacity):
      let color = colors.background.mixed(with: colors.foreground, share: opacity)
      for box in boxes {
        add(Self.box(left + box.x, top + box.y, box.width, box.height), .blocks, color)
      }
    case .dots(let dots):
      // A line of hardly any length with round ends is a dot.
      for dot in dots { add("M\(left + dot.x) \(top + dot.y)h.01", .dots, colors.foreground) }
    case .lines(let path, let isThick):
      add("M\(left) \(top)" + path, isThick ? .thickLine : .thinLine, colors.foreground)
    case .area(let path): add("M\(left) \(top)" + path, .mark, colors.foreground)
    }
  }

  private mutating func drawText(_ word: String, columns: [Int], row: Int, style: Style) {
    let layer: Layer = style.attributes.contains(.bold) ? .boldText : .text
    let color = ground.colors(of: style).foreground
    let y = row * 16 + 12
    // A list of places is one place for each scalar, so what has several stands by itself.
    if word.unicodeScalars.count == columns.count {
      let places = columns.map { String($0 * 8) }.joined(separator: " ")
      add("<text x=\"\(places)\" y=\"\(y)\">\(Self.escaped(word))</text>\n", layer, color)
    } else {
      for (character, column) in zip(word, columns) {
        let text = Self.escaped(String(character))
        add("<text x=\"\(column * 8)\" y=\"\(y)\">\(text)</text>\n", layer, color)
      }
    }
  }

  func file(width: Int, height: Int, title: String) -> String {
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" font-size="13.3" \
      font-family="ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', 'Liberation Mono', \
      Consolas, monospace">
      <title>\(Self.escaped(title))</title>
      <rect width="100%" height="100%" fill="\(ground.background.hexadecimal)"/>

      """
    for layer in Layer.allCases {
      for part in order where part.layer == layer {
        text += element(layer, part.color.hexadecimal, contents[part] ?? "")
      }
    }
    return text + "</svg>\n"
  }

  private func element(_ layer: Layer, _ color: String, _ content: String) -> String {
    func path(_ attributes: String) -> String { "<path \(attributes) d=\"\(content)\"/>\n" }
    func stroke(_ width: String, _ cap: String) -> String {
      path(
        "fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(width)\" stroke-linecap=\"\(cap)\"")
    }
    switch layer {
    case .background, .blocks: return path("fill=\"\(color)\" shape-rendering=\"crispEdges\"")
    case .mark: return path("fill=\"\(color)\"")
    case .thinLine: return stroke("1", "butt\" transform=\"translate(.5 .5)")
    case .thickLine: return stroke("3", "butt\" transform=\"translate(.5 .5)")
    case .dots: return stroke("3", "round")
    case .text: return "<g fill=\"\(color)\">\n\(content)</g>\n"
    case .boldText: return "<g fill=\"\(color)\" font-weight=\"bold\">\n\(content)</g>\n"
    }
  }

  private static func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
    "M\(x) \(y)h\(width)v\(height)h-\(width)z"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
