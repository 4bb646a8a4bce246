/// Labels that are not in the file of the logits.
struct OutsideLabels {
  /// Those of a file that was named, which go before all others.
  var given: LabelContent?
  /// A file of labels that lies beside the logits and is used where they have none by name.
  var besidePath: String?
  /// Whether that file is where labels are known to be, so that there is nothing to say.
  var isBesideUsual = false
  /// How to read it.
  var options = LogitReadingOptions()

  /// The labels; nil if there are none.
  ///
  /// - Throws: ``DataError``.
  func load() throws -> LabelContent? {
    if let given { return given }
    guard let besidePath else { return nil }
    var labels = try LabelContent(path: besidePath, options: options)
    guard !isBesideUsual else { return labels }
    labels.notes.append(
      "the labels are those of \(FileSystem.name(of: besidePath)) beside the logits")
    return labels
  }
}
