extension ExplorerAction {
  /// The action as the configuration file names it: words with hyphens, the smaller or earlier of
  /// two directions as `back`.
  var name: String {
    guard let child = Mirror(reflecting: self).children.first else {
      return Self.words("\(self)")
    }
    let label = Self.words(child.label ?? "\(self)")
    return ([label] + Self.suffixes(of: child.value)).joined(separator: "-")
  }

  private static func suffixes(of value: Any) -> [String] {
    switch value {
    case let number as Int:
      let amount = number.magnitude == 1 ? [] : [String(number.magnitude)]
      return [number < 0 ? "back" : "on"] + amount
    case let flag as Bool: return [flag ? "last" : "first"]
    case let view as ExplorerView: return [view.name.lowercased()]
    case let format as ExportFormat: return [format.rawValue]
    default:
      let mirror = Mirror(reflecting: value)
      // An action of another enumeration, or several values.
      if let child = mirror.children.first, mirror.displayStyle == .enum {
        return [words(child.label ?? "")] + suffixes(of: child.value)
      }
      if mirror.displayStyle == .tuple { return mirror.children.flatMap { suffixes(of: $0.value) } }
      return [words("\(value)")]
    }
  }

  private static func words(_ name: String) -> String {
    var words = ""
    for character in name where character.isLetter || character.isNumber {
      if character.isUppercase, !words.isEmpty { words += "-" }
      words += character.lowercased()
    }
    return words
  }
}
