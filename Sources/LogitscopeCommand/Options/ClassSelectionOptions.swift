import ArgumentParser
import LogitEngine

/// The options that say which classes `metrics` lists.
struct ClassSelectionOptions: ParsableArguments {
  /// Which classes are listed.
  enum Classes: String, CaseIterable, ExpressibleByArgument {
    case defined
    case all
  }

  /// What comes first.
  enum Order: String, CaseIterable, ExpressibleByArgument {
    case best
    case worst
  }

  @Option(
    help: ArgumentHelp(
      """
      List all classes, or only the defined ones, which have a positive, a negative and no NaN \
      (default: all; as text defined beyond \(ClassSelection.fewClasses) classes).
      """))
  var classes: Classes?

  @Option(
    name: .customLong("class"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "List this class alone; may be given several times.", valueName: "number|name"))
  var chosen: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("List so many classes, the best by --by.", valueName: "n"),
    transform: OptionValue.integer(1...10_000_000))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      "Sort the classes by this figure, named as in the JSON (default of --top: average_precision).",
      valueName: "metric"),
    transform: Self.figure)
  var by: ClassFigure?

  @Option(
    help: """
      Which comes first, the best or the worst; of positives, thresholds and margins the largest \
      counts as best, of max_negative and overlap the smallest (default: best).
      """)
  var order: Order?

  func validate() throws {
    guard order == nil || top != nil || by != nil else {
      throw ValidationError("--order goes with --by or --top")
    }
    guard chosen.isEmpty || classes == nil else {
      throw ValidationError("--classes does not go with --class")
    }
  }

  /// The selection, where undefined classes are listed as text or not.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for a class that is none of these.
  func selection(_ names: [String], of dataset: String) throws -> ClassSelection {
    ClassSelection(
      showsUndefined: classes.map { $0 == .all },
      figure: by ?? (top == nil ? nil : .averagePrecision), beginsWithWorst: order == .worst,
      limit: top,
      chosen: try chosen.map { try ClassChoice.index($0, classNames: names, dataset: dataset) })
  }

  @Sendable private static func figure(_ id: String) throws -> ClassFigure {
    let figures = [ClassFigure.positives] + ClassFigure.all
    guard let figure = figures.first(where: { $0.id == id }) else {
      throw ValidationError(
        "one of these is needed: " + figures.map(\.id).joined(separator: ", "))
    }
    return figure
  }
}
