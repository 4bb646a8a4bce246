import TestSupport
import Testing

@testable import LogitEngine

@Suite struct TextTableTests {
  private func table(_ text: String) throws -> TextTable { try table(Array(text.utf8)) }

  private func table(_ bytes: [UInt8], encoding: String? = nil) throws -> TextTable {
    try TextTable(DecodedText(bytes, path: "t", encoding: encoding))
  }

  private func numbers(_ text: String) throws -> [Double] {
    let table = try table(text)
    return table.numbers(ofColumns: Array(0..<table.columnCount))
  }

  private func clause(_ body: () throws -> Void) throws -> String {
    let error = try #require(throws: DataError.self) { try body() }
    guard case .malformed(_, .clause(let clause)) = error else {
      Issue.record("\(error)")
      return ""
    }
    return clause
  }

  @Test(arguments: [
    "1,2.5,3\n4,5,6\n", "1\t2.5\t3\n4\t5\t6", "1;2,5;3\r\n4;5;6\r\n", "1|2.5|3\r4|5|6\r",
    "  1  2.5 3\n4   5 6 \n", "1\t 2.5 3\n4 5\t\t6\n", "sep=;\n1;2.5;3\n4;5;6",
    "\u{feff}1,2.5,3\n4,5,6",
    "# made by a program\n1,2.5,3\n4,5,6", "% note\n\n1, 2.5, 3\n\n4, 5, 6\n", "1;2.5;3\n4;5;6",
    "\"1\",\"2.5\",\"3\"\n\"4\",\"5\",\"6\"", "1;2,5;3,0\n4,0;5;6", "\"sep=|\"\r\n1|2.5|3\r\n4|5|6",
    "1,2.5,3\n# not used\n4,5,6",
  ]) func readsEverySeparator(_ text: String) throws {
    #expect(try numbers(text) == [1, 2.5, 3, 4, 5, 6])
  }

  @Test func keepsTextsAsTheyAre() throws {
    let found = try table("name,value\n\"a, \"\"b\"\"\nc\",1\n\"\",2\nNA,3\n ä ö ,4\n")
    #expect(found.columnNames == ["name", "value"])
    #expect(found.texts(ofColumn: 0) == ["a, \"b\"\nc", "", "NA", "ä ö"])
    #expect(found.line(ofRow: 0) == 2 && found.line(ofRow: 1) == 4)
    #expect(found.columns[0].missingCount == 2 && found.columns[0].textCount == 2)
    #expect(found.text(row: 0, column: 0) == "a, \"b\" c")
  }

  @Test(arguments: [
    ("a,b\n1,2\n", true), ("1,2\n3,4\n", false), ("0,1,2\n7,8,9\n3,4,5\n", true),
    ("0,1\n5.1,0.0\n4.2,1.0\n", true), ("0,1\n5,0\n0,1\n", false),
    ("label,0,1\n1,7,8\n0,9,9\n", true),
    ("0,1,2,3,name\n5.1,3,1.4,0.2,x\n4.9,2,1,0.2,y\n", true),
    ("0,1,2,3,x\n5.1,3,1.4,0.2,x\n4.9,2,1,0.2,y\n", false),
    ("\"\",\"a\"\n\"1\",2.5\n\"2\",3\n", true), (",0,1\n0,5,6\n1,7,8\n", true),
    ("1.5,cat\n2.5,dog\n", false), ("buying,doors,class\nhigh,2,yes\nlow,3,no\nlow,2,no\n", true),
    ("color,shape,size\nred,big,a\nred,small,b\nblue,big,a\n", true),
    ("red,big,a\nred,small,b\nblue,big,a\n", false), ("?,1,2\n3,1,2\n", false),
  ]) func tellsAHeaderFromData(_ text: String, _ hasHeader: Bool) throws {
    #expect((try table(text).columnNames != nil) == hasHeader)
  }

  @Test func findsNamesElsewhere() throws {
    #expect(try table("a b\nx 1 2\ny 3 4\n").columnNames == ["", "a", "b"])
    #expect(try table("a,b\n1,2,\n3,4,\n").columnNames == ["a", "b", ""])
    let commented = try table("# first second\n1 2\n3 4\n")
    #expect(commented.columnNames == ["first", "second"] && commented.rowCount == 2)
    let hash = try table("#,Name,Power\n1,one,2\n2,two,3\n3,three,4\n4,four,4\n")
    #expect(hash.columnNames == ["#", "Name", "Power"] && hash.rowCount == 4)
  }

