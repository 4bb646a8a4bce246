import ExplorerUI

/// What the user's configuration file says: how the explorer looks, its keys, and what it does when
/// the command line says nothing.
struct Configuration {
  /// The looks.
  var settings = ExplorerSettings()
  /// The keys that differ from the table.
  var keyMap = KeyMap()
  /// An option as it would stand on the command line.
  typealias Default = (option: String, arguments: [String])
  /// Options of `logitscope explore`.
  var defaults: [Default] = []
  /// What is wrong with the file, a sentence each; what it concerns is ignored.
  var problems: [String] = []
  /// The file that the options screen writes; nil where there is to be none.
  var path: String?

  /// Says what is wrong, on standard error.
  func report() {
    for problem in problems { StandardError.write("logitscope: \(problem), ignored\n") }
  }

  /// What is wrong in one line for the screen; nil when nothing is.
  var notice: String? {
    guard let first = problems.first else { return nil }
    return problems.count == 1
      ? first + ", ignored" : first + ", ignored, and \(problems.count - 1) more"
  }
}
