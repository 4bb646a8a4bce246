/// The list of datasets that can lie over a view, narrowed down by what is typed.
struct DatasetPicker: Sendable {
  /// Whether the program can train on another dataset at all.
  var isAvailable = false
  /// The datasets known by name; nil while they are being looked for.
  var datasets: [ListedDataset]?
  /// What has been typed: letters of a name, or another name, or a path.
  var field = TextField()
  /// The line under the cursor, among those that match.
  private(set) var cursor = 0
  /// What is being read; nil for nothing.
  var opening: String?
  /// Why the last one could not be opened, in words.
  var problem: String?

  /// A line of the list.
  enum Entry: Hashable, Sendable {
    /// A dataset known by name.
    case listed(ListedDataset)
    /// What has been typed, taken for a name or a path.
    case typed(String)

    /// What opens it.
    var name: String {
      switch self {
      case .listed(let dataset): dataset.name
      case .typed(let text): text
      }
    }
  }

  /// The lines that match what has been typed, and what has been typed itself.
  var entries: [Entry] {
    let text = field.text
    let listed = (datasets ?? []).filter {
      text.isEmpty || $0.name.lowercased().contains(text.lowercased())
    }
    let isNew = !text.isEmpty && !listed.contains { $0.name == text }
    return listed.map(Entry.listed) + (isNew ? [.typed(text)] : [])
  }

  /// The line under the cursor.
  var chosen: Entry? {
    let entries = entries
    return entries.isEmpty ? nil : entries[cursor.clamped(to: 0...entries.count - 1)]
  }

  /// Moves the cursor, as far as there are lines.
  mutating func move(by rows: Int) {
    let last = max(0, entries.count - 1)
    cursor = (cursor.clamped(to: 0...last) + rows).clamped(to: 0...last)
    problem = nil
  }

  /// Moves the cursor to a line, if it is there.
  mutating func choose(_ place: Int) {
    guard entries.indices.contains(place) else { return }
    cursor = place
    problem = nil
  }

  /// Begins anew, with what is known already.
  mutating func begin() {
    field.clear()
    cursor = 0
    problem = nil
  }
}

/// What can be done with the list of datasets.
enum DatasetAction: Hashable, Sendable {
  case list
  case move(Int)
  case open
}
