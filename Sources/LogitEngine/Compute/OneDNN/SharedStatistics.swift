import COneDNN

/// The mean and the variance of each channel over a batch whose rows several ranks share.
///
/// Each rank's own come from oneDNN. The batch's mean is that of the ranks' means, and its variance
/// the mean of variance + mean², less the mean's square; each rank weighs as much as it has rows.
/// Squares of floats are exact in Double, so that the difference loses less than they have lost.
final class SharedStatistics {
  private let ownMean: Tensor
  private let ownVariance: Tensor
  private let step: Primitive
  private let sums: SharedSums
  private let channelCount: Int
  private let weight: Double

  /// Builds what computes the statistics of `source`.
  ///
  /// - Parameter operands: a normalisation's own, whose output is overwritten.
  init(
    _ operands: [(Int32, Tensor)], of source: Tensor, channelCount: Int, share: BatchShare
  ) {
    let perChannel = Descriptor.rowMajor([channelCount])
    ownMean = Tensor(perChannel)
    ownVariance = Tensor(perChannel)
    step = Primitive(
      Normalization.describe(source, trains: true, usesGiven: false, isRectified: false),
      operands + [(DNNL_ARG_MEAN, ownMean), (DNNL_ARG_VARIANCE, ownVariance)])
    sums = SharedSums(count: 2 * channelCount, share: share)
    self.channelCount = channelCount
    weight = Double(share.rowCount) / Double(share.batchRowCount)
  }

  /// mean, variance ← those of the batch, once every rank has called this.
  func gather(
    mean: UnsafeMutablePointer<Float>, variance: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    // A rank without rows has statistics of nothing, and only takes part in the sums.
    if weight > 0 {
      step.execute(stream)
      for channel in 0..<channelCount {
        let ownMean = Double(ownMean.elements[channel])
        sums.own[channel] = weight * ownMean
        sums.own[channelCount + channel] =
          weight * (Double(ownVariance.elements[channel]) + ownMean * ownMean)
      }
    }
    sums.reduce()
    for channel in 0..<channelCount {
      let total = sums.total[channel]
      mean[channel] = Float(total)
      variance[channel] = Float(max(0, sums.total[channelCount + channel] - total * total))
    }
  }
}
