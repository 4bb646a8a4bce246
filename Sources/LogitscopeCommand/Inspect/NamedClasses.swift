/// The names of classes, and the file that they are from.
struct NamedClasses: Sendable {
  /// The file.
  var path: String
  /// The names, that of class 0 first.
  var names: [String]
}
