import ArgumentParser
import Assets
import LogitEngine

extension MissingCells: ExpressibleByArgument {}

/// The options that choose what to train on.
struct DatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      digits, fashion-mnist, mnist, synthetic:classes=1000,dim=64,noise=0.2, a folder of MNIST-like \
      IDX or of CIFAR's binary files, an NPZ file, or a table as text: CSV, TSV, ARFF, LIBSVM and \
      others, plain or gzip (default: digits).
      """,
      valueName: "name|path"))
  var dataset: String?

  @OptionGroup(title: "Tables") var table: TableReadingOptions

  /// What was given, or the default.
  var name: String { dataset ?? Self.embeddedName }

  /// Reads the dataset.
  ///
  /// - Throws: ``DataError`` or ``CommandError/usage(_:)``.
  func load() throws -> Dataset { try load(name) }

  /// Reads the dataset of a run to go on with, which only one of a folder or file need be named
  /// again.
  ///
  /// - Throws: ``DataError`` or ``CommandError/usage(_:)``.
  func load(goingOnWith name: String) throws -> Dataset {
    if let dataset { return try load(dataset) }
    guard Self.isKnown(name) else {
      throw CommandError.usage(
        "the run to go on with was trained on the folder or file '\(name)': name it with --dataset")
    }
    return try load(name)
  }

  /// Whether a name says all that is needed to have a dataset.
  static func isKnown(_ name: String) -> Bool {
    name == embeddedName || DatasetCatalog.entries.contains { $0.name == name }
      || SyntheticSpecification.isNamed(by: name)
  }

  private func load(_ name: String) throws -> Dataset {
    let source = name == Self.embeddedName ? nil : try DatasetSource(name)
    if let option = table.firstOption {
      guard case .table = source else {
        throw CommandError.usage("\(option) does not apply to \(name), only to tables as text")
      }
    }
    return try source?.load(table.options) ?? Self.embeddedDigits()
  }

  /// The name of the embedded dataset.
  static let embeddedName = "digits"

  /// The dataset that needs no file.
  static func embeddedDigits() throws -> Dataset {
    func file(_ name: String, _ bytes: [UInt8]) -> IDXFiles.File {
      IDXFiles.File(path: "embedded \(name)", bytes: bytes)
    }
    return try Dataset(
      name: embeddedName,
      files: IDXFiles(
        trainingImages: file("training images", EmbeddedDigits.trainingImages),
        trainingLabels: file("training labels", EmbeddedDigits.trainingLabels),
        testImages: file("test images", EmbeddedDigits.testImages),
        testLabels: file("test labels", EmbeddedDigits.testLabels)))
  }
}
