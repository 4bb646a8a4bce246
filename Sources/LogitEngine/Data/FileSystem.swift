import Glibc

/// The few questions about paths that the readers ask.
enum FileSystem {
  /// Whether something is there, or would be were one allowed to look at it.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 || errno != ENOENT
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// The kind bits of what a path leads to; nil when nothing is there.
  static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Why a path is not a folder that can be looked into.
  static func errorCode(of folder: String) -> Int32 {
    var status = stat()
    return stat(folder, &status) == 0 ? ENOTDIR : errno
  }

  /// A file's path in a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder part of a path, `.` if it has none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path with all links and dots resolved; the path itself when nothing is there.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a file that is written to a path really is: links are followed, also those to nothing;
  /// nil when they go round in circles.
  static func target(of path: String) -> String? {
    var place = path
    for _ in 0..<40 {
      if let real = realpath(place, nil) {
        defer { free(real) }
        return String(cString: real)
      }
      guard let link = link(at: place) else { return place }
      place = link.hasPrefix("/") ? link : join(folder(of: place), link)
    }
    return nil
  }

  /// What a link says; nil when there is none.
  private static func link(at path: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    guard count > 0 else { return nil }
    return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The names of what is in a folder; none when it cannot be looked into.
  static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) {
            String(cString: $0)
          }
        })
    }
    return names
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The last part of a path without what follows its last dot.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
