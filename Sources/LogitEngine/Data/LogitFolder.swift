import Glibc

/// A folder into which another program's training writes logits, one file a moment.
///
/// Files are `*.npy` and `*.npz` with a number in their names, which is their step. Labels are in
/// each file, under a known name, or in the folder's `labels.npy`. Whatever else lies there is left alone.
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

  /// Where labels are that all files share.
  public var labelsPath: String { FileSystem.join(path, LogitFiles.labelsBeside) }

  /// The files of logits that are there now, in the order of their steps; of several of one step,
  /// the last by name.
  public func files() -> [LogitFile] {
    var files: [Int: LogitFile] = [:]
    for name in FileSystem.entries(of: path).sorted() {
      guard !name.hasPrefix("."), name != LogitFiles.labelsBeside,
        name.hasSuffix(".npy") || name.hasSuffix(".npz"),
        let step = LogitFile.step(inName: name)
      else { continue }
      let path = FileSystem.join(path, name)
      if let version = FileVersion(ofFile: path) {
        files[step] = LogitFile(path: path, step: step, version: version)
      }
    }
    return files.values.sorted { $0.step < $1.step }
  }

  /// Reads the logits of a file, with its own labels or the folder's.
  ///
  /// - Throws: ``DataError``, also if the file has several moments.
  public func read(_ file: LogitFile, options: LogitReadingOptions = LogitReadingOptions()) throws
    -> LogitReading
  {
    let reading = try LogitFiles.read(logits: file.path, labels: nil, options: options)
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
