import ArgumentParser
import LogitEngine

/// The options that name a file of logits and one of labels.
struct LogitFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An NPY or NPZ file of n x k logits (float16, float32 or float64).", valueName: "z.npy"))
  var logits: String

  @Option(
    help: ArgumentHelp(
      "A file of n integer labels from 0 to k-1 (default: those in the NPZ file of --logits).",
      valueName: "y.npy"))
  var labels: String?

  /// Reads both files.
  ///
  /// - Throws: ``DataError``, or ``CommandError/badData(_:)`` if a logit is NaN or, unless they are
  ///   accepted, infinite.
  func load(acceptingInfinities: Bool) throws -> LogitSnapshot {
    try Self.load(logits: logits, labels: labels, acceptingInfinities: acceptingInfinities)
  }

  /// Reads a file of logits and one of labels.
  ///
  /// - Throws: ``DataError``, or ``CommandError/badData(_:)`` if a logit is NaN or, unless they are
  ///   accepted, infinite.
  static func load(
    logits: String, labels: String?, acceptingInfinities: Bool
  ) throws -> LogitSnapshot {
    let snapshot = try LogitFiles.snapshot(logits: logits, labels: labels)
    let census = NonFiniteLogits(snapshot)
    let total = snapshot.logits.count
    if let sentence = sentence(logits, census, of: total, isOfNaN: true) {
      throw CommandError.badData(sentence)
    }
    if !acceptingInfinities, let sentence = sentence(logits, census, of: total, isOfNaN: false) {
      throw CommandError.badData(sentence)
    }
    return snapshot
  }

  /// Reads both files, whatever the logits are.
  ///
  /// - Throws: ``DataError``.
  func reading(classNames: [String]?) throws -> LogitReading {
    LogitReading(moments: [
      .init(snapshot: try LogitFiles.snapshot(logits: logits, labels: labels))
    ])
  }

  /// Says how many logits are NaN, or infinite, and where the first is; nil if none is.
  static func sentence(
    _ path: String, _ census: NonFiniteLogits, of total: Int, isOfNaN: Bool
  ) -> String? {
    guard let first = isOfNaN ? census.firstNaN : census.firstInfinity else { return nil }
    let count = isOfNaN ? census.nanCount : census.infinityCount
    return "\(count.grouped) of the \(total.grouped) logits in \(path) "
      + "\(count == 1 ? "is" : "are") \(isOfNaN ? "NaN" : "infinite"), the first at row "
      + "\(first.row.grouped), class \(first.classIndex.grouped)"
  }
}
