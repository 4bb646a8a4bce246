/// A made-up dataset, as named by a text: `synthetic:classes=1000,dim=64,noise=0.5`.
public struct SyntheticSpecification: Hashable, Sendable {
  /// k, the number of classes, 2 to 1,000,000.
  public var classCount = 10
  /// Features an example.
  public var dimension = 64
  /// The standard deviation of the noise in each feature; prototypes have length 1.
  public var noise = 0.2
  /// How many training examples there are; nil for a number that suits the classes.
  public var trainingCount: Int?
  /// How many test examples there are; nil for a number that suits the classes.
  public var testCount: Int?
  /// Seeds prototypes and noise.
  public var seed: UInt64 = 0

  /// The word that such a text begins with.
  public static let prefix = "synthetic"

  /// The most logits that evaluating the test set may make.
  private static let largestLogitCount = 1_000_000_000

  /// Creates a dataset's specification with the defaults.
  public init() {}

  /// Whether a text names a made-up dataset, rightly or not.
  public static func isNamed(by text: String) -> Bool {
    text == prefix || text.hasPrefix(prefix + ":")
  }

  /// Reads a text: `synthetic`, or `synthetic:` and some of `classes`, `dim`, `noise`, `train`,
  /// `test`, `seed`, each with `=` and its value, with commas between them.
  ///
  /// - Throws: ``DataError/badSpecification(text:clause:)``.
  public init(_ text: String) throws {
    var given: Set<String> = []
    let settings = text.dropFirst(Self.prefix.count + 1)
    for setting in settings.split(separator: ",", omittingEmptySubsequences: false)
    where !settings.isEmpty {
      let (name, value) = try Self.parts(setting, of: text)
      guard given.insert(name).inserted else {
        throw DataError.badSpecification(text: text, clause: "'\(name)' is given twice")
      }
      try set(name, to: value, in: text)
    }
    guard testSize * classCount <= Self.largestLogitCount else {
      throw DataError.badSpecification(
        text: text,
        clause: "each evaluation would make more than a thousand million logits; "
          + "give a smaller 'test' or fewer 'classes'")
    }
  }

  /// How many training examples there are.
  var trainingSize: Int {
    trainingCount ?? max(classCount, min(max(20 * classCount, 20_000), 200_000))
  }

  /// How many test examples there are: by default no more than make fifty million logits.
  var testSize: Int { testCount ?? min(10_000, 50_000_000 / classCount) }

  private mutating func set(_ name: String, to value: Substring, in text: String) throws {
    switch name {
    case "classes": classCount = try Self.integer(value, 2...1_000_000, name, text)
    case "dim": dimension = try Self.integer(value, 1...65_536, name, text)
    case "noise":
      guard let number = Double(value), (0...1000).contains(number) else {
        throw DataError.badSpecification(
          text: text, clause: "'noise' is a number from 0 to 1000")
      }
      noise = number
    case "train": trainingCount = try Self.integer(value, 1...10_000_000, name, text)
    case "test": testCount = try Self.integer(value, 1...10_000_000, name, text)
    case "seed":
      guard let number = UInt64(value) else {
        throw DataError.badSpecification(
          text: text, clause: "'seed' is a whole number from 0 to \(UInt64.max)")
      }
      seed = number
    default:
      throw DataError.badSpecification(
        text: text,
        clause: "there is no '\(name)', only classes, dim, noise, train, test and seed")
    }
  }

  private static func parts(_ setting: Substring, of text: String) throws -> (String, Substring) {
    guard let sign = setting.firstIndex(of: "=") else {
      throw DataError.badSpecification(
        text: text, clause: "'\(setting)' is not a name, '=' and a value")
    }
    return (String(setting[..<sign]), setting[setting.index(after: sign)...])
  }

  private static func integer(
    _ value: Substring, _ range: ClosedRange<Int>, _ name: String, _ text: String
  ) throws -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw DataError.badSpecification(
        text: text,
        clause: "'\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

extension Dataset {
  /// Makes up a dataset; nothing is computed before it is asked for.
  public init(name: String, synthetic specification: SyntheticSpecification) {
    let examples = { (part: SyntheticExamples.Part, count: Int) in
      Examples(
        SyntheticExamples(
          part: part, count: count, classCount: specification.classCount,
          dimension: specification.dimension, noise: specification.noise,
          seed: specification.seed))
    }
    self.init(
      name: name, training: examples(.training, specification.trainingSize),
      test: examples(.test, specification.testSize),
      classNames: (0..<specification.classCount).map(String.init))
  }
}
