extension ExplorerState {
  /// Whether the filter of the classes takes what is typed.
  var isTypingClassFilter: Bool { classTable.isFilterOpen && isUncovered && shows(.classTable) }

  /// Whether there is a filter to be cleared.
  var isClassFilterShown: Bool { shows(.classTable) && !classTable.filter.isEmpty }

  /// Does something with the table of classes.
  mutating func perform(_ action: ClassTableAction) {
    let rows = classTable.rows
    switch action {
    case .move(let count): moveInClassTable(by: count)
    case .movePages(let pages):
      moveInClassTable(by: pages * max(1, (classTableLayout?.pageLength ?? 1) - 1))
    case .moveToEnd(let isLast):
      if let index = isLast ? rows.last : rows.first { chooseClass(Int(index)) }
    case .sortByNext: classTable.sortByNext()
    case .reverse: classTable.reverse()
    case .openFilter: classTable.isFilterOpen = true
    case .keepFilter: classTable.isFilterOpen = false
    case .clearFilter:
      classTable.isFilterOpen = false
      classTable.filter.clear()
    case .openClass: show(.explore)
    }
  }

  /// Moves the chosen class by rows; one row goes round.
  private mutating func moveInClassTable(by count: Int) {
    let rows = classTable.rows
    guard let position = classTable.position(of: classIndex) else {
      if let index = rows.first { chooseClass(Int(index)) }
      return
    }
    let next = position + count
    chooseClass(
      Int(
        rows[
          count.magnitude == 1
            ? (next + rows.count) % rows.count : next.clamped(to: 0...rows.count - 1)]))
  }

  /// Moves the window on the table and takes the chosen class along when it would leave it.
  mutating func scrollClassTable(by count: Int) {
    guard let layout = classTableLayout, !layout.rows.isEmpty else { return }
    let shown = layout.rows.count
    let top = (layout.hiddenAbove + count).clamped(
      to: 0...max(0, classTable.rows.count - shown))
    classTable.top = top
    guard let position = classTable.position(of: classIndex) else { return }
    chooseClass(Int(classTable.rows[position.clamped(to: top...top + shown - 1)]))
  }

  mutating func clickClassTable(_ event: MouseEvent, again lastClass: Int?) {
    guard let layout = classTableLayout else { return }
    if let column = layout.heading(atColumn: event.column, row: event.row) {
      classTable.sort(by: column)
    } else if let index = layout.classIndex(atColumn: event.column, row: event.row) {
      chooseClass(index)
      if lastClass == index { show(.explore) } else { clickedClass = index }
    }
  }

  /// Brings the table up to date while it is on the screen: rows, window and distributions.
  mutating func refreshClassTable() {
    // What lies over a view need not cover it.
    guard shows(.classTable) else { return }
    classTable.refresh(
      shownReport, evaluation?.snapshot, classNames: classNames,
      classCount: classCount, generation: evaluationGeneration,
      namesGeneration: namesGeneration)
    if !classTable.filter.isEmpty, classTable.position(of: classIndex) == nil,
      let first = classTable.rows.first
    {
      chooseClass(Int(first))
    }
    guard let layout = classTableLayout else { return }
    classTable.top = layout.hiddenAbove
    if let snapshot = evaluation?.snapshot, let frame = layout.frame(of: .distributions) {
      classTable.store(
        of: layout.rows.map(\.classIndex), columns: frame.width, in: snapshot)
    }
  }
}
