import Glibc

/// How many bytes the system can give this process without taking them from another; nil where it
/// does not say.
///
/// The least of what the machine has, of what the process's control groups leave it, and of the
/// addresses that a limit such as `ulimit -v` leaves it.
public func availableMemory() -> Int? {
  let limits = [
    number(in: "/proc/meminfo", after: "MemAvailable:").map { $0 * 1024 },
    ControlGroup().memoryLeft,
    availableAddresses(),
  ]
  return limits.compactMap { $0 }.min()
}

/// The bytes of addresses that a limit such as `ulimit -v` leaves; nil where there is no limit.
func availableAddresses() -> Int? {
  var limit = rlimit()
  // Glibc declares the argument as an enumeration or as a number, as it takes its caller to be.
  guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
    let most = Int(exactly: limit.rlim_cur), let pages = number(in: "/proc/self/statm")
  else { return nil }
  return max(0, most - pages * Int(sysconf(Int32(_SC_PAGESIZE))))
}

/// The whole number that a line of a small file has after a word, or its first line has.
private func number(in path: String, after word: String = "") -> Int? {
  guard let file = fopen(path, "re") else { return nil }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 200)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard text.hasPrefix(word) else { continue }
    return text.dropFirst(word.count).split { $0 == " " || $0 == "\n" }.first.flatMap { Int($0) }
  }
  return nil
}
