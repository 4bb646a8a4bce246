/// What the columns of logits in tables, and their like in JSON, are called.
enum LogitNaming {
  /// Words that begin or end the names of columns of logits, the surest first.
  private static let words = [
    "logits", "logit", "outputs", "output", "scores", "score", "y_score", "log_probs", "log_prob",
    "logprobs", "logprob", "probabilities", "probability", "probs", "prob", "proba", "preds",
    "predictions", "z", "p",
  ]

  /// The columns of logits among numbers with names: those that share the surest word, or else all
  /// whose names do not say that they are something else.
  static func columns(_ names: [String]) -> [String] {
    let known = known(names)
    return known.isEmpty ? names.filter(mayBeLogits) : known
  }

  /// The names that share the surest of the words for logits; none if none has one.
  static func known(_ names: [String]) -> [String] {
    for word in words {
      let found = names.filter { rest(of: $0, without: word) != nil }
      if found.count > 1 || (found.count == 1 && surest.contains(word)) { return found }
    }
    return []
  }

  /// Words by which one column alone is known.
  private static let surest: Set = [
    "logits", "logit", "outputs", "output", "scores", "score", "y_score",
  ]

  /// Whether a name does not say that its column is something else than logits.
  static func mayBeLogits(_ name: String) -> Bool {
    ArrayNames.mayBeLogits(name) && !isPrediction(name) && !identifies(name)
  }

  /// The names of the classes in the names of their columns; nil where those only number them.
  static func classNames(_ names: [String]) -> [String]? {
    var rests = names
    for word in words {
      let found = names.compactMap { rest(of: $0, without: word) }
      if found.count == names.count {
        rests = found
        break
      }
    }
    if rests.contains(where: \.isEmpty) { return nil }
    let numbers = rests.compactMap { Int($0) }
    if numbers.count == rests.count, numbers.elementsEqual(numbers.indices) { return nil }
    // V1, X0 and the like number columns in R and pandas.
    let letters = Set(rests.map { $0.prefix { $0.isLetter } })
    let isNumbered =
      numbers.count < rests.count && letters.count == 1
      && rests.allSatisfy { Int($0.drop { $0.isLetter || $0 == "_" }) != nil }
    return isNumbered ? nil : rests
  }

  /// Whether a name says that a column tells rows apart.
  static func identifies(_ name: String) -> Bool { TableColumnFacts.namesRows(name) }

  /// Whether a name says that a column holds a class that was predicted.
  static func isPrediction(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return ["pred", "argmax", "top1", "y_hat", "yhat"].contains(where: lowercased.hasPrefix)
  }

  /// What is left of a name without a word at its beginning or end; nil if it is not there as a word.
  static func rest(of name: String, without word: String) -> String? {
    let lowercased = name.lowercased()
    if lowercased == word { return "" }
    let separators: Set<Character> = ["_", ".", "-", " ", ":", "[", "(", "/"]
    if lowercased.hasPrefix(word), lowercased.utf8.count == name.utf8.count {
      let rest = name.dropFirst(word.count)
      if let first = rest.first, first.isNumber { return String(rest) }
      if let first = rest.first, separators.contains(first) {
        let inner = rest.dropFirst()
        return String(inner.last == "]" || inner.last == ")" ? inner.dropLast() : inner)
      }
    }
    if word.count > 1, lowercased.hasSuffix(word), lowercased.utf8.count == name.utf8.count {
      let rest = name.dropLast(word.count)
      if let last = rest.last, separators.contains(last), rest.count > 1 {
        return String(rest.dropLast())
      }
    }
    return nil
  }
}
