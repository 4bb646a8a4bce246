import ExplorerUI
import Glibc
import LogitEngine

/// The configuration file, in the part of TOML that ``ConfigurationText`` reads.
enum ConfigurationFile {
  /// The settings at the top level, in the order in which they are written.
  enum Setting: String, CaseIterable {
    case theme, ascii, histogram
    case lockAxis = "lock-axis"
    case view
  }

  // MARK: - Reading

  /// Reads a file.
  ///
  /// Whatever is in it, what can be understood counts, and the rest is among the problems.
  /// - Parameter mustExist: whether it was named, so that it is an error that it cannot be read.
  /// - Throws: `DataError`.
  static func read(_ path: String, mustExist: Bool) throws -> Configuration {
    var configuration = Configuration(path: path)
    let text: ConfigurationText
    do {
      guard let found = try self.text(of: path, mustExist: mustExist) else { return configuration }
      text = ConfigurationText(found)
    } catch let error as DataError where !mustExist {
      configuration.problems = [Diagnosis(error).sentence ?? "\(path) cannot be read"]
      return configuration
    } catch CommandError.badData(let sentence) {
      configuration.problems = [sentence]
      return configuration
    }
    configuration.problems = text.problems.map { "\(path): \($0)" }
    for entry in text.entries(of: "") {
      if let setting = Setting(rawValue: entry.name) {
        if let wanted = apply(setting, entry.value, to: &configuration.settings) {
          configuration.problems.append(
            "\(path): \(entry.name) is \(entry.value), but \(wanted) is needed")
        }
      } else if let dot = entry.name.firstIndex(of: "."),
        let section = Section(rawValue: String(entry.name[..<dot]))
      {
        let name = String(entry.name[entry.name.index(after: dot)...])
        take(name, entry.value, of: section, path, into: &configuration)
      } else {
        configuration.problems.append("\(path): there is no setting '\(entry.name)'")
      }
    }
    for table in text.tables.keys.sorted() where Section(rawValue: table) == nil {
      configuration.problems.append("\(path): there is no table '\(table)'")
    }
    for section in Section.allCases {
      for entry in text.entries(of: section.rawValue) {
        take(entry.name, entry.value, of: section, path, into: &configuration)
      }
    }
    return configuration
  }

  private enum Section: String, CaseIterable {
    case defaults, keys
  }

  private static func take(
    _ name: String, _ value: ConfigurationText.Value, of section: Section, _ path: String,
    into configuration: inout Configuration
  ) {
    let problem: String?
    switch section {
    case .keys:
      problem =
        value.string.map { configuration.keyMap.set(name, to: $0) }
        ?? "a key in quotation marks is needed"
    case .defaults:
      let arguments = ExploreDefaults.arguments(name, value)
      problem = arguments.map { ExploreDefaults.problem(name, $0) } ?? "a value is needed"
      if problem == nil, let arguments { configuration.defaults.append((name, arguments)) }
    }
    if let problem {
      configuration.problems.append("\(path): \(section.rawValue).\(name): \(problem)")
    }
  }

  /// Takes a setting in; says what it would have to be if it is not.
  private static func apply(
    _ setting: Setting, _ value: ConfigurationText.Value, to settings: inout ExplorerSettings
  ) -> String? {
    func choose<Value>(
      _ all: [Value], _ name: (Value) -> String, _ take: (Value) -> Void
    ) -> String? {
      guard let found = all.first(where: { name($0) == value.string }) else {
        return "one of " + all.map(name).joined(separator: ", ")
      }
      take(found)
      return nil
    }
    switch setting {
    case .theme: return choose(ThemeName.allCases, \.rawValue) { settings.theme = $0 }
    case .histogram: return choose(HistogramScale.allCases, \.word) { settings.scale = $0 }
    case .view:
      return choose(ExplorerView.allCases, { $0.name.lowercased() }) { settings.view = $0 }
    case .ascii:
      guard let flag = value.flag else { return "true or false" }
      settings.usesASCII = flag
    case .lockAxis:
      guard let flag = value.flag else { return "true or false" }
      settings.isAxisLocked = flag
    }
    return nil
  }

