import ArgumentParser
import ExplorerUI

extension ExplorerView: ExpressibleByArgument {
  /// Finds the view of that name.
  public init?(argument: String) {
    guard
      let view = Self.allCases.first(where: { $0.name.lowercased() == argument.lowercased() })
    else { return nil }
    self = view
  }

  /// The names of all views.
  public static var allValueStrings: [String] { allCases.map { $0.name.lowercased() } }

  /// What each view shows, by its name.
  public static var allValueDescriptions: [String: String] {
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.name.lowercased(), $0.summary) })
  }

  /// The name.
  public var defaultValueDescription: String { name.lowercased() }
}

/// The options that say which class and view to look at first, and how.
struct FirstLookOptions: ParsableArguments {
  @Option(
    name: .customLong("class"), parsing: .unconditional,
    help: ArgumentHelp("The class to look at first.", valueName: "number|name"))
  var chosenClass: String?

  @Option(help: "The view to show first (default: explore).")
  var view: ExplorerView?

  @OptionGroup var looks: LookOptions
}

/// The options that say what of a run to look at first.
struct ViewOptions: ParsableArguments {
  @OptionGroup var first: FirstLookOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The step to pause at; in a recorded run, the step to begin at.", valueName: "step"),
    transform: OptionValue.integer(0...1_000_000_000))
  var at: Int?

  /// The number of the chosen class, 0 when none was chosen.
  ///
  /// - Throws: ``CommandError/usage(_:)`` when there is no such class.
  func classIndex(classNames: [String], dataset: String) throws -> Int {
    try first.chosenClass.map {
      try ClassChoice.index($0, classNames: classNames, dataset: dataset)
    } ?? 0
  }

  /// Makes sure that a run comes as far as the step to pause at.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func checkStep(of totalSteps: Int) throws {
    guard let at, at > totalSteps else { return }
    throw CommandError.usage(
      "--at \(at) is beyond the end of the run, which has \(totalSteps.grouped) steps")
  }
}
