import Glibc

/// A file of logits in a folder, and the moment of the training that it is of.
public struct LogitFile: Hashable, Sendable {
  /// The path.
  public let path: String
  /// The step of the training, by the number in the name.
  public let step: Int
  /// What the file was like when it was looked at.
  public let version: FileVersion

  /// The step that a file's name speaks of; nil when it has no number.
  ///
  /// That is the number after `step`, as in `epoch3-step1200.npz`, or else the last one in the
  /// name.
  public static func step(inName name: String) -> Int? {
    let stem = Array(FileSystem.stem(of: name).lowercased().utf8)
    var numbers: [(begin: Int, value: Int?)] = []
    var index = 0
    while index < stem.count {
      guard isDigit(stem[index]) else {
        index += 1
        continue
      }
      let begin = index
      while index < stem.count, isDigit(stem[index]) { index += 1 }
      numbers.append((begin, Int(String(decoding: stem[begin..<index], as: UTF8.self))))
    }
    let named = numbers.last { number in
      var end = number.begin
      while end > 0,
        [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "=")].contains(stem[end - 1])
      {
        end -= 1
      }
      return stem[..<end].suffix(4).elementsEqual("step".utf8)
    }
    guard let value = (named ?? numbers.last)?.value, value <= largestStep else { return nil }
    return value
  }

  /// Beyond any training, and yet a number that can be added to.
  private static let largestStep = 1_000_000_000_000

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// What tells one content of a file from another, without reading it.
public struct FileVersion: Hashable, Sendable {
  private var device: UInt64
  private var inode: UInt64
  private var byteCount: Int64
  private var modification: Int64
  private var modificationNanoseconds: Int64

  /// Looks at a regular file; nil if there is none.
  public init?(ofFile path: String) {
    self.init(path, kind: S_IFREG)
  }

  /// Looks at a folder, whose version changes when a name comes or goes; nil if there is none.
  init?(ofFolder path: String) {
    self.init(path, kind: S_IFDIR)
  }

  private init?(_ path: String, kind: mode_t) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == kind else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    byteCount = Int64(status.st_size)
    modification = Int64(status.st_mtim.tv_sec)
    modificationNanoseconds = Int64(status.st_mtim.tv_nsec)
  }
}
