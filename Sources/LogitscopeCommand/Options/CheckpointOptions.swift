import ArgumentParser
import LogitEngine

/// The options that keep a run and go on with one.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep the run in this file: after each epoch, at its end, and on ^C or SIGTERM.",
      valueName: "path"))
  var checkpoint: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keep it after every so many steps instead of each epoch.", valueName: "steps"),
    transform: OptionValue.integer(1...1_000_000_000))
  var checkpointEvery: Int?

  @Option(
    help: ArgumentHelp(
      "Go on with the run in this file, and keep it there unless --checkpoint says otherwise.",
      valueName: "path"))
  var resume: String?

  /// The rules of going on, for the command's help.
  static let discussion = """
    A run that --resume goes on with ends bit for bit as it would have without the interruption. \
    Its options come with it: only --epochs (to make it longer, unless --schedule is cosine, which \
    depends on the length), --evaluate-every, --checkpoint, --checkpoint-every and --format may \
    change; any other option must repeat what the run began with. A dataset in a folder must be \
    named again with --dataset.
    """

  /// The file that the run is kept in; nil for none.
  var path: String? { checkpoint ?? resume }

  /// Reads the run to go on with; nil when none is.
  ///
  /// - Throws: ``CheckpointError``, ``DataError`` or ``CommandError``.
  func load() throws -> Checkpoint? {
    guard path != nil || checkpointEvery == nil else {
      throw CommandError.usage("--checkpoint-every needs a --checkpoint to keep the run in")
    }
    return try resume.map { try Checkpoint(contentsOf: $0) }
  }

  /// Puts what was given in place of what a configuration has.
  func apply(to configuration: inout TrainingConfiguration) {
    if let checkpointEvery {
      configuration.checkpointing = .steps(checkpointEvery)
    } else if path != nil, configuration.checkpointing == .never {
      configuration.checkpointing = .everyEpoch
    }
  }
}
