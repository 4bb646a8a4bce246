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

      A file is NPY, NPZ, safetensors, CSV or another table, JSON or JSON lines, plain or packed by \
      gzip. An NPZ file has its logits under logits, outputs, predictions, scores, preds or z and its \
      labels under labels, label_ids, y_true, targets, gt or y. Several files are the moments of a \
      timeline, at the steps in their names if those grow from file to file; so is one file of \
      m x n x k logits.

      Press ? for the keys. Without a terminal:

      logitscope inspect z.npz --class-names names.txt --snapshot z.svg
      """)

  @Argument(help: ArgumentHelp("Files of n x k logits.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp("The same as a single file.", valueName: "z.npy"))
  var logits: String?

  @Option(
    help: ArgumentHelp(
      "A file of n labels, or of n x k zeros and ones (default: those in the files of logits, or "
        + "labels.npy beside them).",
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

  /// The steps in the names, or else 0, 1, 2 and so on; a file alone has no step.
  static func steps(of paths: [String]) -> [Int] {
    guard paths.count > 1 else { return Array(paths.indices) }
    let steps = paths.compactMap { path in
      path.split(separator: "/").last.flatMap { LogitFile.step(inName: String($0)) }
    }
    let isGrowing = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    return steps.count == paths.count && isGrowing ? steps : Array(paths.indices)
  }
}
