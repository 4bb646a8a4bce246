/// The command line of this call, without what the explorer itself can tell better.
enum ReproducingCommand {
  /// The options whose values can have changed, or that concern this call only; each has a value.
  private static let dropped: Set<String> = [
    "--loss", "--learning-rate", "--seed", "--threads", "--class", "--view", "--at", "--theme",
    "--snapshot", "--size", "--record", "--note", "--threshold", "--rule", "--scale", "--layout",
    "--range", "--lens", "--offset", "--prevalence", "--sort", "--filter", "--examples", "--losses",
    "--baseline", "--form",
  ]
  /// The options that belong to the dataset.
  private static let datasetOptions: Set<String> = [
    "--dataset", "--label-column", "--csv-label", "--columns", "--leave-out", "--missing",
    "--encoding", "--class-names", "--image-size",
  ]
  /// The flags that can have changed.
  private static let droppedFlags: Set<String> = [
    "--all-classes", "--lock-axis", "--no-lock-axis", "--gradient", "--log-rate", "--reverse",
  ]

  /// The words of the command, quoted for a shell.
  ///
  /// - Parameters:
  ///   - arguments: what follows the name of the subcommand.
  ///   - dataset: what is trained on in place of what the arguments say; nil for that.
  static func text(
    _ subcommand: String, _ arguments: [String], dataset: String? = nil
  ) -> String {
    var words = ["logitscope", subcommand]
    let dropped = dropped.union(dataset == nil ? [] : datasetOptions)
    let droppedFlags = droppedFlags.union(dataset == nil ? [] : ["--grayscale"])
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if droppedFlags.contains(word) { continue }
      let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
      guard dropped.contains(name) else {
        words.append(word.shellWord)
        continue
      }
      if name == word { rest = rest.dropFirst() }
    }
    if let dataset { words += ["--dataset", dataset.shellWord] }
    return words.joined(separator: " ")
  }

  /// What follows the name of the subcommand on the command line of this process.
  static func ownArguments(_ subcommand: String) -> [String] {
    let words = Array(CommandLine.arguments.dropFirst())
    return words.first == subcommand ? Array(words.dropFirst()) : words
  }
}
