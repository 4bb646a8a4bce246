import ExplorerUI
import Glibc
import LogitEngine
import Synchronization

/// Reads files of logits on a thread of its own and tells the explorer of them.
final class LogitSource {
  /// What is known of the files.
  let moments = LogitMoments()

  private let name: String
  private let loss: Loss?
  private let names: NamedClasses?
  private let options: LogitReadingOptions
  private let running = RunningThreads()
  private let isStopping = Stopping()

  private final class Stopping: Sendable {
    let isSet = Atomic(false)
  }

  /// How often to look at a folder, in microseconds.
  private static let interval: UInt32 = 250_000
  /// How many files of a folder are read between two reports.
  private static let batch = 8

  /// - Parameters:
  ///   - name: what the whole is called.
  ///   - loss: the loss that the logits are of; nil when nobody knows.
  ///   - names: the names of the classes; nil for those in the files, or their numbers.
  ///   - options: how to read the files.
  init(
    name: String, loss: Loss?, names: NamedClasses? = nil,
    options: LogitReadingOptions = LogitReadingOptions()
  ) {
    self.name = name
    self.loss = loss
    self.names = names
    self.options = options
  }

  private func teller(_ mailbox: ExploreMailbox, _ run: Int) -> Teller {
    Teller(name: name, loss: loss, names: names, moments: moments, mailbox: mailbox, run: run)
  }

  /// Begins to read some files, each of them a moment.
  ///
  /// - Parameter steps: the step of each file.
  func inspect(_ paths: [String], steps: [Int], labels: String?, for mailbox: ExploreMailbox) {
    let (isStopping, run, options) = (isStopping, mailbox.beginRun(), options)
    let teller = teller(mailbox, run)
    running.start {
      var teller = teller
      do {
        for (path, step) in zip(paths, steps) {
          if isStopping.isSet.load(ordering: .relaxed) { return }
          let version = FileVersion(ofFile: path)
          let read: @Sendable () throws -> LogitReading = {
            try LogitFiles.read(logits: path, labels: labels, options: options)
          }
          let reading = try read()
          let count = reading.moments.count
          guard count == 1 || paths.count == 1 else {
            throw CommandError.badData(
              "\(path) holds \(count.grouped) moments, a timeline of its own: give it alone")
          }
          for index in reading.moments.indices {
            if isStopping.isSet.load(ordering: .relaxed) { return }
            try teller.tell(
              path, version, step: count == 1 ? step : reading.moments[index].step ?? index,
              reading, moment: index, isLast: path == paths.last && index == count - 1
            ) { try read().moments[index].snapshot }
          }
        }
      } catch {
        mailbox.post(.failed(error), run: run)
      }
    }
  }

  /// Begins to read what is in a folder by now; a file that is still being written is given the time
  /// to become whole.
  func read(_ folder: LogitFolder, for mailbox: ExploreMailbox) {
    let (run, options) = (mailbox.beginRun(), options)
    let teller = teller(mailbox, run)
    running.start {
      var teller = teller
      do {
        let files = folder.files()
        guard !files.isEmpty else {
          throw CommandError.badData(
            "\(folder.path) holds no logits by now; files such as logits-000100.npy are needed")
        }
        var reader = LogitFolderReader(folder, options: options)
        var missing = Set(files.map(\.path))
        while !missing.isEmpty {
          let news = reader.look(limit: Self.batch)
          if let error = news.complaints.first?.error { throw error }
          for (file, reading) in news.readings {
            missing.remove(file.path)
            try teller.tell(
              file.path, file.version, step: file.step, reading, isLast: false
            ) { try folder.read(file, options: options).moments[0].snapshot }
          }
          guard !news.isIncomplete, !missing.isEmpty else { continue }
          usleep(Self.interval)
          // What is taken away meanwhile is not waited for.
          missing.formIntersection(folder.files().map(\.path))
        }
      } catch {
        mailbox.post(.failed(error), run: run)
      }
    }
  }

  /// Waits until everything has been read that is to be read.
  func waitForEnd() { while !running.waitForEnd(within: .seconds(60)) {} }

