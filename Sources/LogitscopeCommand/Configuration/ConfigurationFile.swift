import ExplorerUI
import FoundationEssentials
import Glibc
import LogitEngine
import TOMLKit

/// The configuration file, in TOML.
enum ConfigurationFile {
  /// The settings at the top level, in the order in which they are written.
  enum Setting: String, CaseIterable {
    case theme, ascii, histogram
    case lockAxis = "lock-axis"
    case view
  }

  /// Configuration files are short; what is longer is none.
  private static let mostBytes = 1 << 20

  // MARK: - Reading

  /// Reads a file.
  ///
  /// - Parameter mustExist: whether it is an error that there is none.
  /// - Throws: `DataError`.
  static func read(_ path: String, mustExist: Bool) throws -> Configuration {
    var configuration = Configuration(path: path)
    guard let text = try text(of: path, mustExist: mustExist) else { return configuration }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch {
      configuration.problems = ["\(path) is no TOML: \(words(error))"]
      return configuration
    }
    for (name, value) in table {
      if let setting = Setting(rawValue: name) {
        if let wanted = apply(setting, value, to: &configuration.settings) {
          configuration.problems.append(
            "\(path): \(name) is \(value.debugDescription), but \(wanted) is needed")
        }
      } else if let section = Section(rawValue: name), let entries = value.table {
        take(entries, of: section, path, into: &configuration)
      } else {
        configuration.problems.append("\(path): there is no setting '\(name)'")
      }
    }
    return configuration
  }

  private enum Section: String {
    case defaults, keys
  }

  private static func take(
    _ entries: TOMLTable, of section: Section, _ path: String,
    into configuration: inout Configuration
  ) {
    for (name, value) in entries {
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
  }

  /// Takes a setting in; says what it would have to be if it is not.
  private static func apply(
    _ setting: Setting, _ value: any TOMLValueConvertible, to settings: inout ExplorerSettings
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
      guard let flag = value.bool else { return "true or false" }
      settings.usesASCII = flag
    case .lockAxis:
      guard let flag = value.bool else { return "true or false" }
      settings.isAxisLocked = flag
    }
    return nil
  }

  private static func words(_ error: any Error) -> String {
    guard let error = error as? TOMLParseError else { return "\(error)" }
    return "line \(error.source.begin.line): \(error.description)"
  }

  private static func text(of path: String, mustExist: Bool) throws -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT, !mustExist { return nil }
      throw DataError.unreadable(path: path, code: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= mostBytes {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw DataError.unreadable(path: path, code: errno) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
    throw DataError.unreadable(path: path, code: EFBIG)
  }

  // MARK: - Writing

  /// Writes the settings, with an explanation each, and keeps what else the file says.
  ///
  /// - Throws: `DataError`, or ``CommandError/badData(_:)`` for a file that is no TOML.
  static func write(_ settings: ExplorerSettings, to path: String) throws {
    let former: TOMLTable
    do {
      former = try TOMLTable(string: try text(of: path, mustExist: false) ?? "")
    } catch let error as TOMLParseError {
      throw CommandError.badData("\(path) is no TOML and is left as it is: \(words(error))")
    }
    try makeFolder(of: path)
    try AtomicFile.write(content(settings, keeping: former), to: path)
  }

  private static func content(_ settings: ExplorerSettings, keeping former: TOMLTable) -> String {
    var text = """
      # Logitscope's configuration. The options screen (key O) writes it anew: it keeps every value,
      # but no comments.

      """
    for setting in Setting.allCases {
      let (explanation, value) = explained(setting, settings)
      text += "\n# \(explanation)\n\(setting.rawValue) = \(value)\n"
    }
    let known = Set(Setting.allCases.map(\.rawValue) + ["defaults", "keys"])
    let (values, tables) = (TOMLTable(), TOMLTable())
    for (name, value) in former where !known.contains(name) {
      (value.table == nil ? values : tables)[name] = value
    }
    if !values.isEmpty { text += "\n" + values.convert(to: .toml) + "\n" }
    text += """

      # What 'logitscope explore' does when its command line does not say, by the names of its
      # options, for instance
      #   dataset = "fashion-mnist"
      #   pace = "full"
      [defaults]

      """
    text += entries(of: former["defaults"]?.table)
    text += """

      # Other keys. These are the actions that can have one, and the keys they have:

      """
    for (name, key) in KeyMap.names { text += "#   \(name) = \"\(key)\"\n" }
    text += "[keys]\n" + entries(of: former["keys"]?.table)
    if !tables.isEmpty { text += "\n" + tables.convert(to: .toml) + "\n" }
    return text
  }

  private static func entries(of table: TOMLTable?) -> String {
    guard let table, !table.isEmpty else { return "" }
    return table.convert(to: .toml) + "\n"
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
