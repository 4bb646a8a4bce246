import Glibc

/// The binary files of STL-10 in a folder.
///
/// A picture has 96×96 pixels, all red ones first, then green, then blue, and in each channel one
/// column after another from left to right; labels are 1 to 10, a byte each.
struct STL10Files {
  let folder: String

  private static let names = ["train_X.bin", "train_y.bin", "test_X.bin", "test_y.bin"]
  private static let side = 96
  private static let shape = ImageShape(height: side, width: side, channels: 3)
  private static let classCount = 10

  /// Finds the files of a folder, or of the folder that the dataset's archive unpacks to in it; nil
  /// if there is none of them.
  init?(folder: String) {
    let folders = [folder, FileSystem.join(folder, "stl10_binary")]
    guard
      let found = folders.first(where: { folder in
        Self.names.contains { FileSystem.exists(FileSystem.join(folder, $0)) }
      })
    else { return nil }
    self.folder = found
  }

  /// Reads a part: `train` or `test`.
  ///
  /// - Throws: ``DataError``.
  fileprivate func examples(_ part: String) throws -> Examples {
    let pictures = try open("\(part)_X.bin")
    let labels = try open("\(part)_y.bin")
    let size = Self.shape.featureCount
    guard pictures.byteCount.isMultiple(of: size) else {
      throw DataError.malformed(
        path: pictures.path,
        .clause(
          "is cut short or no file of STL-10's: its \(pictures.byteCount) bytes are no multiple of "
            + "\(size)"))
    }
    let count = pictures.byteCount / size
    guard labels.byteCount == count else {
      throw DataError.countMismatch(
        path: pictures.path, count: count, otherPath: labels.path, otherCount: labels.byteCount)
    }
    guard count > 0 else { throw DataError.malformed(path: pictures.path, .empty) }
    guard pictures.byteCount <= availableMemory() ?? .max else {
      throw DataError.unreadable(path: pictures.path, code: ENOMEM)
    }
    let classes = try labels.read(count: count).enumerated().map { example, label in
      guard (1...Self.classCount).contains(Int(label)) else {
        throw DataError.malformed(
          path: labels.path,
          .clause("has the label \(label) at example \(example); STL-10's are 1 to 10"))
      }
      return Int32(label) - 1
    }
    var pixels = [UInt8](repeating: 0, count: pictures.byteCount)
    for example in 0..<count {
      let picture = try pictures.read(count: size)
      Self.turn(picture, into: &pixels, at: example * size)
    }
    return Examples(pixels: pixels, labels: classes, shape: Self.shape)
  }

  /// Turns columns of pixels into rows.
  private static func turn(_ picture: [UInt8], into pixels: inout [UInt8], at begin: Int) {
    for channel in 0..<shape.channels {
      let first = channel * side * side
      for row in 0..<side {
        for column in 0..<side {
          pixels[begin + first + row * side + column] = picture[first + column * side + row]
        }
      }
    }
  }

  private func open(_ name: String) throws -> InputFile {
    let path = FileSystem.join(folder, name)
    guard FileSystem.exists(path) else {
      throw DataError.malformed(
        path: folder,
        .clause(
          "has no file \(name), one of the four of STL-10 (\(Self.names.joined(separator: ", ")))")
      )
    }
    return try InputFile(path: path)
  }

  /// The names of the classes, from the file that comes with the dataset, or its labels.
  fileprivate func classNames() throws -> [String] {
    let path = FileSystem.join(folder, "class_names.txt")
    guard FileSystem.exists(path) else { return (1...Self.classCount).map(String.init) }
    let names = String(decoding: try TextFile.read(path, upTo: 1 << 20), as: UTF8.self).namesOnLines
    guard names.count == Self.classCount else {
      throw DataError.malformed(
        path: path, .wrongNameCount(found: names.count, expected: Self.classCount))
    }
    return names
  }

  /// What is left out.
  fileprivate var notes: [String] {
    FileSystem.exists(FileSystem.join(folder, "unlabeled_X.bin"))
      ? ["unlabeled_X.bin has no labels and is left out"] : []
  }
}

extension Dataset {
  /// Reads STL-10.
  ///
  /// - Throws: ``DataError``.
  init(_ files: STL10Files) throws {
    self.init(
      name: "stl-10", sets: [try files.examples("train"), try files.examples("test")],
      classNames: try files.classNames(), notes: files.notes)
  }
}
