import ArgumentParser
import LogitEngine

/// The list of datasets: `logitscope datasets`.
struct DatasetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasets",
    abstract: "List the datasets, where they were found, and how to install the rest.",
    discussion: "Example: logitscope datasets --format json")

  @Option(help: "How to print the list.")
  var format = OutputFormat.text

  func run() throws {
    let listings = try Listing.all()
    switch format {
    case .text:
      try StandardOutput.write(Self.text(listings))
    case .json:
      let formats = UnderstoodFormat.all.map { format in
        JSONValue.object([
          .init("name", .string(format.name)), .init("description", .string(format.description)),
        ])
      }
      let value = JSONValue.object([
        .init("datasets", .array(listings.map(\.json))), .init("formats", .array(formats)),
      ])
      try StandardOutput.write(value.text + "\n")
    }
  }

  private static func text(_ listings: [Listing]) -> String {
    var table = TextTable([
      .init("dataset", .left), .init("classes"), .init("training"), .init("test"),
      .init("picture"), .init("where", .left),
    ])
    for listing in listings {
      let numbers =
        listing.size.map { size in
          [size.classCount, size.trainingCount, size.testCount].map(\.grouped) + [size.shape.text]
        } ?? ["-", "-", "-", "-"]
      table.add([listing.name] + numbers + [listing.place])
    }
    return table.text + "\n--dataset takes as well:\n\n" + UnderstoodFormat.text
  }
}

/// A kind of dataset that is understood beside those in the list.
private struct UnderstoodFormat {
  var name: String
  /// What it must be like, in lines that fit a terminal.
  var lines: [String]

  var description: String { lines.joined(separator: " ") }

  static let all = [
    UnderstoodFormat(
      name: "synthetic:classes=1000,dim=64,noise=0.2",
      lines: [
        "made up: a random direction of length 1 for each class, and",
        "Gaussian noise in every feature; train=, test= and seed= too",
      ]),
    UnderstoodFormat(
      name: "a folder of IDX files",
      lines: [
        "the four of MNIST, plain or .gz; names of classes may stand",
        "in its classes.txt, one a line",
      ]),
    UnderstoodFormat(
      name: "a folder of CIFAR's binary files",
      lines: [
        "data_batch_1.bin ... and test_batch.bin of CIFAR-10, or",
        "train.bin and test.bin of CIFAR-100 (fine labels)",
      ]),
    UnderstoodFormat(
      name: "an NPZ file",
      lines: [
        "x_train, y_train, x_test, y_test: pictures N x H x W,",
        "N x H x W x C or N x C x H x W, or feature vectors N x D,",
        "of uint8 (which become 0...1) or floats",
      ]),
    UnderstoodFormat(
      name: "a CSV file",
      lines: [
        "the label first or last (--csv-label), with or without a",
        "header; test.csv beside train.csv is the test set, or else",
        "a fifth of the lines",
      ]),
  ]

  static var text: String {
    all.map { format in
      "  \(format.name)\n" + format.lines.map { "      \($0)\n" }.joined()
    }.joined()
  }
}

/// A dataset as it is listed.
private struct Listing {
  var name: String
  /// Its size; nil when it is not there or cannot be read.
  var size: DatasetSize?
  var classNames: [String]
  /// The folder it is looked for in; nil when it is embedded.
  var folder: String?
  /// Where it is, or what to do to have it.
  var place: String
  /// What to do to have it; nil when it is there.
  var installation: String?

  static func all() throws -> [Listing] {
    let digits = try DatasetOptions.embeddedDigits()
    let embedded = Listing(
      name: digits.name, size: digits.size, classNames: digits.classNames, place: "embedded")
    return [embedded] + DatasetCatalog.entries.map(Listing.init)
  }

  init(name: String, size: DatasetSize, classNames: [String], place: String) {
    self.name = name
    self.size = size
    self.classNames = classNames
    self.place = place
  }

  init(_ entry: DatasetCatalog.Entry) {
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
