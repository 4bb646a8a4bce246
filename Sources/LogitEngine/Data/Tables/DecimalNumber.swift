/// Reads a decimal number, `-12.5e3` for instance; nil for anything else, NaN and infinity included.
///
/// Numbers of up to 15 digits, near enough to 1, are read without going through text.
func decimalNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
  var digits: UInt64 = 0
  var digitCount = 0
  var scale = 0
  var position = text.startIndex
  var isNegative = false
  if position < text.endIndex, text[position] == minus || text[position] == plus {
    isNegative = text[position] == minus
    position += 1
  }
  var isFraction = false
  while position < text.endIndex {
    let byte = text[position]
    if zero <= byte, byte <= nine {
      digitCount += 1
      // Overflow is no matter: so many digits are read again below.
      digits = digits &* 10 &+ UInt64(byte - zero)
      if isFraction { scale += 1 }
    } else if byte == point, !isFraction {
      isFraction = true
    } else {
      break
    }
    position += 1
  }
  guard digitCount > 0 else { return nil }
  if position == text.endIndex, digitCount <= 15 {
    // Both are exact, so that the quotient is rounded once.
    let magnitude = Double(digits) / powersOfTen[scale]
    return isNegative ? -magnitude : magnitude
  }
  // What is left is an exponent or many digits; nothing else that `Double` would take.
  guard position == text.endIndex || text[position] == lowerE || text[position] == upperE else {
    return nil
  }
  guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
    return nil
  }
  return value
}

private let (zero, nine) = (UInt8(ascii: "0"), UInt8(ascii: "9"))
private let (plus, minus, point) = (UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."))
private let (lowerE, upperE) = (UInt8(ascii: "e"), UInt8(ascii: "E"))
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
