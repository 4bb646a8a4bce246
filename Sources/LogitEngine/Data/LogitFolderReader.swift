/// Reads a folder of logits again and again, and tells what is new each time.
///
/// A file may be half written when it is met: what cannot be read is tried again when the file, or
/// the folder's labels, have changed, and complained of only once it has stayed as it is for a
/// while.
public struct LogitFolderReader {
  /// What is new in the folder.
  public struct News {
    /// Files that have been read, new or changed ones, in the order of their steps.
    public var readings: [(file: LogitFile, reading: LogitReading)] = []
    /// Files that cannot be read, and do not change any more.
    public var complaints: [(file: LogitFile, error: any Error)] = []
    /// Whether more would have been read but for the limit.
    public var isIncomplete = false
  }

  private let folder: LogitFolder
  private let options: LogitReadingOptions
  private let patience: Duration
  private let refresh: Duration
  private var versions: [String: FileVersion] = [:]
  private var failed: [String: Failure] = [:]
  private var classCount: Int?
  private var lastLook: (folder: FileVersion?, instant: ContinuousClock.Instant)?
  private let clock = ContinuousClock()

  private struct Failure {
    var file: FileVersion
    var labels: FileVersion?
    var since: ContinuousClock.Instant
    var isTold = false
  }

  /// Creates a reader that has read nothing yet.
  ///
  /// - Parameters:
  ///   - options: how to read the files.
  ///   - patience: how long a file that cannot be read may stay as it is without complaint.
  ///   - refresh: how long a folder in which no name has come or gone is believed to hold what it
  ///     held, so that looking costs next to nothing.
  public init(
    _ folder: LogitFolder, options: LogitReadingOptions = LogitReadingOptions(),
    patience: Duration = .seconds(3), refresh: Duration = .seconds(2)
  ) {
    self.folder = folder
    self.options = options
    self.patience = patience
    self.refresh = refresh
  }

  /// Looks at the folder and reads what is new.
  ///
  /// - Parameter limit: the most files to read at once.
  /// - Complexity: one question about each file of the folder, and the reading of those that are new.
  public mutating func look(limit: Int = .max) -> News {
    var news = News()
    let version = FileVersion(ofFolder: folder.path)
    let isWaiting = failed.values.contains { !$0.isTold }
    if let lastLook, lastLook.folder == version, !isWaiting, clock.now - lastLook.instant < refresh
    {
      return news
    }
    lastLook = (version, clock.now)
    let labels = FileVersion(ofFile: folder.labelsPath)
    for file in folder.files() where versions[file.path] != file.version {
      if let failure = failed[file.path], failure.file == file.version, failure.labels == labels {
        if !failure.isTold, clock.now - failure.since >= patience {
          failed[file.path]?.isTold = true
          if let error = problem(file) { news.complaints.append((file, error)) }
        }
        continue
      }
      guard news.readings.count < limit else {
        news.isIncomplete = true
        lastLook = nil
        break
      }
      do {
        news.readings.append((file, try read(file)))
        versions[file.path] = file.version
        failed[file.path] = nil
      } catch {
        failed[file.path] = Failure(file: file.version, labels: labels, since: clock.now)
      }
    }
    return news
  }

  /// What is wrong with a file now.
  private mutating func problem(_ file: LogitFile) -> (any Error)? {
    do {
      _ = try read(file)
      // It has become whole in this moment, and is going to be read.
      failed[file.path] = nil
      return nil
    } catch {
      return error
    }
  }

  private mutating func read(_ file: LogitFile) throws -> LogitReading {
    let reading = try folder.read(file, options: options)
    let found = reading.moments[0].snapshot.classCount
    guard found == classCount ?? found else {
      throw DataError.otherClassCount(
        path: file.path, found: found, expected: classCount ?? 0)
    }
    classCount = found
    return reading
  }
}
