import ArgumentParser
import LogitEngine

/// The options that say what files of logits do not say, or say otherwise.
struct LogitReadingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The array of the logits, in a file that has several (default: by the usual names).",
      valueName: "name"))
  var logitsName: String?

  @Option(
    help: ArgumentHelp(
      "The array of the labels, in a file that has several (default: by the usual names).",
      valueName: "name"))
  var labelsName: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A label whose examples are left out, beside -1, -100, and 255 if k is no more than that; may "
        + "be given again.", valueName: "label"))
  var ignoreLabel: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A label whose examples are negatives of every class; may be given again.",
      valueName: "label"))
  var outsiderLabel: [String] = []

  /// The options for the reader.
  ///
  /// - Parameter classNames: the names that text labels are matched with; nil for none.
  func options(classNames: [String]?) -> LogitReadingOptions {
    LogitReadingOptions(
      logitsName: logitsName, labelsName: labelsName, ignoredLabels: Set(ignoreLabel),
      outsiderLabels: Set(outsiderLabel), classNames: classNames)
  }
}
