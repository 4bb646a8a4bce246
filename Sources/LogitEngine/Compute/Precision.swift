import COneDNN

/// The bits of a bfloat16.
typealias BFloat16 = UInt16

/// What the numbers that go into products are rounded to; sums and parameters are always float32.
public enum Precision: String, CaseIterable, Sendable {
  /// 24 significant bits.
  case float32
  /// 8 significant bits and the range of float32: the upper half of a float.
  case bfloat16

  /// Whether this processor has instructions for products of such numbers.
  public var isSupported: Bool {
    switch self {
    case .float32: true
    case .bfloat16: logitscope_multiplies_bfloat16() != 0
    }
  }

  /// The bytes that a number takes.
  var byteCount: Int {
    switch self {
    case .float32: 4
    case .bfloat16: 2
    }
  }
}
