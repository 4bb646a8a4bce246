import LogitEngine

extension ExplorerState {
  /// Whether the examples, or one of them, are drawn.
  var showsExamples: Bool { shows(.exampleList) || shows(.exampleProfile) }

  /// Whether there is another example to move to.
  var canMoveInExamples: Bool { showsExamples && examples.rows.count > 1 }

  /// Whether the list is of one kind of examples, and can be of the other.
  var canChooseExamples: Bool { isViewShown && shows(.exampleList) && brushedRange == nil }

  /// The evaluated examples themselves; nil when they are not at hand or are not those of the
  /// logits that are shown.
  var exampleSet: Examples? {
    guard let loadedExamples, let snapshot = evaluation?.snapshot,
      loadedExamples.count == snapshot.exampleCount
    else { return nil }
    // The example that was looked at may be one of another evaluation.
    let rows = [examples.example ?? 0, 0, loadedExamples.count - 1]
    let areSame = rows.filter(loadedExamples.labels.indices.contains).allSatisfy {
      snapshot.truth.classes(at: $0).elementsEqual([loadedExamples.labels[$0]])
    }
    return areSame ? loadedExamples : nil
  }

  /// Whether the examples are images, as far as that is known.
  var isOfImages: Bool {
    loadedExamples?.shape.isPicture ?? (origin == .training && run?.origin.columns == nil)
  }

  /// What an example is called, in the singular.
  var exampleNoun: String { isOfImages ? "image" : "example" }

  /// Why there is no picture, in a sentence; nil when there is one.
  var reasonWithoutPicture: String? {
    guard exampleSet == nil else { return nil }
    let reason =
      loadedExamples == nil
      ? reasonNotLoaded ?? "the dataset is not loaded" : "the dataset is another one"
    return "no picture: " + reason
  }

  /// Does something with the examples.
  mutating func perform(_ action: ExamplesAction) {
    switch action {
    case .move(let count): moveInExamples(by: count)
    case .movePages(let pages):
      moveInExamples(by: pages * max(1, (exampleListLayout?.rows.count ?? 10) - 1))
    case .moveToEnd(let isLast): examples.choose(row: isLast ? examples.rows.count - 1 : 0)
    case .toggleKind:
      examples.show(examples.kind == .positives ? .negatives : .positives)
    case .toggleFocus: focus = focus == .exampleList ? .exampleProfile : .exampleList
    }
  }

  private mutating func moveInExamples(by count: Int) {
    guard let position = examples.position else { return }
    examples.choose(row: (position + count).clamped(to: 0...examples.rows.count - 1))
  }

  /// Moves the window on the list and takes the chosen example along when it would leave it.
  mutating func scrollExamples(by count: Int) {
    guard let layout = exampleListLayout, !layout.rows.isEmpty, let position = examples.position
    else { return }
    let shown = layout.rows.count
    let top = (layout.hiddenAbove + count).clamped(to: 0...max(0, examples.rows.count - shown))
    examples.top = top
    examples.choose(row: position.clamped(to: top...top + shown - 1))
  }

  mutating func clickExamples(_ event: MouseEvent) {
    guard let layout = exampleListLayout else { return }
    if brushedRange == nil, let kind = layout.kind(atColumn: event.column, row: event.row) {
      if kind != examples.kind { examples.show(kind) }
    } else if let position = layout.position(atColumn: event.column, row: event.row) {
      examples.choose(row: position)
    }
  }

  /// Chooses the class that is drawn at a cell.
  mutating func clickProfile(_ event: MouseEvent, frame: Rectangle) {
    let layout = exampleProfileLayout(in: frame)
    guard let index = layout.index(atColumn: event.column, row: event.row),
      let entries = examples.profile?.entries(atMost: layout.rows.height),
      entries.indices.contains(index)
    else { return }
    chooseClass(entries[index].classIndex)
  }

  /// Brings the examples up to date while they are on the screen: rows, window and logits.
  mutating func refreshExamples() {
    // What lies over a view need not cover it.
    guard showsExamples else { return }
    examples.refresh(
      evaluation?.snapshot, classIndex: classIndex, range: brushedRange,
      generation: evaluationGeneration)
    guard let snapshot = evaluation?.snapshot, let layout = exampleListLayout else { return }
    examples.top = layout.hiddenAbove
    examples.store(layout.rows.map { Int(examples.rows[$0.position]) }, in: snapshot)
  }
}
