import Glibc

/// A folder into which another program's training writes logits, one file a moment.
///
/// Files are those of ``formats`` with a number in their names, which is their step. Labels are in
/// each file, under a known name, or in the folder's `labels.npy`, `labels.csv` or `labels.txt`.
/// Whatever else lies there is left alone; so are text files beside arrays, which tell of the training
/// more often than not.
public struct LogitFolder: Sendable {
  /// The path.
  public let path: String

  /// Names a folder.
  ///
  /// - Throws: ``DataError/unreadable(path:code:)`` if there is no such folder.
  public init(path: String) throws {
    guard FileSystem.isFolder(path) else {
      throw DataError.unreadable(path: path, code: FileSystem.errorCode(of: path))
    }
    self.path = path
  }

  /// Where labels are that all files share, or would be.
  public var labelsPath: String {
    LogitFiles.labels(in: path) ?? FileSystem.join(path, LogitFiles.labelNames[0])
  }

  /// The suffixes of files of logits, each of which gzip may have packed.
  public static let formats = [".npy", ".npz", ".safetensors"] + texts

  private static let texts = [".csv", ".tsv", ".jsonl"]

  /// The files of logits that are there now, in the order of their steps; of several of one step,
  /// the last by name.
  public func files() -> [LogitFile] {
    let names = FileSystem.entries(of: path).sorted().filter { name in
      !name.hasPrefix(".") && !LogitFiles.labelNames.contains(name)
        && Self.isOne(of: Self.formats, name) && LogitFile.step(inName: name) != nil
    }
    let arrays = names.filter { !Self.isOne(of: Self.texts, $0) }
    var files: [Int: LogitFile] = [:]
    for name in arrays.isEmpty ? names : arrays {
      let path = FileSystem.join(path, name)
      if let step = LogitFile.step(inName: name), let version = FileVersion(ofFile: path) {
        files[step] = LogitFile(path: path, step: step, version: version)
      }
    }
    return files.values.sorted { $0.step < $1.step }
  }

  private static func isOne(of suffixes: [String], _ name: String) -> Bool {
    let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    return suffixes.contains(where: plain.hasSuffix)
  }

  /// Reads the logits of a file, with its own labels or the folder's.
  ///
  /// - Throws: ``DataError``, also if the file has several moments.
  public func read(_ file: LogitFile, options: LogitReadingOptions = LogitReadingOptions()) throws
    -> LogitReading
  {
    let reading = try LogitFiles.read(inFolder: file.path, options: options)
    guard reading.moments.count == 1 else {
      throw DataError.malformed(
        path: file.path,
        .clause(
          "holds \(reading.moments.count) moments, but each file of a folder is one; "
            + "logitscope inspect shows them"))
    }
    return reading
  }
}
