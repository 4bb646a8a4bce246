import ArgumentParser
import LogitEngine

extension LossKind: ExpressibleByArgument {
  /// Finds the loss of that name.
  public init?(argument: String) { self.init(named: argument) }

  /// The names of all losses.
  public static var allValueStrings: [String] { everyKind.map(\.name) }

  /// The name.
  public var defaultValueDescription: String { name }
}

/// The options that set the parameters of one loss or another.
struct LossOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The margin of max-margin and batch-max-margin (default: 1).", valueName: "γ"),
    transform: OptionValue.number(above: 0))
  var margin: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The weight of self-normalization's penalty (default: 0.1).", valueName: "α"),
    transform: OptionValue.number(above: 0, orEqual: true))
  var alpha: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much focal minds the worst logits more than others (default: 2).", valueName: "φ"),
    transform: OptionValue.number(above: 0, orEqual: true))
  var focus: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The noise classes per example of nce (default: 10) and sampled-softmax (default: 5).",
      valueName: "t"),
    transform: OptionValue.integer(1...10_000))
  var noiseSamples: Int?

  /// Refuses more noise draws for so many examples than memory should be spent on.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func checkDraws(examples: Int, loss: Loss) throws {
    let (draws, overflow) = examples.multipliedReportingOverflow(by: loss.noiseSamples)
    guard loss.kind.drawsNoise, overflow || draws > Self.largestDrawCount else { return }
    throw CommandError.usage(
      "--noise-samples \(loss.noiseSamples) is too many for \(examples.grouped) "
        + "examples at once: more than \(Self.largestDrawCount.grouped) draws")
  }

  private static let largestDrawCount = 250_000_000

  /// Refuses a parameter that none of some losses takes.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func check(for kinds: [LossKind]) throws {
    for parameter in given {
      guard kinds.allSatisfy({ !$0.parameters.contains(parameter) }) else { continue }
      if let kind = kinds.first { try parameter.require(for: kind) }
    }
  }

  private var given: [LossParameterName] {
    let all: [(LossParameterName, isGiven: Bool)] = [
      (.margin, margin != nil), (.alpha, alpha != nil), (.focus, focus != nil),
      (.noiseSamples, noiseSamples != nil),
    ]
    return all.filter(\.isGiven).map(\.0)
  }

  /// The loss with these parameters in place of others.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for an option that the loss does not take.
  func loss(
    _ kind: LossKind, from base: LossParameters = LossParameters(), refusingUnused: Bool = true
  ) throws -> Loss {
    if refusingUnused { try check(for: [kind]) }
    var parameters = base
    if let margin { parameters.margin = margin }
    if let alpha { parameters.normalizationWeight = alpha }
    if let focus { parameters.focus = focus }
    if let noiseSamples {
      // What is the default anyway counts as not given, so that a run goes on with either.
      parameters.noiseSamples = noiseSamples == kind.defaultNoiseSamples ? nil : noiseSamples
    }
    return Loss(kind, parameters: parameters)
  }
}

extension LossParameterName {
  /// The option that sets it.
  private var option: String {
    switch self {
    case .margin: "--margin"
    case .alpha: "--alpha"
    case .focus: "--focus"
    case .noiseSamples: "--noise-samples"
    }
  }

  /// Throws unless the loss takes the parameter; `option` names another option than the usual one.
  func require(for kind: LossKind, option: String? = nil) throws {
    guard !kind.parameters.contains(self) else { return }
    throw CommandError.usage(
      "\(option ?? self.option) does not apply to \(kind.name), only to "
        + losses.map(\.name).joined(separator: " and "))
  }

  /// The parameters that a loss takes, as members of a JSON object.
  static func members(of loss: Loss) -> [JSONValue.Member] {
    allCases.filter(loss.kind.parameters.contains).map { parameter in
      let value: JSONValue =
        switch parameter {
        case .margin: .number(loss.parameters.margin)
        case .alpha: .number(loss.parameters.normalizationWeight)
        case .focus: .number(loss.parameters.focus)
        case .noiseSamples: .integer(loss.noiseSamples)
        }
      return JSONValue.Member(parameter.rawValue, value)
    }
  }
}
