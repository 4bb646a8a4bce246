import FoundationEssentials

/// The names of classes in JSON, as model libraries write them.
enum ClassNameJSON {
  /// What a name may be: text, a number, or a list with the name last, as in ImageNet's index.
  private enum Value: Decodable {
    case text(String)
    case integer(Int)
    case list([String])
    case object([String: Value])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(Int.self) {
        self = .integer(number)
      } else if let list = try? container.decode([String].self) {
        self = .list(list)
      } else if let object = try? container.decode([String: Value].self) {
        self = .object(object)
      } else {
        self = .other
      }
    }

    /// The number that it is; nil for none.
    var number: Int? { if case .integer(let number) = self { number } else { nil } }

    /// The name that it is; nil for none.
    var name: String? {
      switch self {
      case .text(let text): text
      case .integer(let number): String(number)
      case .list(let list): list.last
      case .object, .other: nil
      }
    }
  }

  /// The names, that of class 0 first; nil for text that is not JSON of names.
  static func names(_ bytes: ArraySlice<UInt8>) -> [String]? {
    switch bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
    case UInt8(ascii: "["):
      guard let values = try? JSONDecoder().decode([Value].self, from: Data(bytes)),
        !values.isEmpty
      else { return nil }
      let names = values.compactMap(\.name)
      return names.count == values.count ? names : nil
    case UInt8(ascii: "{"):
      guard let object = try? JSONDecoder().decode([String: Value].self, from: Data(bytes)) else {
        return nil
      }
      for key in ["id2label", "label2id"] {
        if case .object(let inner)? = object[key] { return names(inner) }
      }
      return names(object)
    default:
      return nil
    }
  }

  private static func names(_ object: [String: Value]) -> [String]? {
    let numbers = object.values.compactMap(\.number)
    let isByName =
      numbers.count == object.count
      && (numbers.sorted().elementsEqual(0..<object.count)
        || object.keys.contains { Int($0) == nil })
    var byIndex: [Int: String] = [:]
    for (key, value) in object {
      if isByName, case .integer(let index) = value {
        byIndex[index] = key
      } else if !isByName, let index = Int(key), let name = value.name {
        byIndex[index] = name
      } else {
        return nil
      }
    }
    guard byIndex.count == object.count, let largest = byIndex.keys.max(),
      let smallest = byIndex.keys.min(), smallest >= 0,
      // A few names are not the reason to make room for millions of classes.
      largest < 1000 + 4 * object.count
    else { return nil }
    return (0...largest).map { byIndex[$0] ?? "" }
  }
}
