/// How to read a table as a dataset, where it does not say it or says it otherwise.
public struct TableOptions: Hashable, Sendable {
  /// The column of the labels: its name, its number from 1, `first` or `last`; nil to find out.
  public var labelColumn: String?
  /// The columns of the features, by names or numbers; nil for all that can be.
  public var columns: [String]?
  /// Columns to leave out, by names or numbers.
  public var leftOutColumns: [String]
  /// What becomes of rows with missing cells.
  public var missingCells: MissingCells
  /// The encoding of the text, as iconv names it; nil for UTF-8, or UTF-16 with a byte order mark.
  public var encoding: String?

  /// Creates options; by default everything is found out.
  public init(
    labelColumn: String? = nil, columns: [String]? = nil, leftOutColumns: [String] = [],
    missingCells: MissingCells = .drop, encoding: String? = nil
  ) {
    self.labelColumn = labelColumn
    self.columns = columns
    self.leftOutColumns = leftOutColumns
    self.missingCells = missingCells
    self.encoding = encoding
  }

  /// Whether nothing is asked for.
  public var isEmpty: Bool { self == TableOptions() }

  /// Whether a text can be read in an encoding of this name.
  public static func knows(encoding: String) -> Bool { DecodedText.knows(encoding) }
}

/// What becomes of rows with missing cells among their features.
public enum MissingCells: String, CaseIterable, Hashable, Sendable {
  /// They are left out.
  case drop
  /// The mean of the column takes the cell's place, and no text where there would be one.
  case mean
}
