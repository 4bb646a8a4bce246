import ArgumentParser
import Assets
import LogitEngine

/// The option that chooses what to train on.
struct DatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "digits, fashion-mnist, mnist, or a folder of four MNIST-like IDX files.",
      valueName: "name|dir"))
  var dataset = "digits"

  /// Reads the dataset.
  ///
  /// - Throws: ``DataError``.
  func load() throws -> Dataset {
    dataset == Self.embeddedName ? try Self.embeddedDigits() : try DatasetCatalog.load(dataset)
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
