/// The names of classes in a text file, one a line.
public enum ClassNameFile {
  /// The largest file that is read: room for some million names.
  private static let byteLimit = 64 << 20

  /// Reads the names; the line of class 0 comes first, and empty lines may follow the last.
  ///
  /// - Throws: ``DataError`` for a file that cannot be read, or in which a line is no UTF-8, is
  ///   empty, has a character that cannot be shown, or repeats a name.
  public static func read(_ path: String) throws -> [String] {
    var bytes = try TextFile.read(path, upTo: byteLimit)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      lines.removeLast()
    }
    guard !lines.isEmpty else { throw DataError.malformed(path: path, .noNames) }
    var names: [String] = []
    names.reserveCapacity(lines.count)
    var firstLines: [String: Int] = [:]
    for (index, line) in lines.enumerated() {
      func refused(_ problem: Malformation.NameProblem) -> DataError {
        .malformed(path: path, .badName(line: index + 1, problem))
      }
      guard let text = String(validating: line, as: UTF8.self) else { throw refused(.notUTF8) }
      let hasControl = text.unicodeScalars.contains {
        $0.properties.generalCategory == .control && !$0.properties.isWhitespace
      }
      guard !hasControl else { throw refused(.unprintable) }
      let name = text.printable
      guard !name.isEmpty else { throw refused(.empty) }
      if let first = firstLines.updateValue(index + 1, forKey: name) {
        throw refused(.repeated(name, line: first))
      }
      names.append(name)
    }
    return names
  }
}
