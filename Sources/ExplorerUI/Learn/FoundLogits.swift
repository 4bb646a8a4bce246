import LogitEngine

/// The logits that a search has found, as lines: true ones in brackets, the violating pair marked.
struct FoundLogits {
  /// The lines; none before the search.
  private(set) var lines: [[TextRun]] = []

  private static let cellWidth = 9

  /// How many lines there are when something was found.
  static let lineCount = ViolationFinding.exampleCount + 4

  init(_ state: ExplorerState, lossName: String) {
    guard let kind = LossKind(named: lossName) else { return }
    guard let finding = state.learn.findings[kind] else {
      if state.learn.searchedKind == kind {
        lines = [[TextRun("searching …", .warning)]]
      }
      return
    }
    let mark = TextRun(
      kind.isAligned ? "✓ " : "✗ ", kind.isAligned ? .aligned : .unaligned)
    let result = finding.result
    lines.append([mark, TextRun(kind.name, .strong)])
    guard let witness = finding.witness else { return }
    lines.append([
      TextRun("loss ", .subtle), TextRun(LessonContext.number(witness.value), .strong),
      TextRun(" least ", .subtle), TextRun(LessonContext.number(result.infimum), .strong),
      TextRun(" near ", .subtle), TextRun(LessonContext.number(finding.nearness), .strong),
    ])
    addMatrix(witness)
    let pairs = "\(witness.violatingPairCount) of \(witness.pairCount)"
    lines.append([
      TextRun("violating ", .subtle), TextRun(pairs, witness.isViolation ? .warning : .strong),
      TextRun(", margin ", .subtle),
      TextRun(Metric.margin.format(witness.margin), witness.isViolation ? .warning : .strong),
    ])
  }

  private mutating func addMatrix(_ witness: LogitWitness) {
    let (snapshot, k) = (witness.snapshot, witness.snapshot.classCount)
    func isTrue(_ index: Int) -> Bool { snapshot.truth.contains(index % k, at: index / k) }
    let indices = snapshot.logits.indices
    guard
      let smallestTrue = indices.filter({ isTrue($0) }).min(by: {
        snapshot.logits[$0] < snapshot.logits[$1]
      }),
      let largestFalse = indices.filter({ !isTrue($0) }).max(by: {
        snapshot.logits[$0] < snapshot.logits[$1]
      })
    else { return }
    var heading = TextRun("row  ", .subtle)
    for column in 0..<k {
      heading.text += "class \(column) ".padded(to: Self.cellWidth, alignedRight: true)
    }
    lines.append([heading])
    for row in 0..<snapshot.exampleCount {
      var line = [TextRun("  \(row + 1)  ", .subtle)]
      for index in row * k..<(row + 1) * k {
        let number = NumberText.fixed(Double(snapshot.logits[index]), decimals: 1)
        let sign =
          index == smallestTrue
          ? "▲"
          : index == largestFalse
            ? "▼"
            : !isTrue(index) && snapshot.logits[index] >= snapshot.logits[smallestTrue] ? "!" : " "
        let text = isTrue(index) ? "[\(number)]" : "\(number) "
        let isMarked = index == smallestTrue || index == largestFalse
        let role: Role =
          isMarked && witness.isViolation ? .warning : isTrue(index) ? .positive : .negative
        let padding = max(0, Self.cellWidth - 1 - text.displayWidth)
        line.append(TextRun(String(repeating: " ", count: padding)))
        line.append(TextRun(text + sign, role))
      }
      lines.append(line)
    }
  }
}
