import Foundation
import Testing

@testable import LogitscopeCommand

@Suite struct JSONValueTests {
  @Test func keepsTheOrderOfKeys() {
    let value = JSONValue.object([
      .init("z", .integer(-3)), .init("a", .array([.bool(true), .bool(false), .null])),
      .init("m", .object([])), .init("u", .unsigned(.max)),
    ])
    #expect(value.text == #"{"z":-3,"a":[true,false,null],"m":{},"u":18446744073709551615}"#)
  }

  @Test func hasNoNumberForWhatIsNotOne() {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(JSONValue.number(value).text == "null")
    }
    #expect(JSONValue.optional(nil).text == "null")
  }

  @Test(
    arguments: [
      0, -0.0, 0.1, 1 / 3, 1e-5, 1e16, 1e300, .leastNonzeroMagnitude, .pi, 123_456_789.125,
      -2.5e-17,
      .greatestFiniteMagnitude,
    ])
  func numbersReadBackExactly(_ value: Double) throws {
    let text = JSONValue.array([.number(value)]).text
    let read = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    #expect(read == [value], "\(text)")
  }

  @Test func stringsCommandNoTerminal() {
    #expect(JSONValue.string("\u{1b}[\u{7f}\u{9b}").text == #""\u001b[\u007f\u009b""#)
  }

  @Test func stringsReadBackExactly() throws {
    let strings =
      (0..<0x180).compactMap { Unicode.Scalar($0) }.map { String($0) } + [
        "a\"b\\c/d", "naïve 日本 👩‍🔬", "\u{2028}", "",
      ]
    for string in strings {
      let text = JSONValue.array([.string(string)]).text
      #expect(!text.contains { $0.isNewline && $0 != "\u{2028}" && $0 != "\u{85}" })
      #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == [string])
    }
  }
}
