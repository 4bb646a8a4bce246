import ArgumentParser
import RunStore

/// The option that says where recorded runs are.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file of recorded runs (default: $XDG_DATA_HOME/logitscope/runs.sqlite, else "
        + "~/.local/share/logitscope/runs.sqlite).", valueName: "path"))
  var store: String?

  /// Opens the store.
  ///
  /// - Throws: ``RunStoreError`` or ``CommandError``.
  func open(for access: RunStore.Access) throws -> RunStore {
    try RunStore(path: try path(), access: access)
  }

  /// Where the store is, or will be.
  ///
  /// - Throws: ``CommandError/usage(_:)`` when nobody has said.
  func path() throws -> String {
    guard let path = store ?? RunStore.defaultPath() else {
      throw CommandError.usage("neither XDG_DATA_HOME nor HOME is set; name a file with --store")
    }
    return path
  }

  /// Opens a store that is there for writing.
  ///
  /// - Throws: ``RunStoreError`` or ``CommandError``.
  func openExisting() throws -> RunStore {
    _ = try open(for: .reading)
    return try open(for: .writing)
  }
}
