import ArgumentParser
import Assets
import LogitEngine

/// The option that chooses what to train on.
struct DatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "digits, fashion-mnist, mnist, or a folder of four MNIST-like IDX files (default: digits).",
      valueName: "name|dir"))
  var dataset: String?

  /// What was given, or the default.
  var name: String { dataset ?? Self.embeddedName }

  /// Reads the dataset.
  ///
  /// - Throws: ``DataError``.
  func load() throws -> Dataset { try Self.load(name) }

  /// Reads the dataset of a run to go on with, which only a folder's need be named again.
  ///
  /// - Throws: ``DataError`` or ``CommandError/usage(_:)``.
  func load(goingOnWith name: String) throws -> Dataset {
    if let dataset { return try Self.load(dataset) }
    guard name == Self.embeddedName || DatasetCatalog.entries.contains(where: { $0.name == name })
    else {
      throw CommandError.usage(
        "the run to go on with was trained on the folder '\(name)': name it with --dataset")
    }
    return try Self.load(name)
  }

  private static func load(_ name: String) throws -> Dataset {
    name == embeddedName ? try embeddedDigits() : try DatasetCatalog.load(name)
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
