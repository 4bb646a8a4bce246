extension Character {
  /// How many cells the character takes: 0, 1 or 2.
  ///
  /// Controls and lone combining marks take none and are never drawn.
  var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.value < 0x7F { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .nonspacingMark, .enclosingMark,
      .lineSeparator, .paragraphSeparator:
      return 0
    default:
      break
    }
    if Self.wideRanges.contains(where: { $0.contains(scalar.value) }) { return 2 }
    return unicodeScalars.contains("\u{FE0F}") ? 2 : 1
  }

  /// The East Asian wide and emoji blocks.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2648...0x2653,
    0x26A1...0x26A1, 0x26BD...0x26BE, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797, 0x2B50...0x2B50,
    0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
    0x20000...0x3FFFD,
  ]
}

extension String {
  /// How many cells the string takes on a line.
  package var displayWidth: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The string cut to a number of cells, its last one an ellipsis if anything was cut.
  func truncated(to width: Int) -> String {
    guard width > 0 else { return "" }
    guard utf8.count > width, displayWidth > width else { return self }
    var result = ""
    var used = 0
    for character in self {
      let next = character.displayWidth
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// The string cut to a number of cells so that its end is seen too, where there is room for that:
  /// names of a kind often begin alike.
  func truncatedInside(to width: Int) -> String {
    guard width >= 16, displayWidth > width else { return truncated(to: width) }
    var tail = ""
    var used = 0
    for character in reversed() {
      used += character.displayWidth
      if used > width / 3 { break }
      tail.insert(character, at: tail.startIndex)
    }
    return truncated(to: width - tail.displayWidth) + tail
  }

  /// The string filled with spaces to a number of cells, at its right or at its left.
  func padded(to width: Int, alignedRight: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - displayWidth))
    return alignedRight ? fill + self : self + fill
  }

  /// The words of the string on as many lines as they need, none wider than `width`.
  func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      let word = String(word).truncated(to: width)
      if line.isEmpty {
        line = word
      } else if line.displayWidth + 1 + word.displayWidth <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
