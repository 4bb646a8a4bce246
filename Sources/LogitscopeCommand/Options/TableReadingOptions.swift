import ArgumentParser
import LogitEngine

/// The options that say how a table is read, where it does not say it itself.
struct TableReadingOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("csv-label")], parsing: .unconditional,
    help: ArgumentHelp(
      "The column of a table that has the labels (default: found out).",
      valueName: "name|number|first|last"))
  var labelColumn: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The columns of a table to take as features, by names or numbers (default: all that can be).",
      valueName: "names"),
    transform: OptionValue.columns)
  var columns: [String]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Columns of a table to leave out, by names or numbers.", valueName: "names"),
    transform: OptionValue.columns)
  var leaveOut: [String]?

  @Option(
    help: """
      What becomes of missing cells of a table: their rows are dropped, or the mean of the column \
      takes their place (default: drop).
      """)
  var missing: MissingCells?

  @Option(
    help: ArgumentHelp(
      """
      The encoding of a table, as iconv names it, for instance GBK or WINDOWS-1252 (default: UTF-8, \
      or UTF-16 with a byte order mark).
      """, valueName: "name"))
  var encoding: String?

  func validate() throws {
    if let encoding, !TableOptions.knows(encoding: encoding) {
      throw ValidationError(
        "there is no encoding '\(encoding)' for --encoding: `iconv -l` lists those there are")
    }
  }

  /// The options as the engine takes them.
  var options: TableOptions {
    TableOptions(
      labelColumn: labelColumn, columns: columns, leftOutColumns: leaveOut ?? [],
      missingCells: missing ?? .drop, encoding: encoding)
  }

  /// The first option that was given; nil for none.
  var firstOption: String? {
    [
      ("--label-column", labelColumn != nil), ("--columns", columns != nil),
      ("--leave-out", leaveOut != nil), ("--missing", missing != nil),
      ("--encoding", encoding != nil),
    ].first(where: \.1)?.0
  }
}
