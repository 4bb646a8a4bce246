import LogitEngine

/// A comparison as a table for a document or a program: Markdown, LaTeX or CSV.
enum ComparisonDocument {
  /// A table in Markdown, the best of each column bold.
  static func markdown(_ comparison: Comparison) -> String {
    let table = ComparisonTable(comparison)
    var text = "| loss | " + table.columns.map(\.heading).joined(separator: " | ") + " |\n"
    text += "|---|" + table.columns.map { _ in "---:|" }.joined() + "\n"
    for (kind, cells) in table.rows {
      let cells = cells.map { cell in
        let words = typographic(cell.text(" ± "))
        return cell.isBest ? "**\(words)**" : words
      }
      text +=
        "| \(kind.isAligned ? "✓" : "✗") \(kind.name) | " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// A `tabular` of LaTeX with booktabs' rules, the best of each column bold.
  static func latex(_ comparison: Comparison) -> String {
    let table = ComparisonTable(comparison)
    let columns = String(repeating: "r", count: table.columns.count)
    var text = "% needs \\usepackage{booktabs,amssymb}\n"
    text += "\\begin{tabular}{ll\(columns)}\n\\toprule\n"
    text +=
      "loss & aligned & "
      + table.columns.map { $0.heading.replacing("%", with: "\\%").replacing(" - ", with: " $-$ ") }
      .joined(separator: " & ") + " \\\\\n\\midrule\n"
    for (kind, cells) in table.rows {
      let cells = cells.map { cell in
        guard cell.value != nil else { return "--" }
        let words = cell.text(" \\pm ")
        return cell.isBest ? "$\\mathbf{\(words)}$" : "$\(words)$"
      }
      text +=
        "\(kind.name) & \(kind.isAligned ? "\\checkmark" : "") & "
        + cells.joined(separator: " & ") + " \\\\\n"
    }
    return text + "\\bottomrule\n\\end{tabular}\n"
  }

  /// Comma-separated values with all digits: means, deviations and improvements.
  static func csv(_ comparison: Comparison) -> String {
    var header = ["loss", "aligned", "seeds"]
    for measure in ComparisonMeasure.allCases { header += pair(measure.rawValue) }
    header += pair("logit_less_softmax")
    header += ["improvement_over_unaligned", "improvement_over_cross_entropy"]
    var text = header.joined(separator: ",") + "\n"
    for row in comparison.rows {
      var cells = [row.kind.name, "\(row.kind.isAligned)", "\(row.results.count)"]
      for measure in ComparisonMeasure.allCases { cells += pair(row.statistics(measure)) }
      cells += pair(row.gainOverSoftmax)
      for reference in [comparison.betterUnaligned, comparison.crossEntropy] {
        cells.append(number(comparison.improvement(of: row, over: reference)))
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func pair(_ name: String) -> [String] { [name + "_mean", name + "_deviation"] }

  private static func pair(_ statistics: SampleStatistics?) -> [String] {
    [number(statistics?.mean), number(statistics?.deviation)]
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  /// With a minus instead of a hyphen, where it stands before a digit.
  private static func typographic(_ text: String) -> String {
    text.hasPrefix("-") && text.count > 1 ? "−" + text.dropFirst() : text
  }
}
