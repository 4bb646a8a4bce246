import ArgumentParser
import CursesTerminal
import ExplorerUI

extension ThemeName: ExpressibleByArgument {}

/// The options that say how to use the terminal.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var leavesMouse = false

  @Option(help: "The colours (default: auto, by the terminal's background).")
  var theme: ThemeName?

  @OptionGroup var configuration: ConfigurationOptions

  /// How the explorer is set by the configuration and, before it, the command line.
  func settings(_ configuration: Configuration, view: ExplorerView?) -> ExplorerSettings {
    var settings = configuration.settings
    if let theme { settings.theme = theme }
    if let view { settings.view = view }
    if ascii { settings.usesASCII = true }
    return settings
  }

  /// Takes the terminal over.
  func open() throws -> CursesTerminal {
    try CursesTerminal(usesASCII: ascii, usesMouse: !leavesMouse)
  }
}
