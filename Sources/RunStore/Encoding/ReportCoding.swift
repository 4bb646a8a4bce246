import LogitEngine

/// All metrics of an evaluation as bytes, every bit kept.
enum ReportCoding {
  /// Version 1 had neither top-1 precision nor the last four numbers of a class.
  private static let version: UInt8 = 2
  /// Class, positives and, at least, eight numbers that may not be there.
  private static let bytesPerClass = 2 * 8 + 8 * 9

  /// Writes a report and the training loss that goes with it.
  static func encode(_ report: EvaluationReport, trainingLoss: Double?) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(version)
    writer.write(trainingLoss)
    writer.write(Int64(report.nanCount))
    writer.write(Int64(report.infinityCount))
    for value in overall(report) { writer.write(value) }
    writer.write(UInt32(report.classes.count))
    for metrics in report.classes {
      writer.write(Int64(metrics.classIndex))
      writer.write(Int64(metrics.positives))
      for value in values(metrics) { writer.write(value) }
    }
    return writer.bytes
  }

  /// Reads a report and the training loss that goes with it.
  static func decode(_ bytes: UnsafeRawBufferPointer) throws -> (
    report: EvaluationReport, trainingLoss: Double?
  ) {
    var reader = ByteReader(bytes)
    let version = try reader.read(UInt8.self)
    guard (1...Self.version).contains(version) else { throw DamagedBytes() }
    let trainingLoss = try reader.readOptional()
    var report = EvaluationReport()
    report.nanCount = Int(try reader.read(Int64.self))
    report.infinityCount = Int(try reader.read(Int64.self))
    report.accuracy = try reader.readOptional()
    report.meanAveragePrecision = try reader.readOptional()
    report.meanPrecisionAtRecall90 = try reader.readOptional()
    report.meanPrecisionAtRecall99 = try reader.readOptional()
    report.meanROCAUC = try reader.readOptional()
    report.softmaxMeanAveragePrecision = try reader.readOptional()
    report.separation.violatingPairFraction = try reader.readOptional()
    report.separation.margin = try reader.readOptional()
    report.separation.normalizerSpread = try reader.readOptional()
    report.separation.singleThresholdCost = try reader.readOptional()
    report.separation.distanceToSeparation = try reader.readOptional()
    if version > 1 { report.topOnePrecision = try reader.readOptional() }
    let classCount = try reader.readCount(ofAtLeast: bytesPerClass)
    report.classes.reserveCapacity(classCount)
    for classIndex in 0..<classCount {
      guard try reader.read(Int64.self) == classIndex else { throw DamagedBytes() }
      var metrics = ClassMetrics(
        classIndex: classIndex, positives: Int(try reader.read(Int64.self)))
      metrics.averagePrecision = try reader.readOptional()
      metrics.precisionAtRecall90 = try reader.readOptional()
      metrics.precisionAtRecall99 = try reader.readOptional()
      metrics.rocAUC = try reader.readOptional()
      metrics.minPositive = try reader.readOptional()
      metrics.maxNegative = try reader.readOptional()
      metrics.bestF1 = try reader.readOptional()
      metrics.bestF1Threshold = try reader.readOptional()
      if version > 1 {
        metrics.thresholdAtRecall90 = try reader.readOptional()
        metrics.thresholdAtRecall99 = try reader.readOptional()
        metrics.softmaxAveragePrecision = try reader.readOptional()
        metrics.overlap = try reader.readOptional()
      }
      report.classes.append(metrics)
    }
    guard reader.remaining == 0 else { throw DamagedBytes() }
    return (report, trainingLoss)
  }

  private static func overall(_ report: EvaluationReport) -> [Double?] {
    [
      report.accuracy, report.meanAveragePrecision, report.meanPrecisionAtRecall90,
      report.meanPrecisionAtRecall99, report.meanROCAUC, report.softmaxMeanAveragePrecision,
      report.separation.violatingPairFraction, report.separation.margin,
      report.separation.normalizerSpread, report.separation.singleThresholdCost,
      report.separation.distanceToSeparation, report.topOnePrecision,
    ]
  }

  private static func values(_ metrics: ClassMetrics) -> [Double?] {
    [
      metrics.averagePrecision, metrics.precisionAtRecall90, metrics.precisionAtRecall99,
      metrics.rocAUC, metrics.minPositive, metrics.maxNegative, metrics.bestF1,
      metrics.bestF1Threshold, metrics.thresholdAtRecall90, metrics.thresholdAtRecall99,
      metrics.softmaxAveragePrecision, metrics.overlap,
    ]
  }
}
