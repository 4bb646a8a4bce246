/// Labelled inputs of a network, held as compactly as they came.
///
/// The values of an example stand channel by channel, and in each channel one row of pixels after
/// another, as convolutions take them. They become floats as a batch is gathered; bytes become
/// 0...1.
public struct Examples: Sendable {
  /// The true class of each example.
  public let labels: [Int32]
  /// The shape of one picture; feature vectors are pictures of one pixel with many channels.
  public let shape: ImageShape
  /// The values, or what they are made from.
  let storage: Storage
  /// What normalises the values as they are gathered.
  var scaling: FeatureScaling?
  /// What changes pictures at random as they are gathered for training.
  var augmenter: PictureAugmenter?

  /// How values are held.
  enum Storage: Sendable {
    /// Bytes, one row an example, each v standing for v/255.
    case bytes([UInt8])
    /// Floats, one row an example.
    case floats([Float])
    /// Nothing is held: the rows of a file, one an example, are read when they are asked for.
    case rows(FileRows)
    /// Nothing is held: examples are made when they are asked for.
    case synthetic(SyntheticExamples)
  }

  /// Creates examples from bytes.
  ///
  /// - Parameter pixels: one row an example, channel by channel.
  /// - Precondition: `pixels.count == labels.count * shape.featureCount`.
  public init(pixels: [UInt8], labels: [Int32], shape: ImageShape) {
    precondition(
      pixels.count == labels.count * shape.featureCount, "examples need one picture a label")
    self.init(.bytes(pixels), labels: labels, shape: shape)
  }

  /// Creates examples from floats, which are taken as they are.
  ///
  /// - Parameter values: one row an example, channel by channel.
  /// - Precondition: `values.count == labels.count * shape.featureCount`.
  public init(values: [Float], labels: [Int32], shape: ImageShape) {
    precondition(
      values.count == labels.count * shape.featureCount, "examples need one picture a label")
    self.init(.floats(values), labels: labels, shape: shape)
  }

  /// Creates examples that are made when they are asked for.
  init(_ source: SyntheticExamples) {
    self.init(
      .synthetic(source), labels: source.labels,
      shape: ImageShape(featureVectorOf: source.dimension))
  }

  /// Creates examples whose values stay in their file: bytes, which become 0...1, or numbers, which
  /// are taken as they are.
  ///
  /// - Precondition: there are as many rows as labels, each of `shape.featureCount` numbers.
  init(_ rows: FileRows, labels: [Int32], shape: ImageShape) {
    precondition(
      rows.count == labels.count && rows.width == shape.featureCount,
      "examples need one row a label")
    self.init(.rows(rows), labels: labels, shape: shape)
  }

  private init(_ storage: Storage, labels: [Int32], shape: ImageShape) {
    self.storage = storage
    self.labels = labels
    self.shape = shape
  }

  /// Some of the examples, in the order of their numbers here.
  func selecting(_ indices: [Int]) -> Examples {
    let labels = indices.map { self.labels[$0] }
    let storage: Storage =
      switch storage {
      case .bytes(let values): .bytes(Self.rows(indices, of: values, width: featureCount))
      case .floats(let values): .floats(Self.rows(indices, of: values, width: featureCount))
      case .rows(let rows): .rows(rows.selecting(indices))
      case .synthetic(let source): .synthetic(source.selecting(indices))
      }
    return Examples(storage, labels: labels, shape: shape)
  }

  private static func rows<Value>(_ indices: [Int], of values: [Value], width: Int) -> [Value] {
    var rows: [Value] = []
    rows.reserveCapacity(indices.count * width)
    for index in indices { rows += values[index * width..<(index + 1) * width] }
    return rows
  }

  /// Why values that stay in their file can no longer be read, so that zeros stand for them; nil as
  /// long as they can.
  public var failure: DataError? {
    if case .rows(let rows) = storage { rows.failure } else { nil }
  }

  /// n, the number of examples.
  public var count: Int { labels.count }
  /// The number of inputs to the network.
  public var featureCount: Int { shape.featureCount }
}
