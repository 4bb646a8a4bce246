import Glibc

/// The limits that the control groups of a process set to its processors and its memory.
///
/// A limit of any group from the process's own up to the root holds for it, in version 2 as in
/// version 1 of the interface. In a container the paths of the host may not be there: then the group
/// at the mount itself is the container's.
struct ControlGroup {
  /// The contents of a small file; nil where there is none.
  typealias Read = (_ path: String) -> String?

  private let read: Read
  /// The folders whose limits hold, the process's own first, by what is limited in them.
  private let folders: [Controller: [String]]
  private let isUnified: [Controller: Bool]

  private enum Controller: String, CaseIterable {
    case cpu, memory
  }

  /// Finds the groups of this process out.
  init(read: @escaping Read = ControlGroup.contents) {
    self.read = read
    var folders: [Controller: [String]] = [:]
    var isUnified: [Controller: Bool] = [:]
    let mounts = Self.mounts(read("/proc/self/mountinfo") ?? "")
    for line in (read("/proc/self/cgroup") ?? "").split(separator: "\n") {
      // Number, controllers and path: `0::/user.slice` in version 2, `4:cpu,cpuacct:/x` in 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let names = parts[1].split(separator: ",").map(String.init)
      for controller in Controller.allCases {
        let isOwn = names.contains(controller.rawValue)
        guard isOwn || (names.isEmpty && folders[controller] == nil) else { continue }
        guard
          let mount = mounts.first(where: {
            isOwn ? $0.controllers.contains(controller.rawValue) : $0.controllers.isEmpty
          })
        else { continue }
        folders[controller] = Self.folders(mount, path: String(parts[2]))
        isUnified[controller] = !isOwn
      }
    }
    self.folders = folders
    self.isUnified = isUnified
  }

  /// How many processors' time the process may take, at least 1; nil where there is no limit.
  ///
  /// A fraction of a processor does not count: threads that wait for each other would all wait for
  /// the one that is held back.
  var processorCount: Int? {
    let quotas = (folders[.cpu] ?? []).compactMap { folder -> Double? in
      if isUnified[.cpu] == true {
        let words = (read(folder + "/cpu.max") ?? "").split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]) else {
          return nil
        }
        return Self.share(quota, period)
      }
      return Self.number(read(folder + "/cpu.cfs_quota_us")).flatMap { quota in
        Self.number(read(folder + "/cpu.cfs_period_us")).flatMap { Self.share(quota, $0) }
      }
    }
    return quotas.min().map { max(1, Int(min($0, 1e6))) }
  }

  /// How many bytes the limits leave, what the system keeps of files not counted; nil where there is
  /// no limit.
  var memoryLeft: Int? {
    let isUnified = isUnified[.memory] == true
    let (limit, usage) =
      isUnified
      ? ("/memory.max", "/memory.current")
      : ("/memory.limit_in_bytes", "/memory.usage_in_bytes")
    return (folders[.memory] ?? []).compactMap { folder -> Int? in
      // Version 1 has a number beyond all memory for no limit.
      guard let most = Self.number(read(folder + limit)), most < 1e18,
        let used = Self.number(read(folder + usage))
      else { return nil }
      return Int(max(0, most - max(0, used - filePages(folder, isUnified))))
    }.min()
  }

  /// The bytes of files that the system keeps and gives up when memory is wanted.
  private func filePages(_ folder: String, _ isUnified: Bool) -> Double {
    let prefix = isUnified ? "" : "total_"
    var bytes = 0.0
    for line in (read(folder + "/memory.stat") ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let number = Double(words[1]) else { continue }
      if words[0] == prefix + "inactive_file" || words[0] == prefix + "active_file" {
        bytes += number
      }
    }
    return bytes
  }

  private static func share(_ quota: Double, _ period: Double) -> Double? {
    quota > 0 && period > 0 ? quota / period : nil
  }

  private static func number(_ text: String?) -> Double? {
    text?.split { $0 == " " || $0 == "\n" }.first.flatMap { Double($0) }.flatMap {
      $0.isFinite ? $0 : nil
    }
  }

  private struct Mount {
    var folder: String
    /// The path within the hierarchy that the mount shows.
    var root: String
    /// None in version 2.
    var controllers: [String]
  }

  /// The mounts of control groups, of version 1 or 2.
  private static func mounts(_ text: String) -> [Mount] {
    text.split(separator: "\n").compactMap { line in
      // … root folder options - type source options
      let halves = line.split(separator: " ").split(separator: "-", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      let (place, kind) = (Array(halves[0]), Array(halves[1]))
      guard place.count > 4, let type = kind.first, type.hasPrefix("cgroup") else { return nil }
      let controllers =
        type == "cgroup" ? (kind.last ?? "").split(separator: ",").map(String.init) : []
      return Mount(
        folder: String(place[4]), root: String(place[3]), controllers: controllers)
    }
  }

  /// The folder of a path and those above it, up to the mount.
  private static func folders(_ mount: Mount, path: String) -> [String] {
    // A mount may show but a part of the hierarchy, and the process be outside of it.
    var rest = path.split(separator: "/")[...]
    let root = mount.root.split(separator: "/")
    if rest.starts(with: root) { rest = rest.dropFirst(root.count) } else { rest = [] }
    if rest.contains("..") { rest = [] }
    var folders = [mount.folder]
    for part in rest { folders.append(folders[folders.count - 1] + "/" + part) }
    return folders.reversed()
  }

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < 1 << 20 {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
