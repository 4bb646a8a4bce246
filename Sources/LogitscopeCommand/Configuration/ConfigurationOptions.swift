import ArgumentParser
import LogitEngine

/// The options that say which configuration file counts.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The configuration file (default: $XDG_CONFIG_HOME/logitscope/config.toml, else \
      ~/.config/logitscope/config.toml).
      """,
      valueName: "file"))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Go by no configuration file.")
  var ignoresConfiguration = false

  func validate() throws {
    guard config == nil || !ignoresConfiguration else {
      throw ValidationError("--config and --no-config exclude each other")
    }
  }

  /// Reads the file; where there is none and none was named, everything is as it comes.
  ///
  /// - Throws: `DataError` for a named file that cannot be read.
  func load() throws -> Configuration {
    guard !ignoresConfiguration, let path = config ?? Self.defaultPath else {
      return Configuration()
    }
    return try ConfigurationFile.read(path, mustExist: config != nil)
  }

  private static var defaultPath: String? {
    func folder(_ variable: String) -> String? {
      Surroundings.variable(variable).flatMap { $0.isEmpty ? nil : $0 }
    }
    // By the rules of the base directories, a relative path does not count.
    let base =
      folder("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? folder("HOME").map { $0 + "/.config" }
    return base.map { $0 + "/logitscope/config.toml" }
  }
}
