import ArgumentParser
import Assets
import LogitEngine

extension MissingCells: ExpressibleByArgument {}

/// The options that choose what to train on.
struct DatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      digits, fashion-mnist, mnist, synthetic:classes=1000,dim=64,noise=0.2, a folder of IDX files, \
      of CIFAR's or STL-10's binary files or of folders of pictures named by their classes, an NPZ \
      file, or a table as text: CSV, TSV, ARFF, LIBSVM and others, plain or gzip (default: digits).
      """,
      valueName: "name|path"))
  var dataset: String?

  @OptionGroup(title: "Tables") var table: TableReadingOptions

  @Option(
    help: ArgumentHelp(
      "A file of class names, one a line, in the order of the classes.", valueName: "file"))
  var classNames: String?

  @Option(
    help: ArgumentHelp(
      "Resize the pictures of a folder: height x width, or one number for both.",
      valueName: "32x32"),
    transform: OptionValue.pictureSize)
  var imageSize: PictureSize?

  @Flag(help: "Turn the pictures of a folder gray.")
  var grayscale = false

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
    let pictures = PictureOptions(size: imageSize, isGray: grayscale)
    if pictures != PictureOptions() {
      guard case .folder = source else {
        throw CommandError.usage(
          "\(imageSize == nil ? "--grayscale" : "--image-size") does not apply to \(name), only to "
            + "folders of pictures")
      }
    }
    if let option = table.firstOption {
      guard case .table = source else {
        throw CommandError.usage("\(option) does not apply to \(name), only to tables as text")
      }
    }
    let dataset = try source?.load(table.options, pictures: pictures) ?? Self.embeddedDigits()
    guard let classNames else { return dataset }
    return try dataset.named(ClassNameFile.read(classNames), from: classNames)
  }

  /// Chooses another dataset, without what was said of the first.
  mutating func choose(_ name: String) throws {
    dataset = name
    table = try TableReadingOptions.parse([])
    classNames = nil
    imageSize = nil
    grayscale = false
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
        training: IDXFiles.Part(
          images: file("training images", EmbeddedDigits.trainingImages),
          labels: file("training labels", EmbeddedDigits.trainingLabels)),
        test: IDXFiles.Part(
          images: file("test images", EmbeddedDigits.testImages),
          labels: file("test labels", EmbeddedDigits.testLabels))))
  }
}
