import LogitEngine

/// What the logits of one example say besides that of the chosen class.
struct ExampleLogits: Sendable, Equatable {
  /// The true classes, ascending; none for an example of no class.
  let classes: [Int]
  /// The logit of the true class; of several classes the smallest, of no class nil.
  let trueLogit: Double?
  /// The class, of all but the true ones, whose logit is largest; nil when no other has a number.
  let bestFalse: (classIndex: Int, logit: Double)?

  /// Looks through the logits of one example.
  ///
  /// - Complexity: O(k).
  init(_ snapshot: LogitSnapshot, example: Int) {
    let classes = snapshot.truth.classes(at: example).map { Int($0) }
    self.classes = classes
    let logits = classes.map { snapshot.logit(ofClass: $0, at: example) }
    trueLogit = logits.min { $1.isNaN || $0 < $1 }
    var best: (classIndex: Int, logit: Double)?
    func look<Row: Collection>(_ row: Row) where Row.Element: BinaryFloatingPoint {
      var next = classes.startIndex
      for (index, value) in row.enumerated() {
        if next < classes.endIndex, classes[next] == index {
          next += 1
          continue
        }
        let logit = Double(value)
        if logit > best?.logit ?? -.infinity || best == nil && !logit.isNaN {
          best = (index, logit)
        }
      }
    }
    let places = example * snapshot.classCount..<(example + 1) * snapshot.classCount
    if let doubles = snapshot.doubles {
      look(doubles[places])
    } else {
      look(snapshot.logits[places])
    }
    bestFalse = best
  }

  static func == (left: ExampleLogits, right: ExampleLogits) -> Bool {
    left.classes == right.classes && left.trueLogit == right.trueLogit
      && left.bestFalse?.classIndex == right.bestFalse?.classIndex
      && left.bestFalse?.logit == right.bestFalse?.logit
  }
}

extension ExplorerState {
  /// The classes of an example by number and name, those beyond the first few as a number.
  func classesLabel(_ classes: [Int], most: Int = 4) -> String {
    guard !classes.isEmpty else { return "no class" }
    let named = classes.prefix(most).map(classLabel).joined(separator: ", ")
    return classes.count > most ? named + " and \(classes.count - most) more" : named
  }
}
