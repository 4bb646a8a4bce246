import ArgumentParser

/// The options of `logitscope explore` that the configuration file gives.
enum ExploreDefaults {
  /// What makes sense for one call only.
  private static let excluded: Set<String> = [
    "at", "snapshot", "size", "record", "note", "config", "no-config", "help", "version", "theme",
    "ascii", "view", "scale", "lock-axis", "no-lock-axis", "record-if-possible",
  ]

  /// The flags that can be denied.
  private static let invertible: Set = ["normalize"]

  /// The names of the options, as the command's help has them.
  private static let known: Set<String> = {
    let help = ExploreCommand.helpMessage(includeHidden: true, columns: 10_000)
    let words = help.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }
    return Set(words.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) })
  }()

  /// An option as it would stand on the command line; nil for a value that cannot be one.
  static func arguments(_ name: String, _ value: ConfigurationText.Value) -> [String]? {
    if let flag = value.flag {
      return flag ? ["--" + name] : invertible.contains(name) ? ["--no-" + name] : []
    }
    return text(value).map { ["--\(name)=\($0)"] }
  }

  private static func text(_ value: ConfigurationText.Value) -> String? {
    switch value {
    case .string(let text): return text
    case .integer(let number): return String(number)
    case .number(let number): return "\(number)"
    case .flag: return nil
    case .list(let values):
      let parts = values.map(text)
      return parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: ",")
    }
  }

  /// What is wrong with an option; nil when nothing is.
  static func problem(_ name: String, _ arguments: [String]) -> String? {
    guard !excluded.contains(name) else {
      return "this is not for the configuration file, or has a setting of its own"
    }
    guard known.contains(name) else { return "this is no option of 'logitscope explore'" }
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
      let positive = option.hasPrefix("no-") ? String(option.dropFirst(3)) : option
      return arguments.contains {
        $0 == "--" + option || $0.hasPrefix("--\(option)=")
          || (invertible.contains(positive) && ($0 == "--" + positive || $0 == "--no-" + positive))
      }
    }
    return arguments
      + configuration.defaults.filter { !isGiven($0.option) }.flatMap(\.arguments)
  }
}

extension Configuration {
  /// The words of a command line with the defaults for what it does not say; defaults that do not
  /// go with it give way, and are problems from then on.
  ///
  /// - Parameters:
  ///   - given: what the command line says.
  ///   - check: throws for words that do not go together.
  mutating func complete(
    _ given: [String], check: ([String]) throws -> Void
  ) -> [String] {
    func complaint(_ kept: [Default]) -> (any Error)? {
      var configuration = self
      configuration.defaults = kept
      do {
        try check(ExploreDefaults.completed(given, configuration))
        return nil
      } catch {
        return error
      }
    }
    let all = defaults
    guard let first = complaint(all) else { return ExploreDefaults.completed(given, self) }
    for place in all.indices {
      var kept = all
      let dropped = kept.remove(at: place)
      if complaint(kept) == nil {
        defaults = kept
        problems.append(problem(dropped, first))
        return ExploreDefaults.completed(given, self)
      }
    }
    // What is wrong without any default is for the caller to put right, and no default's fault.
    guard complaint([]) == nil else { return given }
    var (kept, others, hasGrown) = ([Default](), all, true)
    while hasGrown {
      hasGrown = false
      for other in others where complaint(kept + [other]) == nil {
        kept.append(other)
        others.removeAll { $0.option == other.option }
        hasGrown = true
      }
    }
    problems += others.compactMap { other in
      complaint(kept + [other]).map { problem(other, $0) }
    }
    defaults = kept
    return ExploreDefaults.completed(given, self)
  }

  private func problem(_ dropped: Default, _ error: any Error) -> String {
    let sentence = Diagnosis(error).sentence ?? "it does not go with the rest"
    return "\(path ?? "the configuration"): defaults.\(dropped.option): \(sentence)"
  }
}
