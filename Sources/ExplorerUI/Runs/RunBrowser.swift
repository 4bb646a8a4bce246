/// The list of recorded runs that can lie over a view.
struct RunBrowser: Sendable {
  /// All runs, the latest first; nil while they are being read.
  private(set) var all: [ListedRun]?
  /// Those of them that the filter leaves.
  private(set) var runs: [ListedRun]?
  /// What name, loss, dataset or status of the listed runs contains, letters of either case alike.
  var filter = TextField() {
    didSet { if filter.text != oldValue.text { refilter() } }
  }
  /// Whether the filter is being typed.
  var isFilterOpen = false
  /// The run under the cursor.
  private(set) var cursor = 0
  /// Why there is no list, or why something could not be done with a run; nil where all is well.
  var problem: String?
  /// Whether the user is being asked if the run under the cursor may be deleted.
  var isAskingToDelete = false

  /// The run under the cursor.
  var chosen: ListedRun? {
    guard let runs, runs.indices.contains(cursor) else { return nil }
    return runs[cursor]
  }

  /// Takes in a list; the cursor stays on its run, if that is still there.
  mutating func take(_ runs: [ListedRun]) {
    all = runs
    refilter()
  }

  private mutating func refilter() {
    guard let all else { return }
    let word = filter.text.lowercased()
    let shown = all.filter { run in
      word.isEmpty
        || [run.name, run.loss, run.dataset, run.status].contains {
          $0.lowercased().contains(word)
        }
    }
    let place = chosen.flatMap { former in shown.firstIndex { $0.id == former.id } }
    cursor = place ?? cursor.clamped(to: 0...max(0, shown.count - 1))
    if place == nil { isAskingToDelete = false }
    runs = shown
  }

  /// Forgets the filter.
  mutating func clearFilter() {
    isFilterOpen = false
    filter.clear()
  }

  /// Moves the cursor, as far as there are runs.
  mutating func move(by count: Int) { move(to: cursor + count) }

  /// Moves the cursor to a row, as far as there are runs.
  mutating func move(to row: Int) {
    isAskingToDelete = false
    problem = nil
    cursor = row.clamped(to: 0...max(0, (runs?.count ?? 0) - 1))
  }
}
