/// The text of a configuration file, line by line: the part of TOML that the program's settings
/// need, read without ever failing.
///
/// A line that is not understood is said and left alone, in reading and in writing; the rest counts.
/// Values are strings, whole and other numbers, `true` and `false`, and lists of those on one line.
struct ConfigurationText {
  /// The most bytes that a file may have.
  static let mostBytes = 1 << 16
  /// The most problems that are told; a file that is none has one in every line.
  private static let mostProblems = 20

  /// A value.
  indirect enum Value: Equatable {
    case string(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case list([Value])
  }

  /// A setting with its place.
  struct Entry: Equatable {
    /// The index of its line.
    var line: Int
    /// The table that it stands in; empty for the top level.
    var table: String
    var name: String
    var value: Value
    /// Where the value stands, in bytes of the line.
    var range: Range<Int>
  }

  /// The lines as bytes, without their ends.
  private(set) var lines: [[UInt8]]
  /// The settings that were understood, in order.
  private(set) var entries: [Entry] = []
  /// What was not understood, each with the number of its line.
  private(set) var problems: [String] = []
  /// The index of the line where the first table begins; the number of lines if there is none.
  private(set) var firstTable: Int
  /// The tables that have been begun, with the indices of their lines.
  private(set) var tables: [String: Int] = [:]

  /// Reads a text.
  init(_ text: String) {
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Array.init)
    firstTable = lines.count
    var table = ""
    var skipped = 0
    var seen: Set<[String]> = []
    func complain(_ line: Int, _ clause: String) {
      if problems.count < Self.mostProblems {
        problems.append("line \(line + 1) \(clause)")
      } else {
        skipped += 1
      }
    }
    for (index, line) in lines.enumerated() {
      do throws(ConfigurationLine.Problem) {
        var line = ConfigurationLine(line)
        switch try line.read() {
        case .nothing: break
        case .table(let name):
          if firstTable == lines.count { firstTable = index }
          // What stands under a header that cannot be read belongs to no table that is known.
          table = name ?? "\u{0}"
          guard let name else { throw ConfigurationLine.Problem("has no name of a table") }
          if tables[name] == nil { tables[name] = index }
        case .entry(let name, let value, let range):
          guard seen.insert([table, name]).inserted else {
            throw ConfigurationLine.Problem("sets '\(name)' once more")
          }
          entries.append(
            Entry(line: index, table: table, name: name, value: value, range: range))
        }
      } catch {
        if line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "[") {
          if firstTable == lines.count { firstTable = index }
          table = "\u{0}"
        }
        complain(index, error.clause)
      }
    }
    entries.removeAll { $0.table == "\u{0}" }
    if skipped > 0 { problems.append("\(skipped) more lines are not understood") }
  }

  /// The settings of a table.
  func entries(of table: String) -> [Entry] { entries.filter { $0.table == table } }

  /// The text with other values at the top level, everything else as it is.
  ///
  /// - Parameter settings: the names with their values as they are written, and a comment for those
  ///   that are not there yet.
  func text(with settings: [(name: String, value: String, comment: String)]) -> String {
    var lines = lines
    var added: [[UInt8]] = []
    for (name, value, comment) in settings {
      if let entry = entries.last(where: { $0.table.isEmpty && $0.name == name }) {
        lines[entry.line].replaceSubrange(entry.range, with: Array(value.utf8))
      } else {
        added += ["# \(comment)", "\(name) = \(value)", ""].map { Array($0.utf8) }
      }
    }
    if !added.isEmpty {
      let isBlank = firstTable == 0 || lines[firstTable - 1].isEmpty
      lines.insert(contentsOf: (isBlank ? [] : [[]]) + added, at: firstTable)
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}

extension ConfigurationText.Value: CustomStringConvertible {
  /// The value as it would be written.
  var description: String {
    switch self {
    case .string(let text): "'\(text)'"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    }
  }

  /// The string; nil for anything else.
  var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value; nil for anything else.
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
}
