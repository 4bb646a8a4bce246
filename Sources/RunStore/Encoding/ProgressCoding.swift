import LogitEngine

/// A block of successive reports of progress, with the loss of every step, as bytes.
enum ProgressCoding {
  private static let version: UInt8 = 1
  /// Step, epoch, throughput, time, what is left of it, learning rate, and the number of losses.
  private static let bytesPerReport = 4 * 8 + 2 * 9 + 4

  /// Writes a block.
  static func encode(_ block: [TrainingProgress]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(version)
    writer.write(UInt32(block.count))
    for progress in block {
      writer.write(Int64(progress.moment.step))
      writer.write(progress.moment.epoch)
      writer.write(progress.examplesPerSecond)
      writer.write(progress.secondsElapsed)
      writer.write(progress.secondsRemaining)
      writer.write(progress.learningRate)
      writer.write(UInt32(progress.losses.count))
      for loss in progress.losses { writer.write(loss) }
    }
    return writer.bytes
  }

  /// Reads a block.
  static func decode(_ bytes: UnsafeRawBufferPointer) throws -> [TrainingProgress] {
    var reader = ByteReader(bytes)
    guard try reader.read(UInt8.self) == version else { throw DamagedBytes() }
    let count = try reader.readCount(ofAtLeast: bytesPerReport)
    var block: [TrainingProgress] = []
    block.reserveCapacity(count)
    for _ in 0..<count {
      let moment = TrainingMoment(
        step: Int(try reader.read(Int64.self)), epoch: try reader.readDouble())
      let examplesPerSecond = try reader.readDouble()
      let secondsElapsed = try reader.readDouble()
      let secondsRemaining = try reader.readOptional()
      let learningRate = try reader.readOptional()
      let losses = try reader.readFloats(try reader.readCount(ofAtLeast: 4))
      // Whoever numbers the steps of these losses must not fall below the first.
      guard moment.step >= losses.count, moment.step <= 1 << 50 else { throw DamagedBytes() }
      block.append(
        TrainingProgress(
          moment: moment, losses: losses, examplesPerSecond: examplesPerSecond,
          secondsElapsed: secondsElapsed, secondsRemaining: secondsRemaining,
          learningRate: learningRate))
    }
    guard reader.remaining == 0 else { throw DamagedBytes() }
    return block
  }
}
