/// How pictures in files are brought to one size.
public struct PictureOptions: Hashable, Sendable {
  /// The size that all pictures are brought to; nil where they have one already.
  public var size: PictureSize?
  /// Whether pictures in color become gray.
  public var isGray: Bool

  /// Creates options; by default pictures stay as they are.
  public init(size: PictureSize? = nil, isGray: Bool = false) {
    self.size = size
    self.isGray = isGray
  }
}

/// A number of rows and columns of pixels.
public struct PictureSize: Hashable, Sendable {
  /// Rows of pixels.
  public var height: Int
  /// Pixels a row.
  public var width: Int

  /// The most rows, and the most columns.
  public static let largestSide = 4096

  /// Creates a size.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// Reads height x width, as in `32x48`, or one number for both; nil for anything else.
  public init?(_ text: String) {
    let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    let numbers = sides.compactMap { Int($0) }.filter { (1...Self.largestSide).contains($0) }
    guard numbers.count == sides.count, (1...2).contains(numbers.count) else { return nil }
    self.init(height: numbers[0], width: numbers[numbers.count - 1])
  }

  /// The size as it is read.
  public var text: String { "\(height)x\(width)" }
}
