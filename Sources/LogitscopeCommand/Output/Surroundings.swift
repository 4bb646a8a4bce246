import Glibc

/// What the program's terminal and environment variables say.
enum Surroundings {
  /// The value of a variable; nil where it is not set.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The columns of the terminal that a descriptor belongs to; nil where it is none or does not say.
  static func terminalWidth(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the user wants no colours (https://no-color.org).
  static var wantsNoColor: Bool { variable("NO_COLOR").map { !$0.isEmpty } ?? false }

  /// Whether the locale encodes text as UTF-8.
  static var usesUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    let name = (locale ?? "").lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
