import Glibc

/// Locks on the bytes of a small file beside a store: byte *i* is locked as long as the process
/// that records run *i* lives.
///
/// The kernel lets go of a lock when its process ends, however it ends; so a run that claims to be
/// running and whose byte is free was interrupted. Byte 0 is held while a store is being created.
struct RunLocks: Sendable {
  private let path: String

  /// The locks of a store.
  init(storePath: String) {
    path = storePath + "-live"
  }

  /// Whether the file of the locks is there.
  var exist: Bool { access(path, F_OK) == 0 }

  /// Removes the file of the locks, which nobody may hold.
  func remove() { unlink(path) }

  /// A lock that is held until this value's last reference is gone.
  final class Held: Sendable {
    private let descriptor: Int32

    fileprivate init(_ descriptor: Int32) {
      self.descriptor = descriptor
    }

    deinit {
      close(descriptor)
    }
  }

  /// Locks a byte; nil if somebody else has it, or if the file system cannot lock.
  func hold(_ byte: Int64) -> Held? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    var range = Self.range(byte, type: F_WRLCK)
    guard fcntl(descriptor, Command.set, &range) == 0 else {
      close(descriptor)
      return nil
    }
    return Held(descriptor)
  }

  /// Locks a byte as soon as nobody else has it; nil if that takes longer than so many seconds.
  func hold(_ byte: Int64, waitingAtMost seconds: Double) -> Held? {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    while true {
      if let held = hold(byte) { return held }
      guard errno == EAGAIN, clock.now < deadline else { return nil }
      usleep(5000)
    }
  }

  /// Whether a byte is locked by anybody.
  func isHeld(_ byte: Int64) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var range = Self.range(byte, type: F_RDLCK)
    return fcntl(descriptor, Command.get, &range) == 0 && range.l_type != Int16(F_UNLCK)
  }

  /// `F_OFD_GETLK` and `F_OFD_SETLK` of Linux, on every processor; glibc shows them to GNU C only.
  private enum Command {
    static let get: Int32 = 36
    static let set: Int32 = 37
  }

  private static func range(_ byte: Int64, type: Int32) -> flock {
    flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: Int(byte), l_len: 1, l_pid: 0)
  }
}
