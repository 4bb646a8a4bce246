import ArgumentParser
import LogitEngine

/// Logits in files, in the explorer: `logitscope inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Look at existing logits in the terminal.",
    discussion: """
      Example: logitscope inspect --logits z.npy --labels y.npy
      Example: logitscope inspect epoch1.npz epoch2.npz epoch3.npz --class 3

      An NPZ file has its logits under logits, z, scores or preds and its labels under labels, y \
      or targets. Several files are the moments of a timeline, at the steps in their names if \
      those grow from file to file.

      Press ? for the keys. Without a terminal:

      logitscope inspect z.npz --class-names names.txt --snapshot z.svg
      """)

  @Argument(help: ArgumentHelp("NPY or NPZ files of n x k logits.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp("The same as a single file.", valueName: "z.npy"))
  var logits: String?

  @Option(
    help: ArgumentHelp(
      "A file of n integer labels from 0 to k-1 (default: those in the NPZ files).",
      valueName: "y.npy"))
  var labels: String?

  @OptionGroup var options: InspectOptions

  func run() throws {
    let paths = files + [logits].compactMap(\.self)
    guard let first = paths.first, files.isEmpty || logits == nil else {
      throw CommandError.usage(
        paths.isEmpty
          ? "a file of logits is needed, for instance: logitscope inspect z.npz"
          : "--logits does not go with files given by their names alone")
    }
    let name = String(first.split(separator: "/").last ?? "logits")
    let title = paths.count == 1 ? name : "\(name) and \((paths.count - 1).grouped) more"
    try options.show(title, from: .files) { source, mailbox, _ in
      source.inspect(paths, steps: Self.steps(of: paths), labels: labels, for: mailbox)
    }
  }

  /// The steps in the names, or else 0, 1, 2 and so on.
  static func steps(of paths: [String]) -> [Int] {
    let steps = paths.compactMap { path in
      path.split(separator: "/").last.flatMap { LogitFile.step(inName: String($0)) }
    }
    let isGrowing = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    return steps.count == paths.count && isGrowing ? steps : Array(paths.indices)
  }
}
