import Glibc

/// How many more files the process may open.
enum OpenFiles {
  /// The number; nil where the system does not say.
  static func free() -> Int? {
    var limit = rlimit()
    // Glibc declares the argument as an enumeration or as a number, as it takes its caller to be.
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      let most = Int(exactly: limit.rlim_cur), let folder = opendir("/proc/self/fd")
    else { return nil }
    defer { closedir(folder) }
    // Every folder has an entry for itself and one for the folder above; it is open itself too.
    var count = -3
    while readdir(folder) != nil { count += 1 }
    return max(0, most - count)
  }

  /// Makes sure that some files can be opened, before any of them is.
  ///
  /// - Throws: ``RunStoreError/descriptorsLacking(needed:free:)``.
  static func require(_ count: Int) throws {
    guard let free = free(), free < count else { return }
    throw RunStoreError.descriptorsLacking(needed: count, free: free)
  }
}