  /// The text of the file; nil where there is none, and need be none.
  ///
  /// - Throws: `DataError`, or ``CommandError/badData(_:)`` for what is no text of a configuration.
  private static func text(of path: String, mustExist: Bool) throws -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT, !mustExist { return nil }
      throw DataError.unreadable(path: path, code: errno)
    }
    guard mustExist || status.st_mode & S_IFMT == S_IFREG else {
      throw CommandError.badData("\(path) is not a file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DataError.unreadable(path: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= ConfigurationText.mostBytes {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw DataError.unreadable(path: path, code: errno) }
      if count == 0 {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw CommandError.badData("\(path) is not UTF-8, as a configuration must be")
        }
        return text
      }
      bytes += buffer[..<count]
    }
    throw CommandError.badData("\(path) has more than 64 kB, and is no configuration")
  }

  // MARK: - Writing

  /// Writes the settings, and keeps every other line of the file, comments and what is not
  /// understood included.
  ///
  /// - Throws: `DataError`, or ``CommandError/badData(_:)`` for a file that is no configuration.
  static func write(_ settings: ExplorerSettings, to path: String) throws {
    let former = try text(of: path, mustExist: false)
    try makeFolder(of: path)
    guard let former, !former.isEmpty else {
      return try AtomicFile.write(content(settings), to: path)
    }
    let text = ConfigurationText(former).text(
      with: Setting.allCases.map { setting in
        let (explanation, value) = explained(setting, settings)
        return (setting.rawValue, value, explanation)
      })
    try AtomicFile.write(text, to: path)
  }

  /// A whole new file.
  private static func content(_ settings: ExplorerSettings) -> String {
    var text = """
      # Logitscope's configuration. The options screen (key O) writes the settings below, and leaves
      # every other line as it is.

      """
    for setting in Setting.allCases {
      let (explanation, value) = explained(setting, settings)
      text += "\n# \(explanation)\n\(setting.rawValue) = \(value)\n"
    }
    text += """

      # What 'logitscope explore' does when its command line does not say, by the names of its
      # options, for instance
      #   dataset = "fashion-mnist"
      #   pace = "full"
      [defaults]

      # Other keys. These are the actions that can have one, and the keys they have:

      """
    for (name, key) in KeyMap.names { text += "#   \(name) = \"\(key)\"\n" }
    return text + "[keys]\n"
  }

  private static func explained(
    _ setting: Setting, _ settings: ExplorerSettings
  ) -> (explanation: String, value: String) {
    func quoted(_ text: String) -> String { "\"\(text)\"" }
    func list(_ names: [String]) -> String { names.joined(separator: ", ") + "." }
    switch setting {
    case .theme:
      return (
        "Colours: " + list(ThemeName.allCases.map(\.rawValue)), quoted(settings.theme.rawValue)
      )
    case .ascii: return ("Whether to draw with ASCII characters only.", "\(settings.usesASCII)")
    case .histogram:
      return (
        "What the bars stand for: " + list(HistogramScale.allCases.map(\.word)),
        quoted(settings.scale.word)
      )
    case .lockAxis:
      return ("Whether the logits keep one axis for the whole run.", "\(settings.isAxisLocked)")
    case .view:
      return (
        "The first view: " + list(ExplorerView.allCases.map { $0.name.lowercased() }),
        quoted(settings.view.name.lowercased())
      )
    }
  }

  private static func makeFolder(of path: String) throws {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      end = path.index(after: slash)
      let folder = String(path[..<slash])
      guard !folder.isEmpty, mkdir(folder, 0o700) != 0, errno != EEXIST else { continue }
      guard access(folder, F_OK) == 0 else { throw DataError.unwritable(path: path, code: errno) }
    }
  }
}
