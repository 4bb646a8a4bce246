import ExplorerUI
import Glibc
import LogitEngine

/// Saves views as files.
enum SavedView {
  /// Saves the view that is shown in the current folder, under a name that no file has yet.
  ///
  /// - Returns: the name.
  /// - Throws: ``CommandError/badData(_:)`` or `DataError`.
  static func save(
    _ state: ExplorerState, as format: ExportFormat, size: Size,
    capabilities: TerminalCapabilities
  ) throws -> String {
    let text = try content(state, as: format, size: size, capabilities: capabilities)
    let name = freeName(state.exportName, format)
    try AtomicFile.write(text, to: name)
    return name
  }

  /// What a file of a view holds.
  ///
  /// - Throws: ``CommandError/badData(_:)`` when there is no data.
  static func content(
    _ state: ExplorerState, as format: ExportFormat, size: Size,
    capabilities: TerminalCapabilities
  ) throws -> String {
    guard let text = state.exported(as: format, size: size, capabilities: capabilities) else {
      throw CommandError.badData("the view \(state.view.name) has no data to save")
    }
    return text
  }

  private static func freeName(_ stem: String, _ format: ExportFormat) -> String {
    func isTaken(_ name: String) -> Bool { access(name, F_OK) == 0 }
    var name = "\(stem).\(format.rawValue)"
    var number = 2
    while isTaken(name) {
      name = "\(stem)-\(number).\(format.rawValue)"
      number += 1
    }
    return name
  }
}
