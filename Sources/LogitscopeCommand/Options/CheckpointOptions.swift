import ArgumentParser
import Glibc
import LogitEngine

/// The options that keep a run and go on with one.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep the run in this file: after each epoch, at its end, and when a signal ends it.",
      valueName: "path"))
  var checkpoint: String?

  @Flag(help: "Let --checkpoint replace a file that holds something else.")
  var overwrite = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keep it, or record how to go on with it, after every so many steps instead of each epoch.",
      valueName: "steps"),
    transform: OptionValue.integer(1...1_000_000_000))
  var checkpointEvery: Int?

  @Option(
    help: ArgumentHelp(
      "Go on with the run in this file, and keep it there unless --checkpoint says otherwise; or "
        + "with this recorded run, and record it further.",
      valueName: "path|run"))
  var resume: String?

  /// The rules of going on, for the command's help.
  static let discussion = """
    A run that --resume goes on with ends bit for bit as it would have without the interruption. \
    Its options come with it: only --epochs (to make it longer, unless --schedule is cosine, which \
    depends on the length), --evaluate-every, --checkpoint, --checkpoint-every and --format may \
    change; any other option must repeat what the run began with. A dataset in a folder must be \
    named again with --dataset. A recorded run goes on from its latest checkpoint in the same \
    record, or in a new one that --record names.
    """

  /// Reads the run to go on with, kept in a file or recorded in a store; nil when none is.
  ///
  /// - Parameter isRecorded: whether the run is going to be recorded.
  /// - Throws: ``CheckpointError``, ``DataError``, ``RunStoreError`` or ``CommandError``.
  func load(from location: StoreOptions, isRecorded: Bool) throws -> ResumedRun? {
    guard checkpoint != nil || resume != nil || isRecorded || checkpointEvery == nil else {
      throw CommandError.usage(
        "--checkpoint-every needs a --checkpoint or a --record to keep the run in")
    }
    return try resume.map { try ResumedRun($0, in: location) }
  }

  /// The file that the run is kept in; nil for none.
  func path(goingOnWith resumed: ResumedRun?) -> String? { checkpoint ?? resumed?.path }

  /// Makes sure that the file can be written, and that it holds nothing that would be missed.
  ///
  /// - Throws: `DataError` or ``CommandError/usage(_:)``.
  func check(_ path: String?, goingOnWith resumed: ResumedRun?) throws {
    guard let path else {
      guard overwrite else { return }
      throw CommandError.usage("--overwrite goes with --checkpoint")
    }
    try AtomicFile.check(path)
    guard !overwrite, resumed?.path != path, try holdsSomething(path) else { return }
    guard let found = try? Checkpoint(contentsOf: path) else {
      throw CommandError.usage(
        "\(path.shown) is there already and is no checkpoint; name another file with --checkpoint, or "
          + "add --overwrite to replace it")
    }
    if let resumed, found.isOfSameRun(as: resumed.checkpoint) { return }
    throw CommandError.usage(
      "\(path.shown) holds another run already, on \(found.datasetName) at step "
        + "\(found.moment.step.grouped); go on with it with --resume \(path.shellWord), or add "
        + "--overwrite to replace it")
  }

  private func holdsSomething(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }

  /// Puts what was given in place of what a configuration has.
  ///
  /// - Parameters:
  ///   - path: the file that the run is kept in.
  ///   - isRecorded: whether the run is recorded.
  func apply(to configuration: inout TrainingConfiguration, path: String?, isRecorded: Bool) {
    if let checkpointEvery {
      configuration.checkpointing = .steps(checkpointEvery)
    } else if configuration.checkpointing == .never {
      if path != nil {
        configuration.checkpointing = .everyEpoch
      } else if isRecorded {
        configuration.checkpointing = RecordingOptions.checkpointing
      }
    }
  }
}
