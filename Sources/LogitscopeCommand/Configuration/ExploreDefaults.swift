import TOMLKit

/// The options of `logitscope explore` that the configuration file gives.
enum ExploreDefaults {
  /// What makes sense for one call only.
  private static let excluded: Set<String> = [
    "at", "snapshot", "size", "record", "note", "config", "no-config", "help", "version", "theme",
    "ascii", "view",
  ]

  /// An option as it would stand on the command line; nil for a value that cannot be one.
  static func arguments(_ name: String, _ value: any TOMLValueConvertible) -> [String]? {
    if let flag = value.bool { return flag ? ["--" + name] : [] }
    return text(value).map { ["--\(name)=\($0)"] }
  }

  private static func text(_ value: any TOMLValueConvertible) -> String? {
    if let array = value.array {
      let parts = array.map { text($0) }
      return parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: ",")
    }
    return value.string ?? value.int.map { String($0) } ?? value.double.map { "\($0)" }
  }

  /// What is wrong with an option; nil when nothing is.
  static func problem(_ name: String, _ arguments: [String]) -> String? {
    guard !excluded.contains(name) else {
      return "this is not for the configuration file, or has a setting of its own"
    }
    do {
      _ = try ExploreCommand.parse(arguments)
      return nil
    } catch {
      return Diagnosis(error).sentence ?? "this is no option of 'logitscope explore'"
    }
  }

  /// The words of a command line with the defaults for what it does not say.
  static func completed(_ arguments: [String], _ configuration: Configuration) -> [String] {
    func isGiven(_ option: String) -> Bool {
      arguments.contains { $0 == "--" + option || $0.hasPrefix("--\(option)=") }
    }
    return arguments
      + configuration.defaults.filter { !isGiven($0.option) }.flatMap(\.arguments)
  }
}
