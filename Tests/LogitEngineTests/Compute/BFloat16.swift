@testable import LogitEngine

/// The bfloat16 nearest to a float, found among the two around it; a tie goes to the even one.
func nearestBFloat16(_ value: Float) -> Float {
  guard value.isFinite else { return value }
  let below = Float(bitPattern: value.bitPattern & 0xffff_0000)
  let above = Float(bitPattern: below.bitPattern + 0x1_0000)
  // Beyond the largest, where the next would be if there were no infinity.
  let next = above.isFinite ? Double(above) : 2 * Double(below) - Double(below) * (1 - 0x1p-7)
  let (down, up) = (abs(Double(value) - Double(below)), abs(next - Double(value)))
  if down == up { return below.bitPattern & 0x1_0000 == 0 ? below : above }
  return down < up ? below : above
}

extension Float {
  /// The upper half of the bits.
  var upperHalf: BFloat16 { BFloat16(truncatingIfNeeded: bitPattern >> 16) }
}
