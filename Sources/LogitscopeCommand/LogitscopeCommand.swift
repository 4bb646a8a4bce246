import ArgumentParser
import Glibc

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
      ExploreCommand.self, TrainCommand.self, LossCommand.self, MetricsCommand.self,
      DatasetsCommand.self, CompareCommand.self, SpeedCommand.self, BenchmarkCommand.self,
      RunsCommand.self, ReplayCommand.self, InspectCommand.self, WatchCommand.self,
      LearnCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)

  static func main() {
    StandardDescriptors.fillClosed()
    CrashSignals.takeOver()
    // A limit on the size of files is a full disk like any other, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try ArgumentText.check()
      try checkCommandName(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Diagnosis(error).exit()
    }
  }

  // The parser would call a misspelt command an unexpected argument of the default one.
  private static func checkCommandName(_ argument: String?) throws {
    guard let argument, !argument.hasPrefix("-"), argument != "help" else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard names.contains(argument) else {
      throw CommandError.usage(
        "there is no command '\(argument)'; the commands are \(names.joined(separator: ", "))")
    }
  }
}
