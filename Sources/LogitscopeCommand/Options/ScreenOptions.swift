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

  @Option(help: "The colours; auto goes by the terminal's background.")
  var theme = ThemeName.automatic

  /// Takes the terminal over.
  func open() throws -> CursesTerminal {
    try CursesTerminal(usesASCII: ascii, usesMouse: !leavesMouse)
  }
}
