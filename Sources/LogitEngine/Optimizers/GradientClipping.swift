import CKernels

/// Clips the norm of the whole gradient, which the ranks of a team find together.
///
/// Each rank sums the squares of its own share in Double; the sums are added in the order of the
/// ranks, so that every rank, and every run, arrives at the same scale.
final class GradientClipping: @unchecked Sendable {
  private let limit: Double
  private let barrier: SpinBarrier
  private let squareSums: UnsafeMutableBufferPointer<Double>

  /// Creates the clipping of a team.
  init(limit: Double, team: ThreadTeam) {
    self.limit = limit
    barrier = team.barrier
    squareSums = .allocate(capacity: team.count)
    squareSums.initialize(repeating: 0)
  }

  deinit {
    squareSums.deallocate()
  }

  /// What the gradient must be multiplied by; returns once every rank has called it.
  func scale(_ gradient: UnsafePointer<Float>, share: [Range<Int>], rank: Int) -> Float {
    squareSums[rank] = share.reduce(0) { sum, stretch in
      sum + logitscope_square_sum(gradient + stretch.lowerBound, stretch.count)
    }
    barrier.wait()
    return Self.scale(norm: squareSums.reduce(0, +).squareRoot(), limit: limit)
  }

  /// The scale that brings a norm down to a limit; ε is PyTorch's.
  ///
  /// A gradient that is not finite stays so, for the run to show it.
  static func scale(norm: Double, limit: Double) -> Float {
    let scale = limit / (norm + 1e-6)
    return scale >= 1 ? 1 : Float(scale)
  }
}
