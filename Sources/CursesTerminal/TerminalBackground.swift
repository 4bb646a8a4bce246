import Glibc

/// The terminal's own background colour, asked for before curses begins.
enum TerminalBackground {
  /// What the terminal said.
  struct Answer: Equatable {
    /// Whether the background is light; nil when that cannot be known.
    var isLight: Bool?
    /// What was typed meanwhile.
    var typed: [UInt8] = []
    /// Whether the terminal was asked and has not answered in time; it may still do so.
    var isLate = false
  }

  /// Terminals take at most this long to answer, in milliseconds, or are not waited for.
  private static let patience: Int64 = 50
  /// What is known to understand the question, by the beginnings of their descriptions' names;
  /// others might show it.
  private static let types = [
    "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "konsole", "gnome", "vte",
    "st-", "wezterm", "ghostty", "contour", "mintty", "iterm",
  ]

  /// Finds the background out: from the environment, or else from the terminal.
  static func find(terminalType: String, settings: termios) -> Answer {
    if let value = getenv("COLORFGBG"), let isLight = isLight(String(cString: value)) {
      return Answer(isLight: isLight)
    }
    guard types.contains(where: terminalType.hasPrefix) else { return Answer() }
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return Answer() }
    defer {
      var settings = settings
      tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
    // The colour and then what every terminal answers, so that no answer at all is soon known.
    let question = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)
    guard write(STDOUT_FILENO, question, question.count) == question.count else { return Answer() }
    return read(Self.answer)
  }

  private static func read(_ interpret: ([UInt8]) -> (Answer, isComplete: Bool)) -> Answer {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(patience)
    var bytes: [UInt8] = []
    while true {
      let left = (deadline - clock.now) / .milliseconds(1)
      var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&polled, 1, Int32(left.rounded(.up))) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      let (answer, isComplete) = interpret(bytes)
      if isComplete { return answer }
    }
    var answer = interpret(bytes).0
    answer.isLate = true
    return answer
  }

  /// What some bytes from the terminal say, and whether there is nothing more to come.
  static func answer(_ bytes: [UInt8]) -> (Answer, isComplete: Bool) {
    var answer = Answer()
    var isComplete = false
    var rest = bytes[...]
    while let byte = rest.first {
      if rest.starts(with: [0x1B, 0x5D]) {
        // ESC ] … up to BEL or ESC \.
        let body = rest.dropFirst(2)
        guard let end = body.firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) else { break }
        answer.isLight = isLight(color: String(decoding: body[..<end], as: UTF8.self))
        rest = body[end] == 0x07 ? body[(end + 1)...] : body[end...].dropFirst(2)
      } else if rest.starts(with: [0x1B, 0x5B, 0x3F]) {
        // ESC [ ? … c: the answer to the second question.
        let body = rest.dropFirst(3)
        guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { break }
        isComplete = isComplete || body[end] == UInt8(ascii: "c")
        rest = body[(end + 1)...]
      } else {
        answer.typed.append(byte)
        rest = rest.dropFirst()
      }
    }
    return (answer, isComplete)
  }

  /// What `COLORFGBG` says: colours of text and background with semicolons between them.
  static func isLight(_ environment: String) -> Bool? {
    guard let last = environment.split(separator: ";").last, environment.contains(";"),
      let color = Int(last), (0...15).contains(color)
    else { return nil }
    return color == 7 || color > 8
  }

  /// What a colour such as `11;rgb:1e1e/1e1e/1e1e` says.
  private static func isLight(color: String) -> Bool? {
    guard color.hasPrefix("11;rgb:") || color.hasPrefix("11;rgba:"),
      let colon = color.firstIndex(of: ":")
    else { return nil }
    let parts = color[color.index(after: colon)...].split(separator: "/").prefix(3)
      .compactMap { part -> Double? in
        guard let value = Int(part, radix: 16), (1...4).contains(part.count) else { return nil }
        return Double(value) / Double((1 << (4 * part.count)) - 1)
      }
    guard parts.count == 3 else { return nil }
    return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5
  }
}
