import LogitEngine

/// A dataset as it is listed.
struct DatasetListing {
  /// What it is called on the command line.
  var name: String
  /// Its size; nil when it is not there or cannot be read.
  var size: DatasetSize?
  /// The names of its classes.
  var classNames: [String]
  /// The folder it is looked for in; nil when it is embedded.
  var folder: String?
  /// Where it is, or what to do to have it.
  var place: String
  /// What to do to have it; nil when it is there.
  var installation: String?

  /// The datasets that are known by name, the embedded one first.
  static func all() throws -> [DatasetListing] {
    let digits = try DatasetOptions.embeddedDigits()
    let embedded = DatasetListing(
      name: digits.name, size: digits.size, classNames: digits.classNames, place: "embedded")
    return [embedded] + DatasetCatalog.entries.map(DatasetListing.init)
  }

  private init(name: String, size: DatasetSize, classNames: [String], place: String) {
    self.name = name
    self.size = size
    self.classNames = classNames
    self.place = place
  }

  private init(_ entry: DatasetCatalog.Entry) {
    name = entry.name
    classNames = entry.classNames
    folder = entry.folder
    if entry.isInstalled {
      do {
        size = try entry.size()
        place = entry.folder
      } catch {
        place = Diagnosis(error).sentence ?? "damaged"
      }
    } else {
      place = "not installed; \(entry.installation)"
      installation = entry.installation
    }
  }

  /// The dataset as an object of JSON.
  var json: JSONValue {
    .object([
      .init("name", .string(name)),
      .init("available", .bool(size != nil)),
      .init("folder", folder.map(JSONValue.string) ?? .null),
      .init("classes", .integer(classNames.count)),
      .init("class_names", .array(classNames.map(JSONValue.string))),
      .init("training_examples", size.map { .integer($0.trainingCount) } ?? .null),
      .init("test_examples", size.map { .integer($0.testCount) } ?? .null),
      .init("height", size.map { .integer($0.shape.height) } ?? .null),
      .init("width", size.map { .integer($0.shape.width) } ?? .null),
      .init("installation", installation.map(JSONValue.string) ?? .null),
    ])
  }
}
