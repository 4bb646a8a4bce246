import Foundation

/// How long fuzz tests run: `LOGITSCOPE_FUZZ` in the environment multiplies their rounds, for a
/// search of hours outside of the usual tests, and `LOGITSCOPE_FUZZ_SEED` begins elsewhere.
public enum FuzzRounds {
  /// The number of rounds where the usual tests take so many.
  public static func count(_ usual: Int) -> Int {
    let factor = ProcessInfo.processInfo.environment["LOGITSCOPE_FUZZ"].flatMap(Int.init) ?? 1
    return usual * max(1, min(factor, 1_000_000))
  }

  /// The seed where the usual tests take this one.
  public static func seed(_ usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment["LOGITSCOPE_FUZZ_SEED"].flatMap(UInt64.init) ?? usual
  }
}

/// Values that programs get wrong.
public enum WildValues {
  /// Whole numbers at the edges of types and of what a `Double` holds.
  public static let integers: [Int64] = [
    0, 1, -1, 2, 7, 255, 256, 65_535, 1 << 20, 1 << 31, -(1 << 31), 1 << 32, 1 << 50, 1 << 53,
    (1 << 53) + 1, .max, .min, .max - 1,
  ]

  /// Other numbers.
  public static let numbers: [Double] = [
    0, -0.0, 0.5, -1, 1e-300, .leastNonzeroMagnitude, 1e300, .infinity, -.infinity, .nan,
    9.007199254740993e15,
    9.3e18,
  ]

  /// Texts, as numbers or names may be written.
  public static let texts: [String] =
    integers.map(String.init) + numbers.map { "\($0)" } + [
      "", " ", "cnn", "mlp", "linear", "nce", "true", "false", "epoch", "never", "share 0",
      "share nan", "share 1e400", "1,1", "65536", ",", "é", "\u{1B}[31m", "a\nb",
      String(repeating: "9", count: 400), "digits", "float32", "bfloat16", "running", "[]", "{}",
      "null", "[\"a\",\"b\"]",
    ]
}
