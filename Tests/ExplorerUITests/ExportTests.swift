import Foundation
import LogitEngine
import Testing

@testable import ExplorerUI

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ExportTests {
  static let capabilities: [TerminalCapabilities] = [
    TerminalCapabilities(), TerminalCapabilities(colors: .sixteen),
    TerminalCapabilities(colors: .none, hasUnicode: false),
  ]

  @Test(arguments: capabilities) func ansiSaysEveryCell(capabilities: TerminalCapabilities) {
    let grid = Synthetic.live().picture(capabilities)
    #expect(AnsiReader.cells(of: grid.ansi(), width: grid.size.width) == grid.cells)
  }

  @Test func theCurvesHaveTheSoftmaxBesideTheLogit() throws {
    for isShown in [false, true] {
      var state = Synthetic.live(examples: 120)
      let scores = try #require(state.classView).scores
      let evaluation = try #require(state.evaluation)
      let softmax = try #require(
        ThresholdCurve(
          ClassScores(
            evaluation.snapshot, classIndex: 6, normalizers: LogNormalizers(evaluation.snapshot))))
      state.press(.character("5"))
      if !isShown { state.classCurves = nil }
      let text = try #require(
        state.exported(as: .csv, size: state.size, capabilities: TerminalCapabilities()))
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(lines.allSatisfy { $0.count == 16 })
      #expect(lines[0][9] == "softmax_log_probability" && lines[0][15] == "softmax_f1")
      #expect(lines.count == 1 + Set(scores.positives + scores.negatives).count)
      for line in lines.dropFirst() {
        let accepted = try #require(Int(line[3])) + (try #require(Int(line[4])))
        let other = softmax[softmax.index(accepting: accepted)]
        #expect(Int(line[10]) == other.truePositives && Int(line[11]) == other.falsePositives)
        #expect(Double(line[15]) == other.f1)
        #expect(try #require(Double(line[9])) <= 0)
      }
    }
    // Where there is no softmax curve its fields are empty.
    var undefined = Synthetic.showing(
      LogitSnapshot(logits: [1, 2, 3, 4], labels: [1, 1], classCount: 2))
    undefined.press(.character("5"))
    let text = try #require(
      undefined.exported(as: .csv, size: undefined.size, capabilities: TerminalCapabilities()))
    #expect(text.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",,,,,,,") })
  }

  @Test func textIsTheLinesWithoutTheirEnds() {
    let grid = Synthetic.live(Size(width: 80, height: 24)).picture()
    let lines = grid.text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 25 && lines.last == "")
    for (line, whole) in zip(lines, grid.lines) {
      #expect(whole.hasPrefix(line) && whole.dropFirst(line.count).allSatisfy { $0 == " " })
      #expect(line.last != " ")
    }
  }

  @Test(arguments: [Synthetic.fashion, ["<猫> & \"犬\"", "e\u{301}té", "b"]])
  func svgHasEveryCharacterAtItsPlace(names: [String]) throws {
    let state = Synthetic.live(examples: 60, names: names, classIndex: 0)
    let grid = state.picture()
    let reader = try SVGReader(grid.svg(title: "a <title> & more"))
    #expect(reader.title == "a <title> & more")
    var written: [[String?]] = Array(
      repeating: Array(repeating: nil, count: grid.size.width), count: grid.size.height)
    for text in reader.texts {
      #expect(text.y % 16 == 12)
      for (x, character) in zip(text.places, text.characters) {
        written[text.y / 16][x / 8] = String(character)
      }
    }
    for row in 0..<grid.size.height {
      for column in 0..<grid.size.width {
        let cell = grid[column, row]
        let isText =
          cell.character != " " && !cell.isContinuation && CellShape(cell.character) == nil
        #expect(written[row][column] == (isText ? String(cell.character) : nil))
      }
    }
  }

  @Test func svgDrawsBarsFramesAndCurvesAsShapes() {
    var characters: Set<Character> = []
    for size in PictureTests.sizes {
      var state = Synthetic.live(size, examples: 200)
      characters.formUnion(state.picture().cells.map(\.character))
      state.press(.character("t"), .right)
      characters.formUnion(state.picture().cells.map(\.character))
    }
    let drawn = characters.filter { character in
      character.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) }
    }
    #expect(drawn.count > 30)
    for character in drawn { #expect(CellShape(character) != nil, "\(character) is text") }
  }

  @Test func blocksCoverWhatTheirNamesSay() throws {
    func area(_ character: Character) throws -> Int {
      let shape = try #require(CellShape(character))
      guard case .blocks(let boxes, _) = shape else { return -1 }
      #expect(
        boxes.allSatisfy {
          $0.x >= 0 && $0.y >= 0 && $0.width > 0 && $0.height > 0 && $0.x + $0.width <= 8
            && $0.y + $0.height <= 16
        })
      return boxes.reduce(0) { $0 + $1.width * $1.height }
    }
    for (eighths, character) in Glyphs.lowerEighths.enumerated() where eighths > 0 {
      #expect(try area(character) == eighths * 16)
    }
    for (index, character) in "▏▎▍▌▋▊▉█".enumerated() {
      #expect(try area(character) == (index + 1) * 16)
    }
    #expect(try area("▀") == 64)
    #expect(try area("▐") == 64)
    #expect(try "▖▗▘▝".allSatisfy { try area($0) == 32 })
    #expect(try "▚▞".allSatisfy { try area($0) == 64 })
    #expect(try "▙▛▜▟".allSatisfy { try area($0) == 96 })
    #expect(CellShape("▘") == .blocks([CellShape.Box(0, 0, 4, 8)], opacity: 1))
    #expect(CellShape("▗") == .blocks([CellShape.Box(4, 8, 4, 8)], opacity: 1))
    #expect(CellShape("░") == .blocks([CellShape.Box(0, 0, 8, 16)], opacity: 0.25))
  }

  @Test func brailleHasItsDots() {
    for pattern in UInt8.min...UInt8.max {
      guard case .dots(let dots) = CellShape(Glyphs.braille(pattern)) else {
        Issue.record("\(pattern) is no dots")
        continue
      }
      #expect(dots.count == pattern.nonzeroBitCount)
    }
    #expect(CellShape("⠁") == .dots([(x: 2, y: 2)]))
    #expect(CellShape("⠈") == .dots([(x: 6, y: 2)]))
    #expect(CellShape("⡀") == .dots([(x: 2, y: 14)]))
    #expect(CellShape("⢀") == .dots([(x: 6, y: 14)]))
  }

  @Test func classDataHasARowForEachClass() throws {
    var state = Synthetic.live(names: Synthetic.fashion.dropLast() + ["boot, \"ankle\""])
    state.press(.character("3"))
    let text = try #require(state.exported(as: .csv, size: state.size, capabilities: .init()))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines[10].hasPrefix("9,\"boot, \"\"ankle\"\"\",300,60,"))
    let report = try #require(state.evaluation).report
    let precision = try #require(report.classes[6].averagePrecision)
    #expect(lines[7].split(separator: ",")[4] == "\(precision)")
  }

  @Test func curveDataHasARowForEachThreshold() throws {
    var state = Synthetic.live(examples: 50)
    state.press(.character("5"))
    let rows = try Self.rows(state)
    let scores = try #require(state.classView).scores
    #expect(rows.count == 1 + Set(scores.positives + scores.negatives).count)
    #expect(rows[1][2] == "\(Double(max(scores.positives.last ?? 0, scores.negatives.last ?? 0)))")
    let last = try #require(rows.last)
    #expect(last[6] == "1.0" && last[7] == "1.0")
  }

  @Test func exampleDataHasTheListedExamplesInOrder() throws {
    var state = Synthetic.live(examples: 50)
    state.press(.character("4"))
    let rows = try Self.rows(state)
    #expect(rows.count == 6)
    #expect(rows.dropFirst().map { $0[2] } == state.examples.rows.map { String($0) })
    #expect(rows.dropFirst().allSatisfy { $0[3] == "6 Shirt" && $0[4] == $0[5] })
  }

  @Test func nothingToSaveBeforeTheFirstEvaluation() {
    var state = Synthetic.fresh()
    for view in ExplorerView.allCases {
      state.press(.character(view.digit))
      let data = state.exported(as: .csv, size: state.size, capabilities: .init())
      #expect((data == nil) == (view != .learn))
      #expect(state.exported(as: .text, size: state.size, capabilities: .init()) != nil)
    }
  }

  @Test func aKeyAsksForTheKindOfFile() {
    var state = Synthetic.live(examples: 60)
    let before = state.picture().text()
    #expect(state.press(.character("W")) == [])
    #expect(state.picture().text().contains("Save this view as"))
    // The box is not part of what is saved.
    #expect(state.exported(as: .text, size: state.size, capabilities: .init()) == before)
    #expect(state.exportName == "logitscope-explore-300")
    #expect(state.press(.character("c")) == [.save(.csv)])
    #expect(state.overlay == nil)
    state.press(.character("W"))
    #expect(state.press(.enter) == [.save(.svg)])
    state.press(.character("W"), .escape)
    #expect(state.overlay == nil)
    #expect(ExportFormat(path: "a/b.SVG") == .svg)
    #expect(ExportFormat(path: "svg") == nil)
    #expect(ExportFormat(path: "a.png") == nil)
  }

  private static func rows(_ state: ExplorerState) throws -> [[String]] {
    let text = try #require(state.exported(as: .csv, size: state.size, capabilities: .init()))
    return text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

/// Reads coloured text back into cells.
private enum AnsiReader {
  static func cells(of text: String, width: Int) -> [Cell] {
    var cells: [Cell] = []
    var style = Style.plain
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\n": #expect(cells.count % width == 0)
      case "\u{1B}":
        #expect(rest.popFirst() == "[")
        let codes = rest.prefix { $0 != "m" }
        rest = rest.dropFirst(codes.count + 1)
        apply(codes.split(separator: ";").compactMap { Int($0) }, to: &style)
      default:
        cells.append(Cell(character, style: style))
        if character.displayWidth == 2 { cells.append(Cell(style: style, isContinuation: true)) }
      }
    }
    return cells
  }

  private static func apply(_ codes: [Int], to style: inout Style) {
    var codes = codes[...]
    while let code = codes.popFirst() {
      switch code {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 30..<38: style.foreground = .palette(UInt8(code - 30))
      case 40..<48: style.background = .palette(UInt8(code - 40))
      case 90..<98: style.foreground = .palette(UInt8(code - 82))
      case 100..<108: style.background = .palette(UInt8(code - 92))
      case 38, 48:
        #expect(codes.popFirst() == 5)
        let color = Style.Color.palette(UInt8(codes.popFirst() ?? 0))
        if code == 38 { style.foreground = color } else { style.background = color }
      default: Issue.record("unknown code \(code)")
      }
    }
  }
}

/// Reads the texts of an SVG file, which must be well-formed.
private final class SVGReader: NSObject, XMLParserDelegate {
  struct Text {
    var places: [Int]
    var y: Int
    var characters: [Character]
  }

  private(set) var texts: [Text] = []
  private(set) var title = ""
  private var element = ""
  private var content = ""
  private var attributes: [String: String] = [:]

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    (element, content, self.attributes) = (name, "", attributes)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if name == "title" { title = content }
    guard name == "text", element == "text" else { return }
    texts.append(
      Text(
        places: (attributes["x"] ?? "").split(separator: " ").compactMap { Int($0) },
        y: attributes["y"].flatMap { Int($0) } ?? -1, characters: Array(content)))
  }
}
