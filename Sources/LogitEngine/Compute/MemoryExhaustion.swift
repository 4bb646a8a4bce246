import Glibc
import Synchronization

/// Whether the program is about to end for lack of memory, which not every library can say in
/// another way.
public enum MemoryExhaustion {
  private static let isNoted = Atomic(false)

  /// Notes that memory was refused.
  static func note() { isNoted.store(true, ordering: .releasing) }

  /// Whether memory was refused, or what is left below the limit on addresses (`ulimit -v`) is less
  /// than a quarter of it; callable from a signal handler.
  public static var isLikely: Bool {
    if isNoted.load(ordering: .acquiring) { return true }
    var limit = rlimit()
    // Glibc declares the argument as an enumeration or as a number, as it takes its caller to be.
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      let most = Int(exactly: limit.rlim_cur)
    else { return false }
    let probe = mmap(nil, most / 4, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let probe, probe != MAP_FAILED else { return errno == ENOMEM }
    munmap(probe, most / 4)
    return false
  }
}
