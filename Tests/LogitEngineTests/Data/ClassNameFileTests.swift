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

  @Test(arguments: ["a\nb c\nç", "a\nb c\nç\n", "\u{FEFF}a\r\n b  c \r\nç\r\n\r\n \n"])
  func readsANameALine(text: String) throws {
    #expect(try read(Array(text.utf8)) == ["a", "b c", "ç"])
  }

  @Test(arguments: [
    ("a\n\nb\n", Malformation.badName(line: 2, .empty)),
    ("a\nb\n\u{1B}[2Jc\n", .badName(line: 3, .unprintable)),
    ("a\nb\na \n", .badName(line: 3, .repeated("a", line: 1))),
    ("", .noNames), ("\n \r\n", .noNames),
  ])
  func refusesWhatIsNoName(text: String, problem: Malformation) {
    #expect(throws: DataError.malformed(path: folder.path("names.txt"), problem)) {
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
}
