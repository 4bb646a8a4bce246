/// A copy of an output layer's weights in the layout that a batch of some size is multiplied with
/// fastest, tile by tile.
///
/// A program that wants single logits keeps its rows as they stand, one that wants all of them would
/// keep this; whoever compares the two must give each its best.
final class PackedWeights: @unchecked Sendable {
  private let layer: OutputLayer
  private let exampleCount: Int
  private let stride: Int
  private let buffer: LargeBuffer
  private let team: ThreadTeam
  /// How many tiles have been packed.
  private var packedCount = 0

  /// Reserves memory for all classes that the layer has room for; nil if the system refuses.
  init?(_ layer: OutputLayer, exampleCount: Int, team: ThreadTeam) {
    self.layer = layer
    self.exampleCount = exampleCount
    self.team = team
    stride =
      PackedProduct(
        examples: exampleCount, rows: OutputTiles.classCount, width: layer.width
      ).packedCount
    guard let buffer = LargeBuffer(count: layer.capacity / OutputTiles.classCount * stride) else {
      return nil
    }
    self.buffer = buffer
  }

  /// A product of the batch with a tile, for one rank to use.
  func makeProduct() -> PackedProduct {
    PackedProduct(examples: exampleCount, rows: OutputTiles.classCount, width: layer.width)
  }

  /// The weights of a whole tile.
  func tile(_ index: Int) -> UnsafePointer<Float> {
    UnsafePointer(buffer.elements + index * stride)
  }

  /// Packs the whole tiles of the first classes, as far as they have not been packed before.
  func pack(_ classCount: Int) {
    let tiles = packedCount..<max(packedCount, classCount / OutputTiles.classCount)
    guard !tiles.isEmpty else { return }
    team.run { rank in
      let product = makeProduct()
      let stream = Stream()
      let part = team.part(of: tiles.count, rank: rank)
      for index in part.lowerBound + tiles.lowerBound..<part.upperBound + tiles.lowerBound {
        product.pack(
          layer.weights + index * OutputTiles.classCount * layer.width,
          into: buffer.elements + index * stride, stream)
      }
    }
    packedCount = tiles.upperBound
  }
}
