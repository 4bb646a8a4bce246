import TestSupport
import Testing

@testable import LogitEngine

@Suite struct ClassNameFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8]) throws -> [String] {
    try folder.write(bytes, to: "names.txt")
    return try ClassNameFile.read(folder.path("names.txt"))
  }

  /// Compares code points, which Swift's strings do not.
  private func isSame(_ names: [String], _ others: [String]) -> Bool {
    names.map { Array($0.utf8) } == others.map { Array($0.utf8) }
  }

  @Test(arguments: ["a\nb c\nç", "a\nb c\nç\n", "\u{FEFF}a\r\n b c \r\nç\r\n", "a\rb c\t\rç\r"])
  func readsANameALine(text: String) throws {
    #expect(try read(Array(text.utf8)) == ["a", "b c", "ç"])
  }

  @Test func aLineWithoutANameIsAClass() throws {
    #expect(try read(Array("\n \nb\n".utf8)) == ["", " ", "b"])
    #expect(try read(Array("a\n\n\n".utf8)) == ["a", "", ""])
    #expect(try read(Array("\u{3000}\n\u{3000} \na".utf8)) == ["\u{3000}", "\u{3000} ", "a"])
  }

  @Test func keepsCodePoints() throws {
    let names = ["\u{C5}", "\u{212B}", "\u{90CE}", "\u{F92C}", "sr", "sr"]
    #expect(isSame(try read(Array(names.joined(separator: "\n").utf8)), names))
    let notes = ClassNameFile.notes(on: names, of: "n")
    #expect(notes.count == 1 && notes[0].hasPrefix("n has 3 names that look like"), "\(notes)")
    #expect(ClassNameFile.notes(on: ["a", "b"], of: "n").isEmpty)
    #expect(
      ClassNameFile.notes(on: ["", "b"], of: "n")
        == ["n has no name for 1 of the 2 classes, which goes by its number"])
  }

  @Test func keepsBlanksThatTellNamesApart() throws {
    #expect(try read(Array("a\n a\nb \n".utf8)) == ["a", " a", "b "])
    #expect(try read(Array("a \n c\nb\t\n".utf8)) == ["a", "c", "b"])
  }

  @Test func keepsWhatNoTerminalShows() throws {
    #expect(try read(Array("a\n\u{1B}[2Jc\nb\0d\n".utf8)) == ["a", "\u{1B}[2Jc", "b\0d"])
  }

  @Test(arguments: [
    ("0\tcat\n1\tdog\n2\t\n", ["cat", "dog", ""]),
    ("1\tdog\r\n0\tcat\r\n", ["cat", "dog"]),
    ("1\tcat\n2\tdog\n", ["cat", "dog"]),
    ("0\ta\n2\tc\n", ["a", "", "c"]),
    // Not an index each: names with tabs.
    ("0\tcat\n0\tdog\n", ["0\tcat", "0\tdog"]),
    ("0\tcat\ndog\n", ["0\tcat", "dog"]),
    ("0\tcat\n9\tdog\n", ["0\tcat", "9\tdog"]),
  ])
  func readsAnIndexBeforeEachName(text: String, names: [String]) throws {
    #expect(try read(Array(text.utf8)) == names)
  }

  @Test(arguments: [
    (#"["cat", "dog", "d\u00e9"]"#, ["cat", "dog", "dé"]),
    (#"{"0": "cat", "2": "cow", "1": "dog"}"#, ["cat", "dog", "cow"]),
    (#"{"model": "x", "n": 2, "id2label": {"0": "cat", "1": "dog"}}"#, ["cat", "dog"]),
    (#"{"label2id": {"dog": 1, "cat": 0}}"#, ["cat", "dog"]),
    (#"{"7": 1, "3": 0}"#, ["3", "7"]),
    (#"{"0": ["n01440764", "tench"], "1": ["n01443537", "goldfish"]}"#, ["tench", "goldfish"]),
    ("[3, 5]", ["3", "5"]),
    // Vocabularies that only begin like JSON.
    ("[PAD]\n[UNK]\n", ["[PAD]", "[UNK]"]), ("{\n}\n", ["{", "}"]), ("[\n]\n", ["[", "]"]),
    (#"{"0": "cat", "99999999": "dog"}"#, [#"{"0": "cat", "99999999": "dog"}"#]),
  ])
  func readsJSON(text: String, names: [String]) throws {
    #expect(try read(Array(text.utf8)) == names)
  }

  @Test func readsUTF16() throws {
    let units = Array("猫\ndog\n".utf16)
    #expect(
      try read([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == [
        "猫", "dog",
      ])
    #expect(
      try read([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == [
        "猫", "dog",
      ])
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}"])
  func refusesAFileWithoutNames(text: String) {
    #expect(throws: DataError.malformed(path: folder.path("names.txt"), .noNames)) {
      try read(Array(text.utf8))
    }
  }

  @Test func refusesWhatIsNoText() {
    let path = folder.path("names.txt")
    #expect(throws: DataError.malformed(path: path, .badName(line: 2, .notUTF8))) {
      try read([0x61, 0x0A, 0xFF, 0x0A])
    }
    #expect(throws: DataError.unreadable(path: folder.path("none.txt"), code: 2)) {
      try ClassNameFile.read(folder.path("none.txt"))
    }
  }

  @Test func neverTraps() throws {
    var generator = SeededGenerator(seed: 7)
    let seeds = [
      #"{"id2label": {"0": "cat", "1": "dog"}}"#, "0\tcat\n1\tdog\n", "a\n\nb\r\nç\n", "[1,\"b\"]",
    ].map { Array($0.utf8) }
    for _ in 0..<2000 {
      var bytes = seeds[Int(generator.next() % 4)]
      for _ in 0..<1 + Int(generator.next() % 3) {
        let place = Int(generator.next() % UInt64(bytes.count))
        if generator.next() % 4 == 0 {
          bytes.removeLast(bytes.count - place)
        } else {
          bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        }
        if bytes.isEmpty { bytes = [0] }
      }
      let names = try? read(bytes)
      #expect((names?.count ?? 0) <= 1100)
    }
  }
}
