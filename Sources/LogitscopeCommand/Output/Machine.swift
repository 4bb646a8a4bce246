import Glibc
import LogitEngine

/// The machine that the program runs on, and its calendar.
enum Machine {
  /// The processor's name, for instance `AMD EPYC`.
  static let name: String = {
    guard let file = fopen("/proc/cpuinfo", "re") else { return "unknown processor" }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
      return text[text.index(after: colon)...].split { $0 == " " || $0 == "\n" }
        .joined(separator: " ")
    }
    return "unknown processor"
  }()

  /// The day, in universal time: `2026-11-21`.
  static var today: String {
    var now = time(nil)
    var date = tm()
    gmtime_r(&now, &date)
    let twoDigits = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.tm_year + 1900)-\(twoDigits(date.tm_mon + 1))-\(twoDigits(date.tm_mday))"
  }
}
