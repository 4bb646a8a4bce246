import ArgumentParser
import LogitEngine

/// A folder of logits that grows, in the explorer: `logitscope watch`.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follow logits that another program writes into a folder.",
    discussion: """
      Example: logitscope watch runs/today --loss cross-entropy

      Every NPY, NPZ or safetensors file with a number in its name is a moment, the number its step: \
      logits-000100.npy, logits-000200.npy and so on; without one of these, every CSV, TSV or JSON \
      lines file, as dynamics_epoch_0.jsonl. gzip may have packed them. Labels are in each file, by a \
      usual name, or in labels.npy, labels.csv or labels.txt. A file that is still being written is \
      read once it is whole.

      Press ? for the keys. --snapshot FILE pictures what is in the folder by now.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "dir"))
  var path: String

  @OptionGroup var options: InspectOptions

  func run() throws {
    let folder = try LogitFolder(path: path)
    try options.show(path, from: .folder) { source, mailbox, isOnce in
      if isOnce { source.read(folder, for: mailbox) } else { source.watch(folder, for: mailbox) }
    }
  }
}
