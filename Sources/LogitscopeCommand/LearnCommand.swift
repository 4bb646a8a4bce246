import ArgumentParser
import ExplorerUI

/// Guided lessons in the explorer: `logitscope learn`.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn with guided lessons in the explorer, on a live training.",
    // The parser would put the command whose options these are before the name.
    usage: "logitscope learn [<options>] [<lesson>]",
    discussion: """
      Example: logitscope learn offset

      The lessons: \(Lesson.all.map(\.name).joined(separator: ", ")). Without one the list of them \
      is shown. N goes on to the next step, C closes the lesson. All options of 'logitscope \
      explore' go with it.
      """)

  @Argument(help: ArgumentHelp("The name or number of a lesson.", valueName: "lesson"))
  var lesson: String?

  @Flag(help: "Print the lessons and need no terminal.")
  var list = false

  @Option(help: "With --list: how to print them (default: text).")
  var format: OutputFormat?

  @OptionGroup var explorer: ExploreCommand

  func run() throws {
    let index = try lesson.map(Self.index)
    guard !list else {
      try refuseOthersWithList()
      return try StandardOutput.write(
        format == .json ? LessonListing.json.text + "\n" : LessonListing.text)
    }
    guard format == nil else { throw CommandError.usage("--format goes with --list only") }
    try ExploreCommand.begin(
      "learn", explorer.screen.configuration, parse: { try Self.parse($0).explorer },
      view: index.map { Lesson.all[$0].view } ?? .learn, lesson: index)
  }

  /// Refuses what a list has no use for.
  private func refuseOthersWithList() throws {
    var rest = ReproducingCommand.ownArguments(Self.configuration.commandName ?? "")[...]
    while let word = rest.popFirst() {
      if word == "--format" {
        rest = rest.dropFirst()
      } else if word != "--list", !word.hasPrefix("--format=") {
        throw CommandError.usage("\(word.shown) does not go with --list")
      }
    }
  }

  private static func index(_ name: String) throws -> Int {
    guard let index = Lesson.index(named: name) else {
      throw CommandError.usage(
        "there is no lesson '\(name)'; the lessons are "
          + Lesson.all.map(\.name).joined(separator: ", "))
    }
    return index
  }
}
