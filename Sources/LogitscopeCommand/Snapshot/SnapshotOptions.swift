import ArgumentParser
import ExplorerUI
import Glibc
import LogitEngine

/// The options for a picture of a view without a terminal.
struct SnapshotOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Need no terminal: write the view as .svg, .txt or .ansi, or its data as .csv, and end; - for \
      text on standard output.
      """,
      valueName: "file"))
  var snapshot: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --snapshot: columns and rows (default: 120x36).", valueName: "columns x rows"),
    transform: Self.size)
  var size: Size?

  func validate() throws {
    guard snapshot != nil || size == nil else {
      throw ValidationError("--size goes with --snapshot")
    }
  }

  /// Where and how to write, settled before any work; nil when no picture is asked for.
  ///
  /// - Throws: ``CommandError/usage(_:)`` or `DataError` for a file that cannot be.
  func prepared() throws -> Snapshot? {
    guard let path = snapshot else { return nil }
    guard let format = path == "-" ? .text : ExportFormat(path: path) else {
      throw CommandError.usage(
        "--snapshot \(path.shown) must end in .svg, .txt, .ansi or .csv, which says what is "
          + "written")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard path == "-" || access(folder, W_OK) == 0 else {
      throw DataError.unwritable(path: path, code: errno)
    }
    return Snapshot(
      path: path, format: format, size: size ?? Size(width: 120, height: 36),
      capabilities: Self.capabilities(path: path, format: format))
  }

  /// What the surroundings allow of what goes to a terminal, at once or later; a drawing and a text
  /// file have everything.
  private static func capabilities(path: String, format: ExportFormat) -> TerminalCapabilities {
    guard path == "-" || format == .ansi else { return TerminalCapabilities() }
    return TerminalCapabilities(
      colors: Surroundings.wantsNoColor ? .none : .many, hasUnicode: Surroundings.usesUTF8)
  }

  @Sendable static func size(_ text: String) throws -> Size {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
      (40...1000).contains(width), (12...1000).contains(height)
    else {
      throw ValidationError(
        "columns and rows from 40x12 to 1000x1000 are needed, for instance 120x36")
    }
    return Size(width: width, height: height)
  }
}
