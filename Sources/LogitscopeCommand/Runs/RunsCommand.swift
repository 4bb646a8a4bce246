import ArgumentParser

/// The recorded runs: `logitscope runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List, show, rename, delete and export recorded runs.",
    discussion: """
      A run is recorded by: logitscope train --record NAME

      Where a command takes a run, it takes its name or its number.

      Example: logitscope runs list
      """,
    subcommands: [
      RunsListCommand.self, RunsShowCommand.self, RunsRenameCommand.self, RunsDeleteCommand.self,
      RunsExportCommand.self,
    ],
    defaultSubcommand: RunsListCommand.self)
}
