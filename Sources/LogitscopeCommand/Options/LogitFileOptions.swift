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
    if let first = census.firstNaN {
      throw CommandError.badData(sentence(logits, census.nanCount, of: total, "NaN", first))
    }
    if !acceptingInfinities, let first = census.firstInfinity {
      throw CommandError.badData(
        sentence(logits, census.infinityCount, of: total, "infinite", first))
    }
    return snapshot
  }

  private static func sentence(
    _ path: String, _ count: Int, of total: Int, _ what: String, _ first: NonFiniteLogits.Position
  ) -> String {
    "\(count.grouped) of the \(total.grouped) logits in \(path) \(count == 1 ? "is" : "are") "
      + "\(what), the first at row \(first.row.grouped), class \(first.classIndex.grouped)"
  }
}
