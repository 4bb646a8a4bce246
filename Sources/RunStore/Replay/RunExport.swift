import Glibc
import LogitEngine

/// A recorded run as files that NumPy and pandas read without help.
public struct RunExport {
  private let source: RunSource
  private let folder: String

  /// Creates an export of a run to a folder.
  public init(_ source: RunSource, folder: String) {
    self.source = source
    self.folder = folder
  }

  /// Writes the files and returns their paths.
  ///
  /// - Parameter description: what `run.json` shall hold.
  /// - Throws: ``RunStoreError`` or `DataError`; then there is nothing of it left.
  public func write(description: String) throws -> [String] {
    let isNew = try makeFolder()
    var files: [String] = []
    do {
      try write(description, &files)
    } catch {
      for file in files { unlink(file) }
      if isNew { rmdir(folder) }
      throw error
    }
    return files
  }

  private func write(_ description: String, _ files: inout [String]) throws {
    func path(_ name: String) -> String {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      files.append(path)
      return path
    }
    if !source.evaluations.isEmpty { try writeLogits(path("logits.npy"), path("labels.npy")) }
    try TextFile.write(to: path("scalars.csv"), scalars)
    try TextFile.write(to: path("metrics.csv"), metrics)
    try TextFile.write(to: path("classes.csv"), classes)
    try TextFile.write(to: path("run.json")) { try $0(description) }
  }

  /// Makes the folder, or finds it empty; tells whether it was made.
  private func makeFolder() throws -> Bool {
    if mkdir(folder, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw DataError.unwritable(path: folder, code: errno) }
    guard let directory = opendir(folder) else { throw RunStoreError.folderInUse(path: folder) }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    // Every folder has an entry for itself and one for the folder above.
    guard count <= 2 else { throw RunStoreError.folderInUse(path: folder) }
    return false
  }

  private func writeLogits(_ logitsPath: String, _ labelsPath: String) throws {
    let first = try source.evaluation(at: 0).snapshot
    try NPYWriter.write(integers: first.labels, shape: [first.exampleCount], to: labelsPath)
    let shape = [source.evaluations.count, first.exampleCount, first.classCount]
    try NPYWriter.write(shape: shape, to: logitsPath) { append in
      for index in source.evaluations.indices {
        try append(source.evaluation(at: index).snapshot.logits)
      }
    }
  }

  private func scalars(_ append: (String) throws -> Void) throws {
    try append("step,loss\n")
    for progress in source.progress {
      let first = progress.moment.step - progress.losses.count + 1
      for (offset, loss) in progress.losses.enumerated() {
        try append("\(first + offset),\(loss)\n")
      }
    }
  }

  private func metrics(_ append: (String) throws -> Void) throws {
    try append(
      "snapshot,step,epoch,training_loss,accuracy,mean_average_precision,"
        + "mean_precision_at_recall_90,mean_precision_at_recall_99,mean_roc_auc,"
        + "softmax_mean_average_precision,violating_pair_fraction,margin,normalizer_spread,"
        + "single_threshold_cost,distance_to_separation,nan_count,infinity_count\n")
    var snapshot = 0
    for evaluation in source.allEvaluations {
      let hasLogits =
        snapshot < source.evaluations.count
        && source.evaluations[snapshot].moment == evaluation.moment
      let report = evaluation.report
      let separation = report.separation
      let cells = [
        evaluation.trainingLoss, report.accuracy, report.meanAveragePrecision,
        report.meanPrecisionAtRecall90, report.meanPrecisionAtRecall99, report.meanROCAUC,
        report.softmaxMeanAveragePrecision, separation.violatingPairFraction, separation.margin,
        separation.normalizerSpread, separation.singleThresholdCost,
        separation.distanceToSeparation,
      ]
      try append(
        "\(hasLogits ? "\(snapshot)" : ""),\(evaluation.moment.step),\(evaluation.moment.epoch),"
          + cells.map(Self.cell).joined(separator: ",")
          + ",\(report.nanCount),\(report.infinityCount)\n")
      if hasLogits { snapshot += 1 }
    }
  }

  private func classes(_ append: (String) throws -> Void) throws {
    try append(
      "step,class,name,positives,average_precision,precision_at_recall_90,"
        + "precision_at_recall_99,roc_auc,min_positive,max_negative,best_f1,best_f1_threshold,"
        + "threshold_at_recall_90,threshold_at_recall_99,softmax_average_precision,overlap\n")
    let names = source.description.classNames.map(Self.quoted)
    for evaluation in source.allEvaluations {
      for metrics in evaluation.report.classes {
        let cells = [
          metrics.averagePrecision, metrics.precisionAtRecall90, metrics.precisionAtRecall99,
          metrics.rocAUC, metrics.minPositive, metrics.maxNegative, metrics.bestF1,
          metrics.bestF1Threshold, metrics.thresholdAtRecall90, metrics.thresholdAtRecall99,
          metrics.softmaxAveragePrecision, metrics.overlap,
        ]
        try append(
          "\(evaluation.moment.step),\(metrics.classIndex),\(names[metrics.classIndex]),"
            + "\(metrics.positives)," + cells.map(Self.cell).joined(separator: ",") + "\n")
      }
    }
  }

  /// A number in the fewest digits that read back to it, empty where it is undefined.
  private static func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
