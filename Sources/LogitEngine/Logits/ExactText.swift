/// Text that equals another only if it has the same code points, unlike a String, to which `Å` and
/// `Å` of another code are the same.
struct ExactText: Hashable, Comparable {
  /// The text.
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  static func < (left: ExactText, right: ExactText) -> Bool {
    // UTF-8 sorts as the code points do.
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  /// The different ones of some texts, in the order of their code points.
  static func sorted(_ texts: some Sequence<String>) -> [String] {
    Set(texts.map(ExactText.init)).sorted().map(\.text)
  }
}
