import ArgumentParser
import ExplorerUI
import LogitEngine

/// The options that say how to look at the logits first, as keys do in the explorer.
struct LookOptions: ParsableArguments {
  @Flag(help: "Explore: the true against the false logits of all classes at once.")
  var allClasses = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The threshold (default: by --rule).", valueName: "logit"),
    transform: Self.threshold)
  var threshold: Double?

  @Option(
    help: ArgumentHelp(
      """
      What sets the threshold: best-f1, or recall:R or precision:P for the best with at least that \
      (default: best-f1).
      """,
      valueName: "rule"),
    transform: Self.rule)
  var rule: ThresholdRule?

  @Option(help: "What the histogram's bars stand for (default: own-peaks).")
  var scale: HistogramScale?

  @Option(
    help: "Positives and negatives on both sides of the axis or on one (default: mirrored).")
  var layout: HistogramSides?

  @Flag(inversion: .prefixedNo, help: "Keep one axis for the logits of the whole run.")
  var lockAxis: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The logits that the histogram shows (default: all).", valueName: "low,high"),
    transform: Self.range)
  var range: ClosedRange<Double>?

  @Option(help: "Through what to look at the logits (default: bare).")
  var lens: LogitTransform?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Add a random constant of this spread to all logits of each example.", valueName: "spread"),
    transform: OptionValue.number(above: 0.1, orEqual: true, upTo: 1000))
  var offset: Double?

  @Flag(help: "Explore: show the gradient of the loss.")
  var gradient = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of positives to reckon precision with (default: that of the test set).",
      valueName: "p"),
    transform: Self.prevalence)
  var prevalence: Double?

  @Flag(help: "Curves: a logarithmic axis for the false-positive rate.")
  var logRate = false

  @Option(help: "Classes: the column that sorts the table (default: class).")
  var sort: ClassColumn?

  @Flag(help: "Classes: the other way round.")
  var reverse = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Classes: only those whose name contains this, or whose number begins so.", valueName: "text"
    ))
  var filter: String?

  @Option(help: "Examples: which to list (default: positives).")
  var examples: ExampleSide?

  /// How to look at the logits.
  var look: FirstLook {
    var look = FirstLook()
    look.isPooled = allClasses
    look.threshold = threshold
    look.rule = rule ?? .bestF1
    look.scale = scale
    look.isOverlaid = layout == .overlaid
    look.isAxisLocked = lockAxis
    look.range = range
    look.lens = lens ?? .bare
    look.offsetSpread = offset
    look.showsGradient = gradient
    look.prevalence = prevalence
    look.isRateLogarithmic = logRate
    look.sorting = sort ?? .number
    look.isReversed = reverse
    look.filter = filter ?? ""
    look.listsNegatives = examples == .negatives
    return look
  }

  @Sendable private static func threshold(_ text: String) throws -> Double {
    guard let value = Double(text), !value.isNaN else {
      throw ValidationError("a logit is needed, for instance -1.25")
    }
    return value
  }

  @Sendable private static func rule(_ text: String) throws -> ThresholdRule {
    guard let rule = ThresholdRule(word: text) else {
      throw ValidationError(
        "best-f1, or recall: or precision: with a bound above 0 and at most 1 is needed, for "
          + "instance recall:0.9")
    }
    return rule
  }

  @Sendable private static func range(_ text: String) throws -> ClosedRange<Double> {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let bounds = words.compactMap { Double($0) }
    guard words.count == 2, bounds.count == 2, bounds.allSatisfy({ $0.magnitude <= 1e9 }),
      bounds[1] - bounds[0] > 1e-6 * max(1, bounds[0].magnitude, bounds[1].magnitude)
    else {
      throw ValidationError(
        "two logits with a comma between them are needed, the smaller one first, for instance -5,3")
    }
    return bounds[0]...bounds[1]
  }

  @Sendable private static func prevalence(_ text: String) throws -> Double {
    guard let value = Double(text), value > 0, value < 1 else {
      throw ValidationError("a number above 0 and below 1 is needed, for instance 1e-4")
    }
    return value
  }
}

/// Where the histogram has its positives and its negatives.
enum HistogramSides: String, CaseIterable, ExpressibleByArgument {
  case mirrored
  case overlaid
}

/// Which examples are listed.
enum ExampleSide: String, CaseIterable, ExpressibleByArgument {
  case positives
  case negatives
}

extension HistogramScale: ExpressibleByArgument {
  /// Finds the scale of that name.
  public init?(argument: String) {
    guard let scale = Self.allCases.first(where: { $0.word == argument }) else { return nil }
    self = scale
  }

  /// The names of all scales.
  public static var allValueStrings: [String] { allCases.map(\.word) }

  /// Nothing: the names say it.
  public static var allValueDescriptions: [String: String] { [:] }

  /// The name.
  public var defaultValueDescription: String { word }
}

extension LogitTransform: ExpressibleByArgument {
  /// Finds the transform of that name.
  public init?(argument: String) {
    guard let transform = Self.allCases.first(where: { $0.word == argument }) else { return nil }
    self = transform
  }

  /// The names of all transforms.
  public static var allValueStrings: [String] { allCases.map(\.word) }

  /// Nothing: the names say it.
  public static var allValueDescriptions: [String: String] { [:] }

  /// The name.
  public var defaultValueDescription: String { word }
}

extension ClassColumn: ExpressibleByArgument {
  /// Finds the column of that name.
  public init?(argument: String) {
    guard let column = Self.allCases.first(where: { $0.word == argument.lowercased() }) else {
      return nil
    }
    self = column
  }

  /// The names of all columns.
  public static var allValueStrings: [String] { allCases.map(\.word) }

  /// Nothing: the names say it.
  public static var allValueDescriptions: [String: String] { [:] }

  /// The name.
  public var defaultValueDescription: String { word }
}
