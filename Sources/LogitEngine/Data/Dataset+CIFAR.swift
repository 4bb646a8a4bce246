/// The binary files of CIFAR-10 or CIFAR-100 in a folder.
///
/// Each record is the label (CIFAR-100: the coarse, then the fine one, which is used) and 32×32
/// pixels, all red ones first, then green, then blue.
struct CIFARFiles {
  /// Which of the two datasets it is.
  enum Kind {
    case ten
    case hundred
  }

  let kind: Kind
  let folder: String
  /// The files to learn from, in order.
  let training: [String]
  let test: String

  private static let shape = ImageShape(height: 32, width: 32, channels: 3)
  /// The folders that the archives of the datasets unpack to.
  private static let usualFolders = ["cifar-10-batches-bin", "cifar-100-binary"]

  /// Finds the files of a folder, or of the folder that the dataset's archive unpacks to in it;
  /// nil if there is none of them.
  init?(folder: String) {
    let folders = [folder] + Self.usualFolders.map { FileSystem.join(folder, $0) }
    let exists = { FileSystem.exists(FileSystem.join($0, $1)) }
    if let found = folders.first(where: {
      exists($0, "test_batch.bin") || exists($0, "data_batch_1.bin")
    }) {
      kind = .ten
      self.folder = found
      // A missing batch is named when it is read; one more than five is welcome.
      let last = (1...99).last { exists(found, "data_batch_\($0).bin") } ?? 1
      training = (1...last).map { FileSystem.join(found, "data_batch_\($0).bin") }
      test = FileSystem.join(found, "test_batch.bin")
    } else if let found = folders.first(where: {
      exists($0, "train.bin") || exists($0, "test.bin")
    }) {
      kind = .hundred
      self.folder = found
      training = [FileSystem.join(found, "train.bin")]
      test = FileSystem.join(found, "test.bin")
    } else {
      return nil
    }
  }

  var classCount: Int { kind == .ten ? 10 : 100 }
  private var labelSize: Int { kind == .ten ? 1 : 2 }

  /// Reads files as one set.
  func examples(_ paths: [String]) throws -> Examples {
    var pixels: [UInt8] = []
    var labels: [Int32] = []
    let size = Self.shape.featureCount
    for path in paths {
      guard FileSystem.exists(path) else {
        throw DataError.missingBatch(folder: folder, name: FileSystem.name(of: path))
      }
      let file = try InputFile(path: path)
      let recordSize = labelSize + size
      guard file.byteCount > 0 else { throw DataError.malformed(path: path, .empty) }
      guard file.byteCount.isMultiple(of: recordSize) else {
        throw DataError.malformed(
          path: path, .partialRecord(byteCount: file.byteCount, recordSize: recordSize))
      }
      let count = file.byteCount / recordSize
      pixels.reserveCapacity(pixels.count + count * size)
      for example in 0..<count {
        let record = try file.read(count: recordSize)
        let label = Int(record[labelSize - 1])
        guard label < classCount else {
          throw DataError.malformed(
            path: path, .badLabel(example: example, value: "\(label)", classCount: classCount))
        }
        labels.append(Int32(label))
        pixels += record[labelSize...]
      }
    }
    return Examples(pixels: pixels, labels: labels, shape: Self.shape)
  }

  /// The names of the classes, from the file that comes with the dataset, or their numbers.
  func classNames() throws -> [String] {
    let path = FileSystem.join(
      folder, kind == .ten ? "batches.meta.txt" : "fine_label_names.txt")
    guard FileSystem.exists(path) else { return (0..<classCount).map(String.init) }
    let file = try InputFile(path: path)
    let names = String(decoding: try file.read(count: file.remaining), as: UTF8.self).namesOnLines
    guard names.count == classCount else {
      throw DataError.malformed(
        path: path, .wrongNameCount(found: names.count, expected: classCount))
    }
    return names
  }
}

extension Dataset {
  /// Reads CIFAR-10 or CIFAR-100.
  ///
  /// - Throws: ``DataError``.
  init(_ files: CIFARFiles) throws {
    self.init(
      name: files.kind == .ten ? "cifar-10" : "cifar-100",
      training: try files.examples(files.training), test: try files.examples([files.test]),
      classNames: try files.classNames())
  }
}
