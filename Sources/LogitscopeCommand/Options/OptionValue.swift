import ArgumentParser
import LogitEngine

/// Readers of option values; the parser puts the option's name before what they complain of.
enum OptionValue {
  /// A whole number in a range.
  static func integer(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let value = Int(text), range.contains(value) else {
        throw ValidationError(
          "a whole number from \(range.lowerBound.grouped) to \(range.upperBound.grouped) is needed"
        )
      }
      return value
    }
  }

  /// Whole numbers in a range, with commas between them, each once.
  static func integers(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> [Int] {
    { text in
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      let values = words.compactMap { Int($0) }
      guard values.count == words.count, values.count <= 64, values.allSatisfy(range.contains),
        Set(values).count == values.count
      else {
        throw ValidationError(
          "up to 64 different whole numbers from \(range.lowerBound.grouped) to "
            + "\(range.upperBound.grouped) with commas between them are needed")
      }
      return values
    }
  }

  /// A number above a bound, or at least that if `orEqual`, and at most another.
  static func number(above bound: Double, orEqual: Bool = false, upTo limit: Double = 1e6)
    -> @Sendable (String) throws -> Double
  {
    { text in
      guard let value = Double(text), value > bound || (orEqual && value == bound), value <= limit
      else {
        throw ValidationError(
          "a number \(orEqual ? "of at least" : "above") \(bound.short) "
            + "and at most \(Int(exactly: limit)?.grouped ?? limit.short) is needed")
      }
      return value
    }
  }

  /// A momentum coefficient, or a probability that is not to be 1.
  @Sendable static func belowOne(_ text: String) throws -> Double {
    guard let value = Double(text), (0..<1).contains(value) else {
      throw ValidationError("a number of at least 0 and below 1 is needed")
    }
    return value
  }

  /// A seed.
  @Sendable static func seed(_ text: String) throws -> UInt64 {
    guard let value = UInt64(text) else {
      throw ValidationError("a whole number from 0 to \(UInt64.max) is needed")
    }
    return value
  }

  /// Names or numbers of columns with commas between them.
  @Sendable static func columns(_ text: String) throws -> [String] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains("") else {
      throw ValidationError("names or numbers of columns with commas between them are needed")
    }
    return names
  }

  /// Sizes of layers with commas between them.
  @Sendable static func sizes(_ text: String) throws -> [Int] {
    guard let sizes = list(text, upTo: 65_536) else {
      throw ValidationError(
        "up to 16 layer sizes from 1 to 65,536 with commas between them are needed, "
          + "for instance 256,256")
    }
    return sizes
  }

  /// Channels of convolutional blocks with commas between them.
  @Sendable static func channels(_ text: String) throws -> [Int] {
    guard let channels = list(text, upTo: 4096) else {
      throw ValidationError(
        "the channels of up to 16 blocks, from 1 to 4,096 with commas between them, are needed, "
          + "for instance 32,64")
    }
    return channels
  }

  /// A size of pictures.
  @Sendable static func pictureSize(_ text: String) throws -> PictureSize {
    guard let size = PictureSize(text) else {
      throw ValidationError(
        "a height and a width from 1 to \(PictureSize.largestSide.grouped) are needed, for instance "
          + "32x32")
    }
    return size
  }

  /// Augmentations with commas between them.
  @Sendable static func augmentations(_ text: String) throws -> Set<Augmentation> {
    guard let augmentations = Augmentation.set(text), !augmentations.isEmpty else {
      throw ValidationError("shift, flip, or both with a comma between them are needed")
    }
    return augmentations
  }

  /// All losses of the paper, all there are, or some with commas between them.
  @Sendable static func losses(_ text: String) throws -> [LossKind] {
    if text == "all" { return LossKind.all }
    if text == "more" { return LossKind.everyKind }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let kinds = names.compactMap(LossKind.init(named:))
    guard kinds.count == names.count, Set(kinds).count == kinds.count else {
      throw ValidationError(
        "all, more, or some of \(LossKind.everyKind.map(\.name).joined(separator: ", ")) with commas "
          + "between them, each once, are needed")
    }
    return kinds
  }

  private static func list(_ text: String, upTo largest: Int) -> [Int]? {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard (1...16).contains(numbers.count), numbers.allSatisfy((1...largest).contains) else {
      return nil
    }
    return numbers
  }
}
