import GRDB
import LogitEngine

/// Looks over the shoulder of the process that records a run, without ever making it wait.
///
/// To be used on one thread.
public final class RunFollower {
  /// All of the run that has been seen.
  public private(set) var source: RunSource

  private let store: RunStore
  /// A connection of its own: what tells of changes by others counts them for one connection.
  private let watch: DatabaseQueue
  private var version: Int?

  /// Begins to follow a run.
  ///
  /// - Throws: ``RunStoreError``.
  public init(_ source: RunSource, in store: RunStore) throws {
    self.source = source
    self.store = store
    do {
      watch = try StoreOpening(path: store.path, locks: store.locks).openToWatch()
    } catch {
      throw RunStoreError(error, path: store.path)
    }
  }

  /// Whether anybody records the run.
  public var isLive: Bool { source.run.status == .running }

  /// Reads what has been recorded since the last look.
  ///
  /// Takes a few microseconds when nothing has.
  /// - Returns: the new reports; nil if neither they nor the status of the run are news.
  /// - Throws: ``RunStoreError``.
  public func look() throws -> [RunSource.Report]? {
    let status = source.run.status
    let version: Int?
    do {
      version = try watch.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") }
    } catch {
      throw RunStoreError(error, path: store.path)
    }
    // A process that is killed leaves no trace in the store, but lets go of its lock.
    guard version != self.version || !store.locks.isHeld(source.run.id) else { return nil }
    let reports = try source.update()
    self.version = version
    return reports.isEmpty && source.run.status == status ? nil : reports
  }
}
