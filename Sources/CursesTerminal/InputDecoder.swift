import ExplorerUI

/// Makes events of what curses reads: keys, characters, and the escape sequences that it leaves
/// alone, mouse reports first of all.
///
/// The mouse reports in SGR form (`ESC [ < button ; column ; row M`) are decoded here because
/// curses asks some terminals for an older form that ends at column 223 and knows no dragging.
struct InputDecoder {
  private enum Reading {
    case nothing
    case escape
    case singleShift
    case sequence([UInt8])
    /// An answer that comes late, and whether it is at its last character.
    case answer(length: Int, isEnding: Bool)
  }

  /// Whether the terminal has been asked for something and may still answer, `ESC ] …`; once it
  /// has, those are the keys Escape and `]` again.
  var expectsAnswer = false

  private var reading = Reading.nothing
  private let keyForCode: (Int32) -> Key?
  private static let longestSequence = 32
  private static let longestAnswer = 64

  /// Creates a decoder.
  ///
  /// - Parameter keyForCode: the key for a code of curses.
  init(keyForCode: @escaping (Int32) -> Key?) {
    self.keyForCode = keyForCode
  }

  /// Takes in a key that curses has recognised.
  mutating func feed(keyCode: Int32) -> [InputEvent] {
    let before = finish()
    return before + (keyForCode(keyCode).map { [.key($0)] } ?? [])
  }

  /// Takes in a character.
  mutating func feed(scalar: UInt32) -> [InputEvent] {
    switch reading {
    case .nothing: return begin(scalar)
    case .escape:
      switch scalar {
      case Ascii.bracket: reading = .sequence([])
      case Ascii.singleShift: reading = .singleShift
      case Ascii.answer where expectsAnswer: reading = .answer(length: 0, isEnding: false)
      default:
        reading = .nothing
        return [.key(.escape)] + begin(scalar)
      }
    case .singleShift:
      reading = .nothing
      return EscapeSequence.key([], final: UInt8(truncatingIfNeeded: scalar)).map { [.key($0)] }
        ?? []
    case .answer(let length, let isEnding):
      if isEnding || scalar == Ascii.bell || length == Self.longestAnswer {
        reading = .nothing
        expectsAnswer = false
      } else {
        reading = .answer(length: length + 1, isEnding: scalar == Ascii.escape)
      }
    case .sequence(let text):
      switch scalar {
      case 0x20...0x3F where text.count < Self.longestSequence:
        reading = .sequence(text + [UInt8(scalar)])
      case 0x40...0x7E:
        reading = .nothing
        return EscapeSequence.event(text, final: UInt8(scalar)).map { [$0] } ?? []
      default:
        reading = .nothing
        return begin(scalar)
      }
    }
    return []
  }

  /// Says that nothing more is there for now: an escape on its own is the key.
  ///
  /// A mouse report that has been cut in two by the line is kept for its other half.
  mutating func finish() -> [InputEvent] {
    switch reading {
    case .nothing, .answer: return []
    case .sequence(let text) where text.first == Ascii.less: return []
    case .sequence:
      reading = .nothing
      return []
    case .escape:
      reading = .nothing
      return [.key(.escape)]
    case .singleShift:
      reading = .nothing
      return [.key(.escape), .key(.character("O"))]
    }
  }

  private mutating func begin(_ scalar: UInt32) -> [InputEvent] {
    switch scalar {
    case Ascii.escape:
      reading = .escape
      return []
    case 9: return [.key(.tab)]
    case 10, 13: return [.key(.enter)]
    case 8, 127: return [.key(.backspace)]
    case 1...26:
      return Unicode.Scalar(scalar + 0x60).map { [.key(.control(Character($0)))] } ?? []
    case 28...31:
      return Unicode.Scalar(scalar + 0x40).map { [.key(.control(Character($0)))] } ?? []
    case 0, 0x80...0x9F: return []
    default: return Unicode.Scalar(scalar).map { [.key(.character(Character($0)))] } ?? []
    }
  }

  private enum Ascii {
    static let escape: UInt32 = 0x1B
    static let bell: UInt32 = 0x07
    static let answer: UInt32 = 0x5D
    static let bracket: UInt32 = 0x5B
    static let singleShift: UInt32 = 0x4F
    static let less: UInt8 = 0x3C
  }
}
