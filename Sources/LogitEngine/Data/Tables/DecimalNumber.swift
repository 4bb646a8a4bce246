/// Reads a decimal number, `-12.5e3` for instance; nil for anything else, NaN and infinity included.
///
/// The number is the nearest double there is. Numbers of up to 19 digits that are neither huge nor
/// tiny are read without going through a `String`.
func decimalNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
  decimalNumber(text.base, text.startIndex, text.endIndex, point: Byte.point)
}

/// Reads a decimal number between two places of a text.
///
/// - Parameter point: the byte that begins a fraction.
func decimalNumber(
  _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ end: Int, point: UInt8
) -> Double? {
  var position = begin
  var isNegative = false
  if position < end, text[position] == Byte.minus || text[position] == Byte.plus {
    isNegative = text[position] == Byte.minus
    position += 1
  }
  var digits: UInt64 = 0
  // Of the digits after leading zeros.
  var significantCount = 0
  var digitCount = 0
  var exponent = 0
  var isFraction = false
  while position < end {
    let byte = text[position]
    let digit = byte &- Byte.zero
    if digit <= 9 {
      digitCount += 1
      // Overflow is no matter: so many digits are read again below.
      digits = digits &* 10 &+ UInt64(digit)
      if digits != 0 || significantCount > 0 { significantCount += 1 }
      if isFraction { exponent -= 1 }
    } else if byte == point, !isFraction {
      isFraction = true
    } else {
      break
    }
    position += 1
  }
  guard digitCount > 0 else { return nil }
  if position < end {
    guard text[position] == Byte.lowerE || text[position] == Byte.upperE else { return nil }
    position += 1
    var isBelowOne = false
    if position < end, text[position] == Byte.minus || text[position] == Byte.plus {
      isBelowOne = text[position] == Byte.minus
      position += 1
    }
    guard position < end else { return nil }
    var power = 0
    while position < end {
      let digit = text[position] &- Byte.zero
      guard digit <= 9 else { return nil }
      power = min(power * 10 + Int(digit), 100_000)
      position += 1
    }
    exponent += isBelowOne ? -power : power
  }
  if significantCount <= 19, let magnitude = product(digits, tenTo: exponent) {
    return isNegative ? -magnitude : magnitude
  }
  let spelled = text[begin..<end].map { $0 == point ? Byte.point : $0 }
  guard let value = Double(String(decoding: spelled, as: UTF8.self)), value.isFinite else {
    return nil
  }
  return value
}

/// digits · 10^exponent, rounded once; nil where that takes more than 128 bits.
@inline(__always)
private func product(_ digits: UInt64, tenTo exponent: Int) -> Double? {
  if digits == 0 { return 0 }
  if digits <= 1 << 53, -22...22 ~= exponent {
    // Both factors are exact, so that the result is rounded once.
    return exponent < 0
      ? Double(digits) / powersOfTen[-exponent] : Double(digits) * powersOfTen[exponent]
  }
  if 0...19 ~= exponent {
    return Double(UInt128(digits) * UInt128(wholePowersOfTen[exponent]))
  }
  guard -19 ... -1 ~= exponent else { return nil }
  let divisor = wholePowersOfTen[-exponent]
  // A quotient of at least 55 bits: 53, one to round by, and one for all that is below.
  let shift = max(0, 55 + digits.leadingZeroBitCount - divisor.leadingZeroBitCount)
  let (quotient, remainder) = (UInt128(digits) << UInt128(shift))
    .quotientAndRemainder(dividingBy: UInt128(divisor))
  let bits = UInt64(truncatingIfNeeded: quotient) | (remainder == 0 ? 0 : 1)
  return Double(sign: .plus, exponent: -shift, significand: Double(bits))
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
private let wholePowersOfTen: [UInt64] = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
]
