/// The names of classes in a text file, one a line.
///
/// Names are a view of the classes and no data: a line may be empty, which is a class without a
/// name, and names may repeat. Two names are the same only if their code points are.
public enum ClassNameFile {
  /// The largest file that is read: room for some million names.
  private static let byteLimit = 64 << 20

  /// What a file of names holds.
  public struct Reading: Hashable, Sendable {
    /// The names, that of class 0 first; empty for a class without one.
    public var names: [String]
    /// One sentence for whatever was assumed in reading them.
    public var notes: [String]
  }

  /// Reads the names; the line of class 0 comes first.
  ///
  /// - Throws: ``DataError`` for a file that cannot be read, holds no name, or in which a line is
  ///   not UTF-8.
  public static func read(_ path: String) throws -> [String] { try reading(path).names }

  /// Reads the names, and says what the file was taken for where it is not one name a line.
  ///
  /// A file is one name a line, or `index<TAB>name` on every line, or JSON: an array of names, or an
  /// object of names by index (`id2label`) or of indices by name (`label2id`), alone or in a model's
  /// `config.json`. UTF-16 needs a byte order mark.
  ///
  /// - Throws: ``DataError`` for a file that cannot be read, holds no name, or in which a line is
  ///   not UTF-8.
  public static func reading(_ path: String) throws -> Reading {
    var bytes = try TextFile.read(path, upTo: byteLimit)[...]
    if let text = utf16(bytes) { bytes = Array(text.utf8)[...] }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if let names = ClassNameJSON.names(bytes) { return reading(path, names, form: "JSON") }
    let lines = try lines(bytes, path)
    if let names = indexed(lines) {
      return reading(path, names, form: "an index and a tab before each name")
    }
    guard lines.contains(where: { !$0.isEmpty }) else {
      throw DataError.malformed(path: path, .noNames)
    }
    return reading(path, trimmed(lines), form: nil)
  }

  private static func reading(_ path: String, _ names: [String], form: String?) -> Reading {
    Reading(names: names, notes: form.map { ["\(path) is read as \($0)"] } ?? [])
  }

  /// The names of so many classes, without empty lines beyond them; nil for another number of names.
  public static func fitted(_ names: [String], to classCount: Int) -> [String]? {
    guard names.count >= classCount, names.dropFirst(classCount).allSatisfy(\.isEmpty) else {
      return nil
    }
    return Array(names.prefix(classCount))
  }

  /// Says which classes names do not tell apart by themselves, a sentence each.
  public static func notes(on names: [String], of path: String) -> [String] {
    var notes: [String] = []
    let unnamed = names.count { $0.isEmpty }
    if unnamed > 0 {
      notes.append(
        "\(path) has no name for \(unnamed) of the \(names.count) classes, which "
          + "\(unnamed == 1 ? "goes by its number" : "go by their numbers")")
    }
    // Two strings are equal if they look alike, whatever their code points.
    let named = names.filter { !$0.isEmpty }
    let repeated = named.count - Set(named).count
    if repeated > 0 {
      notes.append(
        "\(path) has \(repeated) name\(repeated == 1 ? " that looks" : "s that look") like an "
          + "earlier one: a superscript tells such classes apart")
    }
    return notes
  }

  /// The lines as text, without the one that a line feed at the end would begin.
  private static func lines(_ bytes: ArraySlice<UInt8>, _ path: String) throws -> [String] {
    let feed = UInt8(ascii: "\n")
    let (isOldMac, mark) = (!bytes.contains(feed), UInt8(ascii: "\r"))
    var lines = bytes.split(separator: isOldMac ? mark : feed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return try lines.enumerated().map { index, line in
      let line = line.last == mark ? line.dropLast() : line
      guard let text = String(validating: line, as: UTF8.self) else {
        throw DataError.malformed(path: path, .badName(line: index + 1, .notUTF8))
      }
      return text
    }
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>) -> String? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count.isMultiple(of: 2) else {
      return nil
    }
    let body = Array(bytes.dropFirst(2))
    let units = stride(from: 0, to: body.count, by: 2).map { index in
      let (first, second) = (UInt16(body[index]), UInt16(body[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(validating: units, as: UTF16.self)
  }

  /// The names without the blanks around them, unless only those tell two names apart.
  private static func trimmed(_ lines: [String]) -> [String] {
    let trimmed = lines.map { line in
      let scalars = line.unicodeScalars
      let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
      guard let begin = scalars.firstIndex(where: { !isBlank($0) }),
        let end = scalars.lastIndex(where: { !isBlank($0) })
      else { return line }
      return String(scalars[begin...end])
    }
    return distinctCount(trimmed) == distinctCount(lines) ? trimmed : lines
  }

  private static func distinctCount(_ names: [String]) -> Int {
    Set(names.map { Array($0.utf8) }).count
  }

  /// The names where every line is an index, a tab and a name, each index once and none beyond the
  /// number of lines; nil where that is not so.
  private static func indexed(_ lines: [String]) -> [String]? {
    var names = [String?](repeating: nil, count: lines.count + 1)
    for line in lines {
      let utf8 = line.utf8
      guard let tab = utf8.firstIndex(of: UInt8(ascii: "\t")), let index = Int(line[..<tab]),
        names.indices.contains(index), names[index] == nil
      else { return nil }
      names[index] = String(line[utf8.index(after: tab)...])
    }
    guard !lines.isEmpty else { return nil }
    // Counted from 0, or else from 1.
    let used = names[0] == nil ? names[1...] : names[lines.count] == nil ? names.dropLast() : names[0...]
    return used.map { $0 ?? "" }
  }
}
