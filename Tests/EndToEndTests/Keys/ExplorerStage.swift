import ExplorerUI
import Foundation
import RunStore
import TestSupport

/// A terminal in which one explorer after another trains, each begun in the same known state.
final class ExplorerStage {
  static let columns = 160
  static let rows = 45
  static let classCount = 25
  /// The class to begin with: there are ten before it, and its threshold has room on both sides.
  static let classIndex = 16

  /// Steps so small that the logits hardly change, and an evaluation after every other step.
  private static let training =
    "--dataset synthetic:classes=\(classCount),dim=16,noise=0.3,train=500,test=250 --threads 1 "
    + "--hidden 16 --batch-size 25 --learning-rate 0.0001 --evaluate-every 2"

  private let folder: TemporaryFolder
  private var session: TerminalSession
  private var isRunning = false
  private var hasRuns = false
  private var written: Recording?

  init() throws {
    folder = try TemporaryFolder()
    session = try Self.terminal(in: folder)
  }

  private static func terminal(in folder: TemporaryFolder) throws -> TerminalSession {
    let session = try TerminalSession(
      columns: columns, rows: rows,
      environment: ["XDG_CONFIG_HOME": folder.path("configuration")])
    try session.command("cd '\(folder.url.path)'")
    return session
  }

  // MARK: - The explorer

  /// Starts the explorer anew and waits until it trains.
  func begin() throws {
    written = nil
    if isRunning { try end() }
    isRunning = true
    try session.resize(columns: Self.columns, rows: Self.rows)
    try session.start(
      "explore \(Self.training) --epochs 100000 --pace 20 --class \(Self.classIndex) "
        + "--store runs.sqlite")
    try wait("the explorer") {
      $0.title.contains("LIVE") && $0.screen.showsHistogram
        && $0.screen.lines.count == Self.rows
    }
  }

  /// Leaves the explorer, if need be with the whole terminal.
  private func end() throws {
    isRunning = false
    do {
      if try !session.screen().isAtPrompt { try session.press("C-c") }
      try wait("the shell") { $0.screen.isAtPrompt }
      try session.command("clear")
      try wait("an empty screen") { $0.screen.lines.joined().count < 20 && $0.screen.isAtPrompt }
    } catch is TerminalSession.Missing {
      session = try Self.terminal(in: folder)
    }
  }

  /// What the shell says of the program that has ended.
  func exitCode() throws -> String { try session.output(of: "echo $?") }

  /// Gives the terminal another size and waits for the explorer to fill it.
  func resize(columns: Int, rows: Int) throws {
    try session.resize(columns: columns, rows: rows)
    try wait("\(columns)×\(rows)") { moment in
      moment.lines.count == rows && moment.hints.contains("? help")
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

  /// Begins to listen to what is written to the terminal.
  func listen() throws { written = try Recording(session.record()) }

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
    while try !session.screen().shows("► \(name) ") {
      let place = try now().runPlace
      try go("Down", until: "the next run") { $0.runPlace != place }
    }
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
    var files: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path(name))
      files[name] = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    return Moment(
      screen: try session.screen(), files: files,
      written: try written.map { String(decoding: try $0.bytes, as: UTF8.self) } ?? "")
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
