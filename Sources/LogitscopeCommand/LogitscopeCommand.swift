import ArgumentParser

/// The program: `logitscope`.
@main
struct LogitscopeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logitscope",
    abstract: "Watch how a training loss separates logits, or does not.",
    discussion: """
      Train a network with one of seven losses and see, for any class, how the logits of its \
      positives and negatives come apart.

      Example: logitscope train --dataset digits --loss batch-cross-entropy
      """,
    version: "0.1.0",
    subcommands: [
      TrainCommand.self, LossCommand.self, MetricsCommand.self, DatasetsCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Diagnosis(error).exit()
    }
  }
}
