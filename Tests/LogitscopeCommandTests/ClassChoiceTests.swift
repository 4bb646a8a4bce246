import Testing

@testable import LogitscopeCommand

/// What `--class` means.
@Suite struct ClassChoiceTests {
  private func index(_ text: String, _ names: [String]) throws -> Int {
    try ClassChoice.index(text, classNames: names, dataset: "z.npz")
  }

  private func complaint(_ text: String, _ names: [String]) -> String {
    do {
      return "class \(try index(text, names))"
    } catch CommandError.usage(let sentence) {
      return sentence
    } catch {
      return "\(error)"
    }
  }

  @Test func takesAnExactNameFirst() throws {
    #expect(try index("a", ["A", "a", "b"]) == 1)
    #expect(try index("A", ["A", "a", "b"]) == 0)
    #expect(try index("cat", ["Cat", "cat", "dog"]) == 1)
    #expect(try index(" ", ["", " ", "b"]) == 1)
    // By code points, not by what they look like.
    #expect(try index("\u{212B}", ["\u{C5}", "\u{212B}", "x"]) == 1)
    #expect(try index("\u{C5}", ["\u{C5}", "\u{212B}", "x"]) == 0)
    #expect(try index("cat", ["concat", "cat"]) == 1)
  }

  @Test func takesANameThatIsANumber() throws {
    #expect(try index("1", ["1", "2", "0"]) == 0)
    #expect(try index("0", ["1", "2", "0"]) == 2)
    #expect(try index("2", ["0", "1", "2"]) == 2)
  }

  @Test func takesAUniqueNameWithoutCase() throws {
    #expect(try index("HORSE", ["cat", "Horse"]) == 1)
    #expect(try index("ÉTÉ", ["été", "b"]) == 0)
    #expect(complaint("CAT", ["Cat", "cat", "dog"]).contains("may mean 2 classes: 0 Cat, 1 cat"))
  }

  @Test func takesANumberBeforeAPartOfAName() throws {
    #expect(try index("1", ["n014", "n015", "x"]) == 1)
    #expect(try index("014", ["n014", "n015", "x"]) == 0)
    #expect(try index("2", ["", "", ""]) == 2)
  }

  @Test func takesAUniquePart() throws {
    let birds = ["Abroscopus albogularis_Rufous-faced Warbler", "Abroscopus superciliaris", "Owl"]
    #expect(try index("warbler", birds) == 0)
    #expect(try index("Rufous-faced", birds) == 0)
    #expect(complaint("abroscopus", birds).contains("may mean 2 classes: 0 Abroscopus alb"))
    let many = (0..<40).map { "class of kind \($0 + 100)" }
    #expect(complaint("kind", many).contains("may mean 40 classes: 0 class of kind 100,"))
    #expect(complaint("kind", many).contains("4 class of kind 104 and 35 more;"))
  }

  @Test func takesWhatIsShown() throws {
    let names = ["sr", "x", "sr", "sr"]
    #expect(complaint("sr", names).contains("may mean 3 classes: 0 sr, 2 sr², 3 sr³;"))
    #expect(try index("0 sr", names) == 0)
    #expect(try index("sr²", names) == 2)
    #expect(try index("2 sr²", names) == 2)
    #expect(try index("sr^3", names) == 3)
    #expect(try index("2", names) == 2)
  }

  @Test func namesTheClosest() {
    let names = ["horse", "house", "sea lion", "zebra", "mouse", "moose", "goose", "cow"]
    let sentence = complaint("hose", names)
    #expect(sentence.hasPrefix("--class hose is no class of z.npz; they are 0 to 7, the closest "))
    #expect(sentence.hasSuffix("0 horse, 1 house, 5 moose, 6 goose, 4 mouse"), "\(sentence)")
    #expect(complaint("qqq", names) == "--class qqq is no class of z.npz; they are 0 to 7")
    #expect(complaint("", names) == "--class '' is no class of z.npz; they are 0 to 7")
    let thousands = (0..<6522).map { "bird number \($0)" }
    #expect(complaint("burd namber 77", thousands).split(separator: ",").count <= 8)
    #expect(complaint("3", ["0", "1", "2"]) == "--class 3 is no class of z.npz; they are 0 to 2")
    #expect(complaint("-1", ["0", "1"]) == "--class -1 is no class of z.npz; they are 0 to 1")
  }
}
