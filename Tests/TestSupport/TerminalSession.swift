import Foundation

/// A terminal for tests: a shell in a tmux server of its own, gone with its last reference.
///
/// Nothing here sleeps for a fixed time: ``wait(_:for:)`` looks again and again until what is
/// waited for is there, for as long as a slow machine may need.
public final class TerminalSession {
  /// The terminal as tmux describes it to programs; others can only be pretended.
  public static let ownType = "tmux-256color"
  /// What the shell shows when it waits for a command.
  public static let prompt = "shell>"
  /// How long to wait for anything, in seconds.
  public static let patience = 30.0

  private let socket: String
  private let folder: TemporaryFolder
  private let shell: String

  /// Starts a terminal with a shell in it.
  ///
  /// - Parameters:
  ///   - columns: the width.
  ///   - rows: the height.
  ///   - type: what TERM says; empty for nothing.
  ///   - locale: what LANG says; empty for nothing.
  ///   - environment: what else the environment says.
  public init(
    columns: Int = 100, rows: Int = 30, type: String = ownType, locale: String = "C.UTF-8",
    environment: [String: String] = [:]
  ) throws {
    folder = try TemporaryFolder()
    socket = "logitscope-\(UUID().uuidString)"
    let own = ProcessInfo.processInfo.environment
    var variables = [
      "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": folder.url.path, "TERM": type,
      "LANG": locale, "PS1": Self.prompt + " ",
      // Swift's own reporter of crashes would ask what to do next.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    variables["LD_LIBRARY_PATH"] = own["LD_LIBRARY_PATH"]
    variables.merge(environment) { $1 }
    let settings = variables.filter { !$0.value.isEmpty }.map { "\($0.key)='\($0.value)'" }
    shell = "exec env -i \(settings.joined(separator: " ")) sh -i"
    try tmux("new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", shell)
    try wait("a shell") { $0.isAtPrompt }
  }

  /// Ends whatever runs in the terminal and begins with another shell, which may be typed to before
  /// it is there.
  public func restart() throws {
    try tmux("respawn-pane", "-k", shell)
  }

  deinit {
    _ = try? tmux("kill-server")
  }

  // MARK: - What is seen

  /// The screen now.
  ///
  /// - Parameter hasLooks: whether its colours are wanted, which takes twice as long.
  public func screen(hasLooks: Bool = true) throws -> TerminalScreen {
    TerminalScreen(
      text: try tmux("capture-pane", "-p"),
      styledText: hasLooks ? try tmux("capture-pane", "-p", "-e") : "")
  }

  /// Waits for the screen to look as it should.
  ///
  /// - Parameters:
  ///   - what: what is waited for, in words, for the message of a failure.
  ///   - isThere: whether the screen shows it.
  /// - Returns: the screen that does.
  /// - Throws: ``Missing`` when it never does.
  @discardableResult
  public func wait(
    _ what: String, for isThere: (TerminalScreen) -> Bool
  ) throws -> TerminalScreen {
    try waitForValue(what) {
      let screen = try screen()
      return isThere(screen) ? screen : nil
    }
  }

  /// Tries until there is a value.
  ///
  /// - Throws: ``Missing`` when there never is.
  public func waitForValue<Value>(_ what: String, _ attempt: () throws -> Value?) throws -> Value {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      if let value = try attempt() { return value }
      if Date() > deadline {
        throw Missing(what: what, screen: (try? screen().text) ?? "nothing, it is gone")
      }
      usleep(20_000)
    }
  }

  /// Something that never came.
  public struct Missing: Error, CustomStringConvertible {
    let what: String
    let screen: String
    /// What was waited for, and what was there instead.
    public var description: String { "waited in vain for \(what); the screen shows:\n\(screen)" }
  }

  /// A variable of tmux' own state of the terminal, for instance `alternate_on`.
  public func state(_ name: String) throws -> String {
    try tmux("display-message", "-p", "#{\(name)}").trimmingCharacters(in: .newlines)
  }

  // MARK: - What is done

  /// Presses keys, by tmux' names: `Enter`, `Left`, `C-c`, or a character.
  public func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  /// Types text as it is.
  public func type(_ text: String) throws {
    try tmux("send-keys", "-l", text)
  }

  /// Types a command for the shell.
  public func command(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// Something the mouse does, as the terminal reports it.
  ///
  /// - Parameters:
  ///   - button: 0 for the left button, 32 more while it is held and moved, 64 and 65 for the
  ///     wheel.
  ///   - column: from 0.
  ///   - row: from 0.
  ///   - isRelease: whether the button goes up.
  public func mouse(button: Int, column: Int, row: Int, isRelease: Bool = false) throws {
    try type("\u{1B}[<\(button);\(column + 1);\(row + 1)\(isRelease ? "m" : "M")")
  }

  /// Presses and releases the left button.
  public func click(column: Int, row: Int) throws {
    try mouse(button: 0, column: column, row: row)
    try mouse(button: 0, column: column, row: row, isRelease: true)
  }

  /// Gives the terminal another size.
  public func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Starts to keep everything that the program writes.
  ///
  /// - Returns: the file that grows.
  public func record() throws -> String {
    let file = try folder.write([], to: "written")
    try tmux("pipe-pane", "cat >> '\(file)'")
    return file
  }

  /// The command that shows this terminal in another one, whose size it takes but for a line.
  public var attaching: String { "tmux -u -L \(socket) attach" }

  /// Takes the terminal out of the others that show it.
  public func detach() throws {
    try tmux("detach-client", "-s", "0")
  }

  /// Takes the terminal away as a closed window would.
  public func vanish() throws {
    try tmux("kill-server")
  }

  // MARK: - The program in it

  /// Starts the built program.
  public func start(_ arguments: String...) throws {
    try command("'\(ProgramRun.program.path)' " + arguments.joined(separator: " "))
  }

  /// The program's process, once it runs.
  public func process() throws -> Int32 {
    let shell = try state("pane_pid")
    return try waitForValue("a process") {
      let file = "/proc/\(shell)/task/\(shell)/children"
      let children = try String(contentsOfFile: file, encoding: .utf8)
      return children.split(separator: " ").first.flatMap { Int32($0) }
    }
  }

  /// What a command prints, written to a file so that the screen does not matter.
  public func output(of line: String) throws -> String {
    let name = UUID().uuidString
    let file = folder.path(name)
    try command("\(line) > '\(file).part'; mv '\(file).part' '\(file)'")
    return try waitForValue("the end of \(line)") {
      FileManager.default.fileExists(atPath: file)
        ? try String(contentsOfFile: file, encoding: .utf8) : nil
    }
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let run = try ProgramRun(
      path: "/usr/bin/env", ["tmux", "-u", "-L", socket, "-f", "/dev/null"] + arguments)
    guard run.exitCode == 0 else { throw Missing(what: "tmux \(arguments)", screen: run.errors) }
    return run.output
  }
}
