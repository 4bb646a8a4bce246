import Glibc
import Synchronization

/// What has come from pipes, which give it once only: a reader that looks at a file first and then
/// reads it opens it twice.
enum PipeContents {
  private struct Pipe: Hashable {
    var device: UInt
    var number: UInt

    init?(_ status: stat) {
      guard status.st_mode & S_IFMT == S_IFIFO else { return nil }
      (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
  }

  private static let contents = Mutex<[Pipe: [UInt8]]>([:])

  /// What has come from the pipe at a path; nil for what is none, or has not been read.
  static func bytes(of path: String) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, let pipe = Pipe(status) else { return nil }
    return contents.withLock { $0[pipe] }
  }

  /// Keeps what has come from a file, if that is a pipe.
  static func keep(_ bytes: [UInt8], of status: stat) {
    guard let pipe = Pipe(status) else { return }
    contents.withLock { $0[pipe] = bytes }
  }
}
