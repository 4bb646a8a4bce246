import LogitEngine

extension ExplorerState {
  /// The class that is ranked worst by its logit: that of the least AUPRC, among those with enough
  /// positives for it to mean something where there are any; nil before the first evaluation.
  ///
  /// O(k).
  var hardestClass: Int? {
    let classes = evaluation?.report.classes ?? []
    let common = classes.filter { $0.positives >= 10 }
    func precision(_ metrics: ClassMetrics) -> Double { metrics.averagePrecision ?? .infinity }
    return (common.isEmpty ? classes : common).min { precision($0) < precision($1) }
      .flatMap { $0.averagePrecision == nil ? nil : $0.classIndex }
  }

  /// Brings the hardest class of a trained network before the eyes of who begins a lesson about
  /// overlap, once, and unless another class was chosen meanwhile.
  mutating func seekClassOfLesson() {
    guard let progress = learn.progress, progress.seeksClass else { return }
    guard classIndex == progress.start.classIndex else {
      learn.progress?.seeksClass = false
      return
    }
    guard LessonContext(self, since: progress.start).isTrained, let hardestClass else { return }
    learn.progress?.seeksClass = false
    chooseClass(hardestClass)
  }
}

extension LessonContext {
  /// That the chosen class is the hardest, where it is.
  var hardness: String {
    isTrained && state.hardestClass == state.classIndex ? ", the hardest here" : ""
  }
}
