/// An object that holds the records of a file, among other things.
enum JSONContainer: Hashable {
  /// They are the only list of objects, under a key.
  case list(key: String)
  /// They are its members, each under a name of its own.
  case members

  /// Recognizes a value; nil for one that is a record itself.
  init?(_ value: JSONElement) {
    guard case .object(let members) = value, !members.contains(where: \.value.isRows) else {
      return nil
    }
    let lists = members.filter { member in
      guard case .list(let values) = member.value, !values.isEmpty else { return false }
      return values.allSatisfy { if case .object = $0 { true } else { false } }
    }
    if lists.count == 1 {
      self = .list(key: lists[0].key)
      return
    }
    let areRecords = members.allSatisfy { member in
      guard case .object(let inner) = member.value else { return false }
      return inner.contains { $0.value.isRows }
    }
    guard !members.isEmpty, areRecords else { return nil }
    self = .members
  }

  /// What the records are, in words.
  var name: String {
    switch self {
    case .list(let key): "those under '\(key.printable)'"
    case .members: "the members"
    }
  }
}
