import LogitEngine

/// The numbers behind the view Compare: the metrics of every compared loss, and what is drawn of
/// it in the form that is shown.
enum ComparisonData {
  /// One line a number; nil before a comparison has been evaluated.
  static func csv(_ state: ExplorerState) -> String? {
    var table = LongTable()
    var isEmpty = true
    for run in state.comparison.runs {
      guard let shown = run.timeline.shown else { continue }
      isEmpty = false
      let kind = LossKind.everyKind[run.loss]
      let subject = LongTable.Subject(
        table: "metrics", loss: kind.name, className: state.classLabel(state.classIndex),
        step: shown.moment.step)
      table.add(
        subject.with(table: "metrics", className: LongTable.Subject.allClasses), "aligned",
        .integer(kind.isAligned ? 1 : 0))
      var values = MetricValues(shown.report, classIndex: state.classIndex)
      values[.overlap] = run.view?.classView?.overlap
      values[.threshold] = run.metrics(ofClass: state.classIndex)?.bestF1Threshold
      table.add(
        (Metric.ofClass + Metric.ofAll).filter { ![.precision, .recall, .f1].contains($0) }, values,
        of: subject)
      add(drawnOf: run, state, of: subject, to: &table)
    }
    return isEmpty ? nil : table.text
  }

  private static func add(
    drawnOf run: ComparedRun, _ state: ExplorerState, of subject: LongTable.Subject,
    to table: inout LongTable
  ) {
    switch state.comparison.form {
    case .flip where state.comparison.flippedLoss != run.loss: break
    case .ridges, .flip:
      guard let view = run.view?.classView, let range = state.comparison.axisRange else { return }
      let bins = state.comparisonAxis?.bins ?? HistogramBins(over: range)
      table.add(histogram: view.scores, in: bins, of: subject.with(table: "histogram"))
    case .strips:
      guard let view = run.view else { return }
      for (index, strip) in zip(view.key.strips, view.strips) {
        let subject = subject.with(table: "strip", className: state.classLabel(index))
        let shares = strip?.shares ?? []
        for (cell, share) in shares.enumerated() {
          let count = Double(shares.count)
          table.add(
            subject, "share_of_positives", x: .number(Double(cell) / count),
            to: .number(Double(cell + 1) / count), .number(share))
        }
      }
    case .curves:
      table.add(
        points: run.history.meanPoints,
        of: subject.with(table: "training_curve", className: LongTable.Subject.allClasses))
      for tread in run.view?.stairs?.treads ?? [] {
        table.add(
          subject.with(table: "precision_recall"), "precision", x: .number(tread.end),
          .number(tread.height))
      }
    }
  }
}
