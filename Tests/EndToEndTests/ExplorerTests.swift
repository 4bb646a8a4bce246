import Foundation
import TestSupport
import Testing

/// The built program in a real terminal.
///
/// All suites that start terminals are nested here, since they must not run at the same time: each
/// has a training run of its own.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ExplorerTests {
  /// A terminal in which the explorer has drawn its first evaluation.
  static func explorer(
    columns: Int = 100, rows: Int = 30, type: String = TerminalSession.ownType,
    locale: String = "C.UTF-8", environment: [String: String] = [:], _ arguments: String...
  ) throws -> TerminalSession {
    let session = try TerminalSession(
      columns: columns, rows: rows, type: type, locale: locale, environment: environment)
    try session.start((["--threads 1"] + arguments).joined(separator: " "))
    try session.wait("the explorer") { $0.showsHistogram && $0.shows("LIVE") }
    return session
  }
}

extension TerminalScreen {
  /// Whether there is a histogram: its parts of blocks, or what stands for them in ASCII.
  var showsHistogram: Bool {
    text.contains { "▁▂▃▄▅▆▇█".contains($0) } || lines.contains { $0.contains("##") }
  }

  /// The title line.
  var title: String { lines.first ?? "" }
}
