/// What a format says of its columns, beside their names.
struct TableDeclaration {
  /// The format, for instance `ARFF`; nil for a plain table.
  var format: String?
  /// The column that holds the labels.
  var labelColumn: Int?
  /// Columns that are not to be used, for instance Orange's metas.
  var unusedColumns: Set<Int> = []
  /// The values that a column may have, in order.
  var values: [Int: [String]] = [:]
  /// The names of the classes 0, 1, … that the last column numbers, as scikit-learn's header gives
  /// them.
  var classNames: [String]?
}
