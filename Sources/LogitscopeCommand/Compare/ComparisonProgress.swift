import LogitEngine

/// How far a comparison has come, as a bar on standard error.
struct ComparisonProgress {
  private var bar = ProgressBar()
  private var configurations: [TrainingConfiguration] = []
  /// The runs that come after these, of which nothing is known yet.
  private var later = 0
  /// The share of each run under way that is done.
  private var shares: [Int: Double] = [:]
  private var totalSteps: [Int: Int] = [:]
  private var finished = 0
  /// The share of a run done before these runs, in this session.
  private var finishedBefore = 0

  /// Begins with some runs.
  mutating func begin(_ configurations: [TrainingConfiguration], later: Int) {
    finishedBefore += finished
    finished = 0
    shares = [:]
    self.configurations = configurations
    self.later = later
  }

  /// A run begins.
  mutating func start(_ index: Int, _ run: RunDescription) {
    shares[index] = 0
    totalSteps[index] = max(1, run.totalSteps)
  }

  /// A run has come to a step.
  mutating func move(_ index: Int, to step: Int, elapsed: Double) {
    shares[index] = Double(step) / Double(totalSteps[index] ?? 1)
    guard bar.isDue(elapsed) else { return }
    let done = Double(finishedBefore + finished) + shares.values.reduce(0, +)
    let total = Double(finishedBefore + configurations.count + later)
    let running = shares.keys.sorted().map { index in
      "\(configurations[index].loss.kind.name) seed \(configurations[index].seed)"
    }
    bar.draw(
      fraction: done / total,
      words: [
        "run \(finishedBefore + finished + shares.count)/\(Int(total))",
        // The first steps say little about the rest.
        elapsed < 1 || done <= 0 ? "" : "ETA \(durationText(elapsed / done * (total - done)))",
      ].filter { !$0.isEmpty } + running)
  }

  /// A run has ended.
  mutating func finish(_ index: Int) {
    shares[index] = nil
    finished += 1
  }

  /// Takes the bar away.
  mutating func end() { bar.erase() }
}
