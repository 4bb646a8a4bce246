import ExplorerUI
import LogitEngine

/// Lists and reads datasets for the explorer, on threads that nobody waits for; used by the
/// explorer's thread.
final class DatasetShelf {
  /// Reads a dataset by its name or path and settles how it is trained on; gives the command as well.
  typealias Prepare =
    @Sendable (_ name: String, Loss) throws -> (run: ExploreRunner.Preparation, command: String)

  private let mailbox: ExploreMailbox
  private let prepare: Prepare
  private let running = RunningThreads()

  /// Creates a shelf.
  init(mailbox: ExploreMailbox, prepare: @escaping Prepare) {
    self.mailbox = mailbox
    self.prepare = prepare
  }

  /// Does something; what comes of it comes by mail.
  func perform(_ effect: DatasetEffect) {
    let (mailbox, prepare) = (mailbox, prepare)
    running.start {
      do {
        switch effect {
        case .list: mailbox.post(.listedDatasets(try Self.listed()))
        case .open(let name, let loss):
          let (run, command) = try prepare(name, loss)
          mailbox.post(.prepared(run, command: command))
        }
      } catch {
        mailbox.post(.datasetFailed(Diagnosis(error).sentence ?? "the dataset cannot be read"))
      }
    }
  }

  private static func listed() throws -> [ListedDataset] {
    let known = try DatasetListing.all().map {
      ListedDataset(name: $0.name, size: $0.size, place: $0.place)
    }
    let example = "synthetic:classes=1000"
    let synthetic = Dataset(name: example, synthetic: try SyntheticSpecification(example))
    return known + [
      ListedDataset(
        name: example, size: synthetic.size,
        place: "made up; classes=, dim=, noise=, train=, test= and seed= can be given")
    ]
  }

  /// Waits until everything is done.
  ///
  /// - Returns: whether it is within the time.
  func stop(within duration: Duration) -> Bool { running.waitForEnd(within: duration) }
}
