import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Fallback {
    @Test(arguments: ["xterm-256color", "xterm", "screen", "tmux-256color", "ansi", "vt100"])
    func drawsOnEveryTypeOfTerminal(_ type: String) throws {
      let session = try ExplorerTests.explorer(type: type)
      let screen = try session.screen()
      #expect(screen.title.contains("cross-entropy"))
      #expect(screen.hasColor == (type != "vt100"))
      #expect(screen.lines.count { $0.contains("│") } > 10)
    }

    @Test func drawsOnTheConsoleInASCII() throws {
      let session = try ExplorerTests.explorer(type: "linux")
      let screen = try session.screen()
      #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
      #expect(screen.hasColor)
    }

    @Test(arguments: ["no-such-terminal", "dumb", ""])
    func takesAnUnknownTerminalForACommonOneAndSaysSo(_ type: String) throws {
      let session = try ExplorerTests.explorer(type: type)
      let screen = try session.screen()
      #expect(screen.lines.last?.contains("taken for xterm-256color") == true)
      #expect(screen.lines.last?.contains(type.isEmpty ? "not set" : type) == true)
      #expect(screen.hasColor)
    }

    @Test(arguments: ["C", "POSIX", ""])
    func writesASCIIOnlyWithoutALocaleOfUTF8(_ locale: String) throws {
      let session = try TerminalSession(locale: locale)
      let written = try session.record()
      try session.start("--threads 1")
      let screen = try session.wait("the explorer") { $0.showsHistogram && $0.shows("LIVE") }
      #expect(screen.lines.last?.contains("not UTF-8") == true)
      try session.press("?")
      try session.wait("help") { $0.shows("Pause the training") }
      let bytes = try Recording(written).bytes
      #expect(bytes.count > 2000)
      #expect(bytes.allSatisfy { $0 < 0x80 })
    }

    @Test func keepsSymbolsWhenAnotherLocaleOfUTF8IsMissing() throws {
      let session = try ExplorerTests.explorer(locale: "xx_YY.UTF-8")
      #expect(try session.screen().shows("│"))
    }

    @Test func drawsInASCIIOnDemand() throws {
      let session = try ExplorerTests.explorer("--ascii")
      #expect(try session.screen().text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func writesNoColorWhenAskedNotTo() throws {
      let session = try ExplorerTests.explorer(environment: ["NO_COLOR": "1"])
      let screen = try session.screen()
      #expect(!screen.hasColor)
      #expect(screen.lines.last?.contains("NO_COLOR") == true)
    }
  }
}
