import LogitEngine

extension DatasetOrigin {
  /// What was taken as members of a JSON object.
  var members: [JSONValue.Member] {
    [Notes.member(notes)]
      + (columns.map { columns in
        [
          .init("label_column", .string(columns.label)),
          .init("feature_columns", .array(columns.features.map(JSONValue.string))),
          .init("left_out_columns", .array(columns.leftOut.map(JSONValue.string))),
          .init("left_out_rows", .integer(columns.leftOutRows)),
        ]
      } ?? [])
  }
}
