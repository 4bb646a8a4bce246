/// The logits that one file holds, before shapes and labels are understood.
///
/// Every reader of a format ends here; everything after is the same for all formats.
struct LogitContent {
  /// The path, and the name of the array within it, for messages.
  var path: String
  /// The numbers, row-major.
  var values: Values
  /// The size of each dimension.
  var shape: [Int]
  /// The labels that came with them; nil for none.
  var labels: LabelContent?
  /// The names of the classes that came with them, in the order of the columns; nil for none.
  var classNames: [String]?
  /// The step that the content is of, or of each entry of its first dimension, where it says so.
  var steps: [Int] = []
  /// One sentence for whatever was guessed, converted or left out so far.
  var notes: [String] = []

  /// Numbers in the precision that they came in, or one that holds it exactly.
  enum Values {
    /// float16, bfloat16 and float32.
    case floats([Float])
    /// float64, and integers.
    case doubles([Double])
  }
}

/// Labels as a file holds them, before it is known which class each of them means.
struct LabelContent {
  /// The path, and the name of the array within it, for messages.
  var path: String
  /// The labels, row-major.
  var values: Values
  /// The size of each dimension: (n,), (n, 1), (1, n), (n, k), (b, t).
  var shape: [Int]
  /// One sentence for whatever was guessed, converted or left out so far.
  var notes: [String] = []

  /// Labels of one type.
  enum Values {
    /// Integers.
    case integers([Int64])
    /// Truth values.
    case flags([Bool])
    /// Floating-point numbers, whole or not.
    case numbers([Double])
    /// Text.
    case texts([String])
  }
}
