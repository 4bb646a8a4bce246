import ArgumentParser
import LogitEngine

/// The options of `loss --search-violation`.
struct ViolationSearchOptions: ParsableArguments {
  @Flag(
    help: """
      Take no logits, but look by gradient descent for some whose loss is near its infimum and \
      that violate separation.
      """)
  var searchViolation = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The classes of the search (default: 4).", valueName: "k"),
    transform: OptionValue.integer(2...100))
  var classes: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The examples of the search, at least one a class (default: 2k).", valueName: "n"),
    transform: OptionValue.integer(2...1000))
  var examples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often the search descends from new random logits at most (default: 20).",
      valueName: "count"),
    transform: OptionValue.integer(1...10_000))
  var descents: Int?

  /// Refuses options of the search without it.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func refuseWithoutSearch() throws {
    let given = [
      ("--classes", classes != nil), ("--examples", examples != nil),
      ("--descents", descents != nil),
    ]
    for (option, isGiven) in given where isGiven {
      throw CommandError.usage("\(option) goes with --search-violation only")
    }
  }

  /// The search for a loss.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for sizes that do not go together.
  func search(_ loss: Loss, seed: UInt64?) throws -> ViolationSearch {
    let classCount = classes ?? examples.map { min(4, $0) } ?? 4
    let exampleCount = examples ?? 2 * classCount
    guard exampleCount >= classCount else {
      throw CommandError.usage(
        "--examples \(exampleCount) is below --classes \(classCount): every class needs an example")
    }
    guard exampleCount * classCount <= Self.mostLogits else {
      throw CommandError.usage(
        "--examples \(exampleCount) times --classes \(classCount) is above the "
          + "\(Self.mostLogits.grouped) logits that the search takes")
    }
    return ViolationSearch(
      loss, exampleCount: exampleCount, classCount: classCount, descentCount: descents ?? 20,
      seed: seed ?? 0)
  }

  private static let mostLogits = 10_000
}
