import ExplorerUI
import Foundation
import RunStore
import TestSupport

/// A terminal with an explorer that trains, each time in the same known state: while one is in use
/// the next is started in another terminal.
final class ExplorerStage {
  static let columns = 160
  static let rows = 45
  static let classCount = 25
  /// The class to begin with: there are ten before it, and its threshold has room on both sides.
  static let classIndex = 16

  /// What a moment holds only if it is asked for, since it takes time.
  enum Watched {
    /// The colours of the screen.
    case looks
    /// The files of the folder.
    case files
    /// What is written to the terminal.
    case output
  }

  /// Steps so small that the logits hardly change, and an evaluation after every other step.
  private static let training =
    "--dataset synthetic:classes=\(classCount),dim=16,noise=0.3,train=500,test=250 --threads 1 "
    + "--hidden 16 --batch-size 25 --learning-rate 0.0001 --evaluate-every 2"

  private let folder: TemporaryFolder
  private var session: TerminalSession
  private var spare: TerminalSession
  private var isKept = false
  private var hasRuns = false
  private var watched: Set<Watched> = []
  private var output: Recording?

  init() throws {
    let folder = try TemporaryFolder()
    func terminal() throws -> TerminalSession {
      try TerminalSession(
        columns: Self.columns, rows: Self.rows,
        environment: ["XDG_CONFIG_HOME": folder.path("configuration")])
    }
    self.folder = folder
    session = try terminal()
    spare = try terminal()
    try launch(in: spare)
  }

  // MARK: - The explorer

  /// Goes over to another explorer and waits until it trains.
  func begin() throws {
    watched = []
    guard !isKept else {
      isKept = false
      return
    }
    swap(&session, &spare)
    try launch(in: spare)
    try wait("the explorer") {
      $0.title.contains("LIVE") && $0.screen.showsHistogram && $0.lines.count == Self.rows
    }
  }

  /// Has the next trial begin with this explorer, which is as it was at the start.
  func keep() { isKept = true }

  /// Ends whatever runs in a terminal and starts an explorer, without waiting for it.
  private func launch(in terminal: TerminalSession) throws {
    try terminal.restart()
    try terminal.resize(columns: Self.columns, rows: Self.rows)
    try terminal.command("cd '\(folder.url.path)'")
    try terminal.start(
      "explore \(Self.training) --epochs 100000 --pace 20 --class \(Self.classIndex) "
        + "--store runs.sqlite")
  }

  /// Has moments hold more than the characters on the screen.
  func watch(_ what: Watched) throws {
    watched.insert(what)
    if what == .output { output = try Recording(session.record()) }
  }

  /// What the shell says of the program that has ended.
  func exitCode() throws -> String { try session.output(of: "echo $?") }

  /// Gives the terminal another size and waits for the explorer to fill it.
  func resize(columns: Int, rows: Int) throws {
    try session.resize(columns: columns, rows: rows)
    try wait("\(columns)×\(rows)") { moment in
      // Until the explorer has drawn anew, a smaller terminal shows the lower part of what was there.
      moment.lines.count == rows && moment.hints.contains("? help")
        && moment.lines.first?.contains("epoch") == true
        && moment.lines.contains { $0.count == columns }
    }
  }

  /// Writes to the terminal behind the explorer's back.
  func scribble(_ text: String, column: Int, row: Int) throws {
    let terminal = try session.state("pane_tty")
    guard let handle = FileHandle(forWritingAtPath: terminal) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: terminal])
    }
    // The cursor is put back to where the explorer knows it to be.
    handle.write(Data("\u{1B}7\u{1B}[\(row + 1);\(column + 1)H\(text)\u{1B}8".utf8))
  }

  /// Types a command for the shell.
  func command(_ line: String) throws { try session.command(line) }

  // MARK: - Recorded runs

  /// Records some runs, once: from the last to the first in the list `doomed`, `alpha` and `beta`,
  /// which are finished, and `unfinished`, with another loss.
  func recordRuns() throws {
    guard !hasRuns else { return }
    hasRuns = true
    let store = folder.path("runs.sqlite")
    func arguments(_ name: String, epochs: Int) -> [String] {
      ["train"] + Self.training.split(separator: " ").map(String.init)
        + ["--epochs", "\(epochs)", "--record", name, "--store", store]
    }
    for name in ["doomed", "alpha", "beta"] { _ = try ProgramRun(arguments(name, epochs: 6)) }
    let process = try ProgramProcess(
      arguments("unfinished", epochs: 100_000) + ["--loss", "nce"])
    try session.waitForValue("a recorded run") {
      let run = try? RunStore(path: store, access: .reading).run("unfinished")
      return (run?.snapshotCount ?? 0) > 100 ? () : nil
    }
    process.send(SIGINT)
    process.wait()
  }

  /// Opens the list of recorded runs and moves to one of them.
  func browse(to name: String) throws {
    try recordRuns()
    try go("o", until: "the list") { $0.shows("Recorded runs") && $0.shows("► ") }
    while try !now().shows("► \(name) ") {
      let place = try now().runPlace
      try go("Down", until: "the next run") { $0.runPlace != place }
    }
  }

  /// Types a filter into the list of recorded runs, which leaves one of them.
  func filterRuns() throws {
    try browse(to: "alpha")
    try go("/", "Recorded runs /")
    try session.type("alp")
    try session.wait("the one run") { $0.shows("Recorded runs /alp") && !$0.shows("beta") }
  }

  // MARK: - Keys

  /// Presses a key, by its name in tmux, and waits for what it is to bring about.
  func go(_ key: String, until what: String, _ isThere: (Moment) -> Bool) throws {
    try session.press(key)
    try wait(what, isThere)
  }

  /// Presses a key that brings nothing about.
  func press(_ key: String) throws { try session.press(key) }

  /// Types text.
  func type(_ text: String) throws { try session.type(text) }

  /// Presses a key and waits for some text.
  func go(_ key: String, _ text: String) throws {
    try go(key, until: "'\(text)'") { $0.shows(text) }
  }

  /// Presses a key and sees to it that it brings about what it should, and nothing else had.
  ///
  /// - Returns: what is wrong; nil when nothing is.
  func press(_ key: Key, for effect: KeyEffect) throws -> String? {
    let before = try steadyMoment()
    guard !effect.isThere(before, before) else {
      return "there was \(effect.words) before the key:\n\(before.screen.text)"
    }
    try session.press(key.tmuxName)
    do {
      try wait(effect.words) { effect.isThere(before, $0) }
      return nil
    } catch let error as TerminalSession.Missing {
      return "\(error)\nand before the key it showed:\n\(before.screen.text)"
    }
  }

  /// Waits for the screen to show something.
  func wait(_ what: String, _ isThere: (Moment) -> Bool) throws {
    try session.waitForValue(what) { isThere(try now()) ? () : nil }
  }

  /// What is seen now.
  func now() throws -> Moment {
    Moment(
      screen: try session.screen(hasLooks: watched.contains(.looks)),
      files: watched.contains(.files) ? try files() : [:],
      output: watched.contains(.output)
        ? try output.map { String(decoding: try $0.bytes, as: UTF8.self) } ?? "" : "")
  }

  private func files() throws -> [String: Int] {
    var files: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path(name))
      files[name] = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    return files
  }

  /// What is seen twice in a row, so that it is no picture that is still being drawn; the training
  /// may change something in between, but hardly each time.
  private func steadyMoment() throws -> Moment {
    var last = try now()
    for _ in 0..<20 {
      let next = try now()
      if next.screen.text == last.screen.text { return next }
      last = next
    }
    return last
  }
}
