import Glibc

/// The pictures of a folder of class-named folders, found but not read.
struct PictureFolder {
  /// The pictures of one part of a dataset.
  struct Part {
    /// The folder.
    var path: String
    /// The files of each class, by the name of its folder.
    var files: [String: [String]]

    /// Whether any file is a picture, by its name or, as far as the first of each class goes, by how
    /// it begins.
    var hasPictures: Bool {
      files.values.contains { files in
        files.contains { PictureFiles.isPicture($0) }
          || files.first.map { PictureFormat(path: $0) != nil } == true
      }
    }
  }

  /// The folder that was given.
  let path: String
  let training: Part
  /// nil where a part of the training set is to be the test set.
  let test: Part?
  /// The names of the classes, in order.
  let classNames: [String]
  /// What was assumed or left out.
  let notes: [String]

  private static let trainingNames = ["train", "training", "train_set", "training_set"]
  private static let testNames = [
    "test", "testing", "test_set", "val", "valid", "validation", "eval", "dev",
  ]

  /// Looks through a folder; nil if it has no folders of pictures.
  ///
  /// - Throws: ``DataError`` for pictures that are in no class-named folder, or in those of only one.
  init?(path: String) throws {
    let root = Self.root(of: path)
    let folders = Self.folders(in: root)
    let parts = { (names: [String]) in
      names.flatMap { name in folders.filter { $0.lowercased() == name } }
        .map { Self.part(FileSystem.join(root, $0)) }
    }
    let training = parts(Self.trainingNames).first
    let (test, notes) = training.map { Self.test(parts(Self.testNames), for: $0) } ?? (nil, [])
    try self.init(path: path, training: training ?? Self.part(root), test: test, notes: notes)
  }

  private init?(path: String, training: Part, test: Part?, notes: [String]) throws {
    guard training.hasPictures else {
      try Self.refuseLoosePictures(training.path)
      return nil
    }
    let names = Self.ordered(training.files.keys)
    guard names.count > 1 else {
      throw DataError.malformed(
        path: training.path,
        .clause(
          "has pictures in one folder only, '\(names[0])': a folder for each class is needed, at "
            + "least two"))
    }
    if let test, let other = test.files.keys.sorted().first(where: { training.files[$0] == nil }) {
      throw DataError.malformed(
        path: test.path,
        .clause("has the folder '\(other)', a class that \(training.path) does not have"))
    }
    self.path = path
    self.training = training
    self.test = test
    self.notes = notes
    classNames = names
  }

  /// The folder that the parts or classes are in: what an archive unpacks to is often one folder in
  /// another.
  private static func root(of path: String) -> String {
    var root = path
    for _ in 0..<3 {
      let folders = folders(in: root)
      guard folders.count == 1, !isPart(folders[0]), files(in: root) == 0 else { break }
      let inner = FileSystem.join(root, folders[0])
      guard !self.folders(in: inner).isEmpty else { break }
      root = inner
    }
    return root
  }

  /// Chooses the test set for a training set: the first part that has any of its classes.
  private static func test(_ parts: [Part], for training: Part) -> (Part?, notes: [String]) {
    let usable = parts.filter { part in part.files.keys.contains { training.files[$0] != nil } }
    let others = parts.filter { $0.path != usable.first?.path }
    let notes = others.map { part in
      let isUsable = usable.contains { $0.path == part.path }
      let reason =
        isUsable
        ? "\(FileSystem.name(of: usable[0].path)) is the test set"
        : "it has not the class-named folders that the training set has"
      return "the folder \(FileSystem.name(of: part.path)) is left out: \(reason)"
    }
    return (usable.first, notes)
  }

  private static func isPart(_ name: String) -> Bool {
    (trainingNames + testNames).contains(name.lowercased())
  }

  /// Finds the pictures of each class: all files in or below its folder.
  private static func part(_ path: String) -> Part {
    var files: [String: [String]] = [:]
    for name in folders(in: path) {
      let found = PictureFiles.all(below: FileSystem.join(path, name))
      if !found.isEmpty { files[name] = found }
    }
    return Part(path: path, files: files)
  }

  private static func folders(in path: String) -> [String] {
    FileSystem.entries(of: path).filter {
      PictureFiles.isShown($0) && FileSystem.isFolder(FileSystem.join(path, $0))
    }.sorted()
  }

  private static func files(in path: String) -> Int {
    FileSystem.entries(of: path).count {
      PictureFiles.isShown($0) && PictureFiles.isPicture($0)
    }
  }

  /// Numbers in their order, other names in that of their letters.
  private static func ordered(_ names: some Collection<String>) -> [String] {
    let numbers = names.compactMap { Int($0) }
    return numbers.count == names.count
      ? names.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
      : names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  private static func refuseLoosePictures(_ root: String) throws {
    let count = files(in: root)
    guard count > 0 else { return }
    throw DataError.malformed(
      path: root,
      .clause(
        "has \(count) picture\(count == 1 ? "" : "s"), but no folders named by classes: put them into "
          + "one folder a class, as in \(FileSystem.name(of: FileSystem.resolved(root)))/cat/1.png")
    )
  }
}

/// The files of a folder.
enum PictureFiles {
  private static let suffixes = [
    ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".ppm",
    ".pgm", ".heic", ".avif",
  ]

  /// Whether something is not hidden, nor what other systems leave in archives.
  static func isShown(_ name: String) -> Bool { !name.hasPrefix(".") && name != "__MACOSX" }

  /// Whether a file is named as a picture.
  static func isPicture(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return suffixes.contains { lowercased.hasSuffix($0) }
  }

  /// Folders in a class's folder are looked into so deep.
  private static let largestDepth = 6

  /// All files in or below a folder that are not hidden, in the order of their paths.
  static func all(below folder: String) -> [String] {
    var files: [String] = []
    // Folders that have been looked into, as links may lead round in circles.
    var seen: Set<String> = []
    func look(into folder: String, depth: Int = 0) {
      guard depth < largestDepth, seen.insert(FileSystem.resolved(folder)).inserted else { return }
      for name in FileSystem.entries(of: folder).sorted() where isShown(name) {
        let path = FileSystem.join(folder, name)
        switch FileSystem.kind(of: path) {
        case S_IFDIR: look(into: path, depth: depth + 1)
        case S_IFREG: files.append(path)
        default: break
        }
      }
    }
    look(into: folder)
    return files
  }
}