  /// Begins to read what is in a folder, and whatever comes into it.
  func watch(_ folder: LogitFolder, for mailbox: ExploreMailbox) {
    let (isStopping, run, options) = (isStopping, mailbox.beginRun(), options)
    let teller = teller(mailbox, run)
    running.start {
      var teller = teller
      var reader = LogitFolderReader(folder, options: options)
      while !isStopping.isSet.load(ordering: .relaxed) {
        let news = reader.look(limit: Self.batch)
        for (file, error) in news.complaints {
          mailbox.post(
            .notice(Diagnosis(error).sentence ?? "\(file.path) cannot be read"), run: run)
        }
        for (file, reading) in news.readings {
          do {
            try teller.tell(
              file.path, file.version, step: file.step, reading, isLast: false
            ) { try folder.read(file, options: options).moments[0].snapshot }
          } catch let error as DataError where error.isOfClassNames {
            return mailbox.post(.failed(error), run: run)
          } catch {
            mailbox.post(.notice(Diagnosis(error).sentence ?? "\(file.path) is left out"), run: run)
          }
        }
        if !news.isIncomplete { usleep(Self.interval) }
      }
    }
  }

  /// Stops reading.
  ///
  /// - Returns: whether that was done within the time.
  func stop(within duration: Duration) -> Bool {
    isStopping.isSet.store(true, ordering: .relaxed)
    return running.waitForEnd(within: duration)
  }
}

/// Tells the explorer of moments, in the order of their steps whatever the order they come in.
private struct Teller: Sendable {
  let name: String
  let loss: Loss?
  let names: NamedClasses?
  let moments: LogitMoments
  let mailbox: ExploreMailbox
  let run: Int
  /// The numbers of the moments that the explorer knows, by step.
  private var told: [(step: Int, index: Int)] = []
  private var classCount: Int?

  init(
    name: String, loss: Loss?, names: NamedClasses?, moments: LogitMoments,
    mailbox: ExploreMailbox, run: Int
  ) {
    self.name = name
    self.loss = loss
    self.names = names
    self.moments = moments
    self.mailbox = mailbox
    self.run = run
  }

  mutating func tell(
    _ path: String, _ version: FileVersion?, step: Int, _ reading: LogitReading, moment: Int = 0,
    isLast: Bool, read: @escaping @Sendable () throws -> LogitSnapshot
  ) throws {
    let snapshot = reading.moments[moment].snapshot
    guard snapshot.classCount == classCount ?? snapshot.classCount else {
      throw DataError.otherClassCount(
        path: path, found: snapshot.classCount, expected: classCount ?? 0)
    }
    let names = try names?.fitted(to: snapshot.classCount)
    let report = EvaluationReport(snapshot, threads: availableProcessorCount())
    let index = moments.add(
      LogitMoments.Moment(
        path: path, version: version, moment: TrainingMoment(step: step, epoch: 0), report: report,
        ranges: LogitRanges(snapshot), read: read), snapshot)
    let isFirst = classCount == nil
    classCount = snapshot.classCount
    let place = told.firstIndex { $0.step >= step } ?? told.count
    if place < told.count, told[place].step == step { told.remove(at: place) }
    told.insert((step, index), at: place)
    // A timeline begins anew from a step that it has been at before.
    let events = told[place...].map { ($0.index, moments.event($0.index)) }
    if isFirst {
      mailbox.post(
        .source(
          .replayed(
            ReplayedRun(
              name: name, description: description(of: snapshot, reading, names),
              events: events.map(\.1.event), summary: nil, isFollowed: !isLast))), run: run)
    } else {
      let more = ReplayedRun.Extension(
        events: events.map(\.1.event), summary: nil, isFollowed: !isLast, notes: reading.notes)
      mailbox.post(.source(.extended(more)), run: run)
    }
    for (index, (_, ranges)) in events {
      mailbox.post(.source(.measured(from: index, [ranges])), run: run)
    }
  }

  private func description(
    of snapshot: LogitSnapshot, _ reading: LogitReading,
    _ named: (names: [String], notes: [String])?
  ) -> RunDescription {
    RunDescription(
      datasetName: name,
      classNames: named?.names ?? reading.classNames
        ?? (0..<snapshot.classCount).map(String.init), trainingCount: 0,
      testCount: snapshot.exampleCount,
      networkName: "\(snapshot.exampleCount.grouped) × \(snapshot.classCount.grouped) logits",
      configuration: TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: loss ?? Loss(LossKind.all[0]),
        epochs: 0),
      stepsPerEpoch: 0, totalSteps: 0, parameterCount: 0,
      origin: DatasetOrigin(notes: reading.notes + (named?.notes ?? [])))
  }
}

extension DataError {
  /// Whether the names of the classes do not go with the logits, whichever file of them it is.
  fileprivate var isOfClassNames: Bool {
    if case .malformed(_, .wrongNameCountForLogits) = self { true } else { false }
  }
}
