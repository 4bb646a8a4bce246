import LogitEngine

/// A comparison for people at a terminal.
struct ComparisonText {
  let record: ComparisonRecord
  let losses: [LossKind]
  let seeds: [UInt64]
  /// The columns of the terminal.
  let width: Int
  let usesASCII: Bool

  /// Everything: heading, table in as many parts as it takes, and what it says.
  var text: String {
    let comparison = record.comparison(losses: losses, seeds: seeds)
    let sentences = ComparisonSentences(comparison, record, sign: sign)
    return sentences.heading(seeds: seeds) + "\n" + legend + "\n\n" + table(comparison)
      + sentences.claims.map { $0 + "\n" }.joined() + sentences.tuning.map { $0 + "\n" }.joined()
  }

  private var legend: String {
    "mean \(sign) sample standard deviation over the seeds; * the best; "
      + "\(mark(true)) aligned, \(mark(false)) not\n"
      + "vs: by how much 1 - AUPRC is smaller"
  }

  private var sign: String { usesASCII ? "+-" : "±" }

  private func mark(_ isAligned: Bool) -> String {
    usesASCII ? (isAligned ? "+" : "-") : (isAligned ? "✓" : "✗")
  }

  private func table(_ comparison: Comparison) -> String {
    let table = ComparisonTable(comparison)
    let names = table.rows.map { mark($0.kind.isAligned) + " " + $0.kind.name }
    let nameWidth = names.reduce("loss".count) { max($0, $1.count) }
    let cells = table.rows.map { row in
      row.cells.map { $0.text(sign) + ($0.isBest ? "*" : " ") }
    }
    let widths = table.columns.indices.map { column in
      cells.reduce(table.columns[column].heading.count + 1) { max($0, $1[column].count) }
    }
    var text = ""
    var begin = 0
    while begin < widths.count {
      var end = begin + 1
      var total = nameWidth + 2 + widths[begin]
      while end < widths.count, total + 2 + widths[end] <= width {
        total += 2 + widths[end]
        end += 1
      }
      var part = TextTable(
        [.init("loss", .left)] + table.columns[begin..<end].map { .init($0.heading + " ") })
      for (name, cells) in zip(names, cells) { part.add([name] + cells[begin..<end]) }
      text += part.text + "\n"
      begin = end
    }
    return text
  }
}