  @Test func readsScikitLearnsHeader() throws {
    let found = try table("3,2,setosa,versicolor\n5.1,3.5,0\n4.9,3,1\n4.7,3.2,0\n")
    #expect(found.rowCount == 3 && found.declaration.classNames == ["setosa", "versicolor"])
    #expect(found.declaration.labelColumn == 2)
    // The counts must be right.
    #expect(throws: DataError.self) { try table("4,2,setosa,versicolor\n5.1,3.5,0\n4.9,3,1\n") }
  }

  @Test func readsOrangesHeaders() throws {
    let three = try table(
      "width\tname\tkind\nc\ts\ta b\n\tmeta\tclass\n1.5\tx\ta\n2.5\ty\tb\n")
    #expect(three.columnNames == ["width", "name", "kind"] && three.rowCount == 2)
    #expect(three.declaration.labelColumn == 2 && three.declaration.unusedColumns == [1])
    let one = try table("C#width\tmS#name\tcD#kind\n1.5\tx\ta\n2.5\ty\tb\n")
    #expect(one.columnNames == ["width", "name", "kind"] && one.declaration.labelColumn == 2)
    // Notes of a scale are no types.
    #expect(try table("C#,D\n1,2\n3,4\n").columnNames == ["C#", "D"])
  }

  @Test func readsAttributes() throws {
    let found = try table(
      """
      % a comment
      @RELATION weather

      @attribute outlook {sunny, 'partly cloudy', rainy}
      @attribute 'the temperature' real
      @attribute windy{TRUE,FALSE}
      @attribute play {yes, no}
      @DATA
      sunny,85.5,FALSE,no
      % another
      'partly cloudy',?,TRUE,'yes'
      """)
    #expect(found.columnNames == ["outlook", "the temperature", "windy", "play"])
    #expect(found.declaration.values[0] == ["sunny", "partly cloudy", "rainy"])
    #expect(found.texts(ofColumn: 0) == ["sunny", "partly cloudy"])
    #expect(found.columns[1].missingCount == 1)
    let keel = try table(
      "@relation iris\n@attribute a real [0.0, 9.9]\n@attribute b integer[0,9]\n"
        + "@attribute c {x, y}\n@inputs a, b\n@outputs c\n@data\n1.5, 2, x\n2.5, 3, y\n")
    #expect(keel.declaration.format == "KEEL" && keel.declaration.labelColumn == 2)
    #expect(keel.numbers(ofColumns: [0, 1]) == [1.5, 2, 2.5, 3])
    #expect(try clause { _ = try table("@relation a\n@attribute b real\n") }.contains("no @data"))
    #expect(
      try clause {
        _ = try table("@relation a\n@attribute b real\n@attribute c real\n@data\n{0 1}\n")
      }
      .contains("sparse ARFF"))
  }

  @Test func readsEncodings() throws {
    let text = "a,label\n1,狗\n2,鸟\n"
    var utf16: [UInt8] = [0xff, 0xfe]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xff), UInt8(unit >> 8)] }
    #expect(try table(utf16).texts(ofColumn: 1) == ["狗", "鸟"])
    #expect(
      try table(utf16).notes == ["the text was read as UTF-16LE, as its byte order mark says"])
    var swapped: [UInt8] = []
    for place in stride(from: 0, to: utf16.count, by: 2) {
      swapped += [utf16[place + 1], utf16[place]]
    }
    #expect(try table(swapped).texts(ofColumn: 1) == ["狗", "鸟"])
    let unmarked = Array(utf16.dropFirst(2))
    #expect(try clause { _ = try table(unmarked) }.contains("--encoding UTF-16LE"))
    #expect(try table(unmarked, encoding: "UTF-16LE").rowCount == 2)
    // The labels of GBK are other bytes, none of them UTF-8.
    let gbk = Array("a,label\n1,".utf8) + [0xb9, 0xb7, 10, 0x32, 0x2c, 0xc4, 0xf1, 10]
    #expect(try clause { _ = try table(gbk) }.hasPrefix("is not UTF-8 at line 2"))
    #expect(try table(gbk, encoding: "GBK").texts(ofColumn: 1) == ["狗", "鸟"])
    #expect(
      try table([0x61, 0x2c, 0xe9, 10, 0x31, 0x2c, 0x32], encoding: "LATIN1").columnNames == [
        "a", "é",
      ])
    #expect(try clause { _ = try table(gbk + [0xff], encoding: "GBK") }.contains("at line 4"))
    #expect(try clause { _ = try table(gbk, encoding: "NONE") }.contains("iconv -l"))
    #expect(!DecodedText.knows("GBK//TRANSLIT") && DecodedText.knows("GBK"))
  }

  @Test func unpacksGzip() throws {
    let text = "a,b\n" + String(repeating: "1,2\n", count: 1000)
    let packed = gzip(Array(text.utf8))
    #expect(try table(packed).rowCount == 1000)
    #expect(throws: DataError.malformed(path: "t", .damagedCompression)) {
      try table(Array(packed.dropLast(9)))
    }
  }

  @Test func tellsTextsApartByCodePoints() throws {
    // The same letter as one code point and as two.
    let found = try table("x,y\n1,\u{c5}\n2,\u{212b}\n3,A\u{30a}\n4,\u{c5}\n")
    let categories = found.categories(ofColumns: [1])[0]
    #expect(categories.texts.count == 3 && categories.codes == [0, 1, 2, 0])
  }

  @Test func namesTheLine() throws {
    #expect(
      try clause { _ = try table("a,b,c\n1,2,3\n\n1,2\n") } == "has 2 cells instead of 3 at line 4")
    #expect(
      try clause { _ = try table("1,2\n\"3,4\n") } == "has a quote that is never closed at line 2")
    #expect(
      try clause { _ = try table("a,b\n1,2,3,4\n") }
        == "has 4 cells where the line before has 2, at line 2")
    #expect(try clause { _ = try table("") } == "has no rows: it is no table of examples")
    #expect(
      try clause { _ = try table([49, 44, 0, 10]) } == "is no text: it has a zero byte at line 1")
    // Quotes that are not around a cell are text.
    #expect(try table("a,b\n\"x\" y,1\n5\" z,2\n").texts(ofColumn: 0) == ["\"x\" y", "5\" z"])
  }

  @Test func knowsWhatColumnsHold() throws {
    let found = try table("i,f,t,m,c\n1,1.0,a,?,5\n2,2.5,3,inf,5\n3,-1.0,a,NaN,5\n")
    let columns = found.columns
    #expect(columns[0].isNumeric && columns[0].isWhole && columns[0].countsUp)
    #expect(columns[0].distinctWholeCount == 3 && !columns[0].isWrittenAsFloat)
    #expect(!columns[1].isWhole && columns[1].isWrittenAsFloat && columns[1].minimum == -1)
    #expect(!columns[2].isNumeric && columns[2].textCount == 2 && columns[2].numberCount == 1)
    #expect(columns[3].missingCount == 2 && columns[3].infinityCount == 1)
    #expect(columns[4].distinctWholeCount == 1 && columns[4].contains(5) == true)
    #expect(found.floats(ofColumns: [1, 0]) == [1, 1, 2.5, 2, -1, 3])
  }

  @Test func countsDistinctNumbers() {
    var distinct = DistinctNumbers()
    for number in 0..<5000 { distinct.insert(Double(number % 2500 - 300) * 3) }
    #expect(
      distinct.count == 2500 && distinct.contains(-900) == true && distinct.contains(1) == false)
    for number in 0..<20_000 { distinct.insert(Double(number) + 1e6) }
    #expect(distinct.count == nil)
  }

  @Test(arguments: [
    "label,a,b\n1,2.5,3\n0,\"4\",5e1\n2,-1,0\n\n1,1,1\n",
    "sep=;\na;b\n\"x;\"\"y\";1,5\n'z';2,5\n", "# a b\n1 2\n  3\t4\n", "2,1,x,y\n1,0\n2,1\n",
  ]) func survivesDamage(_ whole: String) { damage(whole, 2500, seed: 31) }

  @Test func attributesSurviveDamage() {
    damage(
      "@relation r\n@attribute 'a b' {x,'y z'}\n@attribute c real\n@inputs c\n@outputs a\n@data\nx,1\n"
        + "'y z',2\n", 10_000, seed: 32)
  }

  @Test func orangesHeadersSurviveDamage() {
    damage("a\tb\tc\nc\td\ts\n\tclass\tmeta\n1\tx\tq\n2\ty\tr\n", 10_000, seed: 33)
  }

  private func damage(_ whole: String, _ count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let whole = Array(whole.utf8)
    for end in 0...whole.count { read(Array(whole.prefix(end))) }
    for _ in 0..<count { read(damaged(whole, using: &generator)) }
  }

  private func read(_ bytes: [UInt8]) {
    guard let table = try? table(bytes) else { return }
    let all = Array(0..<table.columnCount)
    #expect(table.numbers(ofColumns: all).count == table.rowCount * table.columnCount)
    for categories in table.categories(ofColumns: all) {
      #expect(categories.codes.count == table.rowCount)
    }
    #expect(table.line(ofRow: table.rowCount - 1) <= bytes.count)
  }
}
