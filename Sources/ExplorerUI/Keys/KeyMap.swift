/// Keys that the user has put in place of those of the table.
public struct KeyMap: Hashable, Sendable {
  private var keys: [ExplorerAction: Key] = [:]

  /// Creates a map that changes nothing.
  public init() {}

  /// Whether it changes nothing.
  public var isEmpty: Bool { keys.isEmpty }

  /// Gives the action of a name another key; its letters in the table are free then, and its other
  /// keys, arrows for instance, stay.
  ///
  /// - Returns: what is wrong with it; nil when nothing is.
  public mutating func set(_ name: String, to keyName: String) -> String? {
    guard let action = Self.actions[name] else {
      return "there is no action '\(name)'; the help screen's keys have names such as "
        + "toggle-threshold, cycle-scale or choose-format"
    }
    guard let key = Key(named: keyName) else {
      return "'\(keyName)' is no key: a character, space, tab, F2 to F12 or ^A to ^Z is needed"
    }
    guard !Self.fixed.contains(key) else { return "\(keyName) cannot be given another meaning" }
    keys[action] = key
    return nil
  }

  /// The key that stands for one of the table.
  func key(_ key: Key, of action: ExplorerAction) -> Key {
    guard !keys.isEmpty, case .character = key, let own = keys[action] else { return key }
    return own
  }

  /// Whether the user has given an action this key.
  func isOwn(_ key: Key, of action: ExplorerAction) -> Bool { keys[action] == key }

  /// The actions of the table by their names.
  static let actions: [String: ExplorerAction] = {
    var actions: [String: ExplorerAction] = [:]
    for binding in KeyBinding.all {
      for (key, action) in binding.actions {
        // Only what has a letter can have another one.
        if case .character = key { actions[action.name] = action }
      }
    }
    return actions
  }()

  /// The names of all actions that can have another key, each with the key it has in the table.
  public static let names: [(name: String, key: String)] = {
    var names: [(name: String, key: String)] = []
    for binding in KeyBinding.all {
      for (key, action) in binding.actions {
        guard case .character = key, !fixed.contains(key),
          !names.contains(where: { $0.name == action.name })
        else { continue }
        names.append((action.name, key.label(hasUnicode: false)))
      }
    }
    return names.sorted { $0.name < $1.name }
  }()

  /// The keys that always lead out.
  private static let fixed: Set<Key> = [
    .character("q"), .control("c"), .control("z"), .character("?"), .escape, .function(1),
  ]
}

extension KeyBinding {
  /// The keys on screen with those that the user has changed.
  func label(_ map: KeyMap, hasUnicode: Bool) -> String {
    let label = hasUnicode ? label : asciiLabel
    guard !map.isEmpty else { return label }
    var tokens: [String] = []
    for token in label.split(separator: " ").map(String.init) {
      for shown in replaced(token, map, hasUnicode) where !tokens.contains(shown) {
        tokens.append(shown)
      }
    }
    return tokens.joined(separator: " ")
  }

  /// A word of the label, which is a key or several keys of one character.
  private func replaced(_ token: String, _ map: KeyMap, _ hasUnicode: Bool) -> [String] {
    let keys: [Key] =
      token == "space" ? [.character(" ")] : token.map { .character($0) }
    var hasChanged = false
    let shown = keys.map { key -> String in
      guard let action = actions.first(where: { $0.key == key })?.action else {
        return key.label(hasUnicode: hasUnicode)
      }
      let own = map.key(key, of: action)
      hasChanged = hasChanged || own != key
      return own.label(hasUnicode: hasUnicode)
    }
    guard hasChanged else { return [token] }
    return shown.allSatisfy { $0.count == 1 } ? [shown.joined()] : shown
  }
}
