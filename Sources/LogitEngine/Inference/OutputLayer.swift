import CKernels

/// An output layer of many classes, one row of weights a class, of which one logit or all can be
/// asked for.
final class OutputLayer: Sendable {
  /// d, the weights of a row.
  let width: Int
  /// The most classes there may be.
  let capacity: Int

  private let weightBuffer: LargeBuffer
  private let biasBuffer: LargeBuffer
  private let team: ThreadTeam

  /// Reserves memory for so many rows; nil if the system refuses.
  init?(width: Int, capacity: Int, team: ThreadTeam) {
    guard let weights = LargeBuffer(count: capacity * width),
      let biases = LargeBuffer(count: capacity)
    else { return nil }
    self.width = width
    self.capacity = capacity
    self.team = team
    weightBuffer = weights
    biasBuffer = biases
  }

  /// The weights, one row a class.
  var weights: UnsafePointer<Float> { UnsafePointer(weightBuffer.elements) }
  /// The biases, one a class.
  var biases: UnsafePointer<Float> { UnsafePointer(biasBuffer.elements) }

  /// Draws the weights of some classes, each row from a stream of its own, from −1/√d to 1/√d.
  func fill(_ classes: Range<Int>) {
    let scale = 2 / Double(width).squareRoot()
    let (weights, biases, width) = (weightBuffer.elements, biasBuffer.elements, self.width)
    team.run { rank in
      let part = self.team.part(of: classes.count, rank: rank)
      for row in part.lowerBound + classes.lowerBound..<part.upperBound + classes.lowerBound {
        var stream = RandomStream(seed: 0, 7, UInt64(row))
        for index in row * width..<(row + 1) * width {
          weights[index] = Float(scale * (stream.uniform() - 0.5))
        }
        biases[row] = Float(scale * (stream.uniform() - 0.5))
      }
    }
  }

  /// One logit of an example: nothing is read but its row.
  func logit(of classIndex: Int, _ input: UnsafePointer<Float>) -> Float {
    var result: Float = 0
    logitscope_matrix_vector(
      weights + classIndex * width, 1, width, input, biases + classIndex, &result)
    return result
  }
}
