import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct JSONScannerTests {
  private func scan<Result>(
    _ text: String, _ body: (inout JSONScanner) throws -> Result
  ) rethrows -> Result {
    try Array(text.utf8).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      return try body(&scanner)
    }
  }

  private func value(_ text: String) throws -> JSONElement { try scan(text) { try $0.value() } }

  private func clause(_ text: String) -> String {
    do {
      _ = try value(text)
      return ""
    } catch let error as JSONError {
      return error.clause
    } catch {
      return "\(error)"
    }
  }

  @Test func readsNumbersAsPythonWritesThem() throws {
    guard
      case .numbers(let numbers) = try value(
        "[1, -2.5, 1e3, 0.1, NaN, Infinity, -Infinity, 1E-400, 123456789012345678, 1e999, null]")
    else {
      Issue.record("no numbers")
      return
    }
    #expect(numbers.values[..<4] == [1, -2.5, 1000, 0.1])
    #expect(numbers.values[4].isNaN)
    #expect(
      numbers.values[5..<10] == [.infinity, -.infinity, 0, 123_456_789_012_345_680, .infinity])
    #expect(numbers.values[10].isNaN)
    #expect(!numbers.areIntegers)
    guard case .numbers(let integers) = try value("[0, -1, 7]") else {
      Issue.record("no integers")
      return
    }
    #expect(integers == JSONNumbers(values: [0, -1, 7], areIntegers: true))
  }

  @Test func readsText() throws {
    let cases = [
      (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
      (#""\u00e9\u65e5""#, "é日"), (#""\ud83d\ude00 x""#, "😀 x"), (#""é\n日""#, "é\n日"),
    ]
    for (written, expected) in cases {
      guard case .text(let text) = try value(written) else {
        Issue.record("\(written) is no text")
        continue
      }
      #expect(text == expected)
    }
  }

  @Test func readsObjectsInTheirOrder() throws {
    guard case .object(let members) = try value(#" {"b": {"x": []}, "a": [1, "two", null]} "#)
    else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.key) == ["b", "a"])
    guard case .list(let values) = members[1].value, case .text("two") = values[1] else {
      Issue.record("no list")
      return
    }
  }

  @Test func agreesWithFoundation() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      guard number.isFinite else { continue }
      guard case .number(let read) = try value("\(number)") else {
        Issue.record("\(number) is no number")
        continue
      }
      #expect(read.value == number)
    }
  }

  @Test func saysWhatIsWrong() {
    #expect(clause("[1, 2") == "ends within a value")
    #expect(clause("{\"a\": ") == "ends within a value")
    #expect(clause("\"abc") == "ends within a value")
    #expect(clause("tru") == "ends within a value")
    #expect(clause("[1, x]") == "is not JSON")
    #expect(clause("{1: 2}") == "is not JSON")
    #expect(clause("nule") == "is not JSON")
    #expect(clause("1.2.3") == "is not JSON")
    #expect(clause(#""\x""#) == "has an escape that is not JSON's")
    #expect(clause(#""\u12""#) == "has an escape that is not JSON's")
    #expect(
      clause(String(repeating: "[", count: 100_000))
        == "has more than 64 lists within one another")
    #expect(clause(String(repeating: "{\"a\":", count: 1000)).contains("more than 64"))
  }

  @Test func passesWhatIsNotWanted() throws {
    let text = #"{"a": [1, {"b": "x\"]}"}, [], null], "c": true} 7"#
    try scan(text) { scanner in
      try scanner.skip()
      guard case .number(let number) = try scanner.value() else {
        Issue.record("no number")
        return
      }
      #expect(number.value == 7)
    }
  }

  @Test func findsRecords() throws {
    let count = { (text: String) in
      try scan(text) { scanner in
        var count = 0
        try scanner.forEachRecord { (scanner) throws(JSONError) in
          try scanner.skip()
          count += 1
        }
        return count
      }
    }
    #expect(try count("{}\n{}\n\n{}") == 3)
    #expect(try count("[{}, {}]") == 2)
    #expect(try count("[[1], [2], [3]]\n") == 3)
    #expect(try count("[1, 2, 3]") == 1)
    #expect(try count("[1]\n[2]") == 2)
    #expect(try count("") == 0)
    #expect(throws: JSONError.self) { try count("[{}, {}") }
    #expect(throws: JSONError.self) { try count("[{}] {}") }
  }
}
