import ExplorerUI

/// The meaning of control sequences that curses does not know for the terminal at hand.
enum EscapeSequence {
  /// The event for what stands between `ESC [` and the final byte; nil for anything unknown.
  static func event(_ parameters: [UInt8], final: UInt8) -> InputEvent? {
    if parameters.first == UInt8(ascii: "<") {
      return mouse(parameters.dropFirst(), isRelease: final == UInt8(ascii: "m"))
        .map(InputEvent.mouse)
    }
    return key(parameters, final: final).map(InputEvent.key)
  }

  /// The key for a sequence; many terminals send keys that their description does not name.
  static func key(_ parameters: [UInt8], final: UInt8) -> Key? {
    let numbers = numbers(parameters[...])
    let hasShift = numbers.count == 2 && numbers[1] == 2
    switch Character(Unicode.Scalar(final)) {
    case "A": return .up
    case "B": return .down
    case "C": return hasShift ? .shiftRight : .right
    case "D": return hasShift ? .shiftLeft : .left
    case "H": return .home
    case "F": return .end
    case "Z": return .backTab
    case "M": return parameters.isEmpty ? .enter : nil
    case "P" where numbers.count <= 1: return .function(1)
    case "~":
      switch numbers.first {
      case 1, 7: return .home
      case 3: return .delete
      case 4, 8: return .end
      case 5: return .pageUp
      case 6: return .pageDown
      case 11: return .function(1)
      default: return nil
      }
    default: return nil
    }
  }

  /// A mouse report in SGR form: button, column, row.
  private static func mouse(_ parameters: ArraySlice<UInt8>, isRelease: Bool) -> MouseEvent? {
    let numbers = numbers(parameters)
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let (shift, alt, control, motion, wheel) = (4, 8, 16, 32, 64)
    let button = numbers[0] & ~(shift | alt | control)
    let action: MouseEvent.Action
    switch button {
    case 0: action = isRelease ? .release : .press
    case motion where !isRelease: action = .drag
    case wheel where !isRelease: action = .wheelUp
    case wheel + 1 where !isRelease: action = .wheelDown
    default: return nil
    }
    return MouseEvent(
      action: action, column: numbers[1] - 1, row: numbers[2] - 1,
      isModified: button & wheel != 0 && numbers[0] & (alt | control) != 0)
  }

  private static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
    text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  }
}
