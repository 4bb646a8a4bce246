/// What `--class` says.
enum ClassChoice {
  /// The class of a name or a number.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  static func index(_ text: String, classNames: [String], dataset: String) throws -> Int {
    if let index = classNames.firstIndex(where: { $0.lowercased() == text.lowercased() }) {
      return index
    }
    guard let index = Int(text), classNames.indices.contains(index) else {
      let hasNames = classNames.indices.contains { classNames[$0] != "\($0)" }
      throw CommandError.usage(
        "--class \(text.shown) is no class of \(dataset); they are 0 to "
          + "\((classNames.count - 1).grouped)"
          + (hasNames ? " or one of " + classNames.prefix(12).joined(separator: ", ") : ""))
    }
    return index
  }
}
