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
    let listings = try DatasetListing.all()
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

  private static func text(_ listings: [DatasetListing]) -> String {
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
        "train-images..., train-labels..., t10k-images... (or test-)",
        "and t10k-labels..., plain or .gz, of bytes, integers or",
        "floats; of several sets, name one by a file of it or by its",
        "prefix, as in DIR/emnist-letters; names of classes may stand",
        "in classes.txt, one a line",
      ]),
    UnderstoodFormat(
      name: "a folder of CIFAR's binary files",
      lines: [
        "data_batch_1.bin ... and test_batch.bin of CIFAR-10, or",
        "train.bin and test.bin of CIFAR-100 (fine labels)",
      ]),
    UnderstoodFormat(
      name: "a folder of STL-10's binary files",
      lines: ["train_X.bin, train_y.bin, test_X.bin and test_y.bin"]),
    UnderstoodFormat(
      name: "a folder of pictures in folders named by their classes",
      lines: [
        "PNG and JPEG, as in DIR/cat/1.png or DIR/train/cat/1.png with",
        "DIR/test (or val) beside; all of one size, or resized to",
        "--image-size 32x32; --grayscale turns color gray",
      ]),
    UnderstoodFormat(
      name: "an NPZ file",
      lines: [
        "x_train, y_train, x_test, y_test: pictures N x H x W,",
        "N x H x W x C or N x C x H x W, or feature vectors N x D,",
        "of uint8 (which become 0...1) or floats",
      ]),
    UnderstoodFormat(
      name: "a table as text",
      lines: [
        "CSV, TSV, with semicolons, pipes or blanks, ARFF, KEEL, Orange,",
        "LIBSVM, of any suffix, plain or gzip, with or without a header;",
        "the labels in any column (--label-column); test.csv beside",
        "train.csv is the test set, or else a fifth of the rows",
      ]),
  ]

  static var text: String {
    all.map { format in
      "  \(format.name)\n" + format.lines.map { "      \($0)\n" }.joined()
    }.joined()
  }
}
