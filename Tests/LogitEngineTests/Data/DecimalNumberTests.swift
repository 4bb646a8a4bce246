import TestSupport
import Testing

@testable import LogitEngine

@Suite struct DecimalNumberTests {
  private func read(_ text: some StringProtocol) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { decimalNumber($0[...]) }
  }

  @Test(arguments: [
    "0", "-0", "+7", "12", "12.", ".5", "-.5", "3.141592653589793", "123456789012345",
    "1234567890123456", "0.1", "0.000000000000001", "1e5", "1E-5", "2.5e+3",
    "-1.7976931348623157e308", "4.9e-324", "000000000000000000012.50", "99999999999999999999999999",
  ]) func equalsTheLibrary(_ text: String) throws {
    #expect(try #require(read(text)).bitPattern == Double(text)?.bitPattern)
  }

  @Test func equalsTheLibraryForManyDigits() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let digits = "\(UInt64.random(in: 0...9_999_999_999_999_999_999, using: &generator))"
      let place = Int.random(in: 0...digits.count, using: &generator)
      let power = Int.random(in: -30...30, using: &generator)
      let text = digits.prefix(place) + "." + digits.dropFirst(place) + "e\(power)"
      #expect(read(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func takesACommaForThePoint() {
    let text = Array("-12,5e1".utf8)
    let value = text.withUnsafeBufferPointer {
      decimalNumber($0, 0, $0.count, point: UInt8(ascii: ","))
    }
    #expect(value == -125)
  }

  @Test func equalsTheLibraryForRandomNumbers() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<5000 {
      let value = Double.random(in: -1e4...1e4, using: &generator)
      let digits = Int.random(in: 1...17, using: &generator)
      let text = String("\(value)".prefix(digits + 1))
      guard let expected = Double(text) else { continue }
      #expect(read(text) == expected, "\(text)")
    }
  }

  @Test(arguments: [
    "", "+", "-", ".", "e5", "1e", "1e+", "nan", "inf", "infinity", "0x10", "1_000", "1,5", " 1",
    "1 ", "1..2", "1e999", "--1", "1-", "１",
  ]) func refusesEverythingElse(_ text: String) {
    #expect(read(text) == nil)
  }
}
