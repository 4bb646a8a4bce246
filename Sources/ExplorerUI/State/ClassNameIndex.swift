/// The names of all classes in lower case, one after the other, to search 400,000 at a keystroke.
struct ClassNameIndex: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Folds the names; one that only repeats its number is left out.
  ///
  /// - Complexity: O(total length).
  init(_ names: [String]) {
    ends.reserveCapacity(names.count)
    for (index, name) in names.enumerated() {
      if name != String(index) { bytes.append(contentsOf: name.lowercased().utf8) }
      ends.append(bytes.count)
    }
  }

  /// The classes whose name contains a text, in either case, or whose number begins with it.
  ///
  /// - Complexity: O(total length), times the length of the text at worst.
  func matches(_ text: String, classCount: Int) -> [Int32] {
    let pattern = Array(text.lowercased().utf8)
    guard let first = pattern.first else { return (0..<Int32(classCount)).map(\.self) }
    let digits = pattern.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
    var matches: [Int32] = []
    bytes.withUnsafeBufferPointer { bytes in
      var begin = 0
      for index in 0..<classCount {
        let end = index < ends.count ? ends[index] : begin
        var isMatch = digits.map { String(index).hasPrefix($0) } ?? false
        var place = begin
        while !isMatch, place + pattern.count <= end {
          isMatch =
            bytes[place] == first
            && pattern.indices.allSatisfy { bytes[place + $0] == pattern[$0] }
          place += 1
        }
        if isMatch { matches.append(Int32(index)) }
        begin = end
      }
    }
    return matches
  }
}
