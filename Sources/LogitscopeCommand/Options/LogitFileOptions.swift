import ArgumentParser
import LogitEngine

/// The options that name a file of logits and one of labels.
struct LogitFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of n x k logits, or of n logits for one class alone: NPY, NPZ, safetensors, CSV or "
        + "another table, JSON or JSON lines, plain or packed by gzip.", valueName: "z.npy"))
  var logits: String

  @Option(
    help: ArgumentHelp(
      "A file of n labels, or of n x k zeros and ones (default: those in the file of --logits, or "
        + "labels.npy beside it).",
      valueName: "y.npy"))
  var labels: String?

  @OptionGroup var arguments: LogitReadingArguments

  /// Reads both files, of which the last moment counts.
  ///
  /// - Parameter classNames: the names that text labels are matched with; nil for none.
  /// - Throws: ``DataError``, or ``CommandError/badData(_:)`` if a logit is NaN or infinite, unless
  ///   that is accepted.
  func load(
    acceptingInfinities: Bool, acceptingNaN: Bool = false, classNames: [String]? = nil
  ) throws -> (snapshot: LogitSnapshot, reading: LogitReading) {
    try Self.load(
      logits: logits, labels: labels, options: arguments.options(classNames: classNames),
      acceptingInfinities: acceptingInfinities, acceptingNaN: acceptingNaN)
  }

  /// Reads a file of logits and one of labels, of which the last moment counts.
  ///
  /// - Throws: ``DataError``, or ``CommandError/badData(_:)`` if a logit is NaN or infinite, unless
  ///   that is accepted.
  static func load(
    logits: String, labels: String?, options: LogitReadingOptions, acceptingInfinities: Bool,
    acceptingNaN: Bool = false
  ) throws -> (snapshot: LogitSnapshot, reading: LogitReading) {
    var reading = try LogitFiles.read(logits: logits, labels: labels, options: options)
    let snapshot = reading.moments[reading.moments.count - 1].snapshot
    if reading.moments.count > 1 {
      reading.notes.append("the last of the \(reading.moments.count) moments is taken")
    }
    let census = NonFiniteLogits(snapshot)
    let total = snapshot.logits.count
    if !acceptingNaN, let sentence = sentence(logits, census, of: total, isOfNaN: true) {
      throw CommandError.badData(sentence)
    }
    if !acceptingInfinities, let sentence = sentence(logits, census, of: total, isOfNaN: false) {
      throw CommandError.badData(sentence)
    }
    return (snapshot, reading)
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
