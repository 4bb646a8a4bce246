import Glibc

/// How much a thread has written to files, terminals and pipes.
public enum WrittenBytes {
  /// The bytes that the calling thread has written so far; nil where the system does not tell.
  public static func ofThread() -> Int? {
    let descriptor = open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("wchar:") }
    return line.flatMap { Int($0.dropFirst("wchar:".count).drop { $0 == " " }) }
  }
}
