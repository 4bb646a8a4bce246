/// The list of recorded runs that can lie over a view.
struct RunBrowser: Sendable {
  /// The runs, the latest first; nil while they are being read.
  private(set) var runs: [ListedRun]?
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
    let place = chosen.flatMap { former in runs.firstIndex { $0.id == former.id } }
    cursor = place ?? cursor.clamped(to: 0...max(0, runs.count - 1))
    if place == nil { isAskingToDelete = false }
    self.runs = runs
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
