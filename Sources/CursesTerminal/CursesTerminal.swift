import CNcurses
import ExplorerUI
import FoundationEssentials
import Glibc

/// The terminal, taken over by curses until it is closed: shows grids, reads keys and mouse.
///
/// To be used on the thread that has made it, one at a time. Every way out of the program gives
/// the terminal back as it was, crashes and signals included.
public final class CursesTerminal {
  /// What the terminal can show.
  public let capabilities: TerminalCapabilities
  /// Its size in cells.
  public private(set) var size: Size

  private let description: TerminalDescription
  private let formerSettings: termios
  private let signals: SignalPipe
  private let input: UnsafeMutablePointer<WINDOW>
  private let usesMouse: Bool
  private var decoder = InputDecoder(keyForCode: KeyCodes.key)
  private var painter: ScreenPainter
  private var isOpen = true
  private var unreported: [TerminalEvent] = []

  /// Makes sure that there is a terminal to take over.
  public static func requireTerminal() throws(CursesTerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
  }

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - usesASCII: whether to do without symbols even where the terminal has them.
  ///   - usesMouse: whether to ask the terminal for mouse reports.
  public init(usesASCII: Bool = false, usesMouse: Bool = true) throws(CursesTerminalError) {
    try Self.requireTerminal()
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw .systemRefused(code: errno) }
    let wantedType = getenv("TERM").map { String(cString: $0) } ?? ""
    let characterNotice = CharacterSet.adoptLocale(terminalType: wantedType)
    let background = TerminalBackground.find(terminalType: wantedType, settings: settings)
    // Before curses, which would otherwise watch for the signals itself.
    let signals = try SignalPipe()
    // The size comes from the line; LINES and COLUMNS would freeze it. Curses itself would set
    // memory aside for any size, or refuse it.
    let line = Self.lineSize()
    let isAbsurd = line.map { $0 != Self.clamped($0) } ?? false
    use_env(false)
    use_tioctl(!isAbsurd)
    description = try TerminalDescription(wanted: wantedType)
    if isAbsurd, let line {
      let size = Self.clamped(line)
      resizeterm(Int32(size.height), Int32(size.width))
    }
    let hasMouse = usesMouse && !description.capability("kmous").isEmpty
    TerminalRecovery.arm(
      settings: settings, sequence: Self.resetSequence(description, hasMouse: hasMouse))
    StandardErrorDiversion.begin()
    self.signals = signals
    self.usesMouse = hasMouse
    formerSettings = settings

    raw()
    noecho()
    nonl()
    if getenv("ESCDELAY") == nil { set_escdelay(25) }
    // A frame is written as a whole even if a key comes in between.
    typeahead(-1)
    curs_set(0)
    curses_prepare_screen()
    guard let input = newpad(1, 1) else {
      endwin()
      TerminalRecovery.restore()
      throw .systemRefused(code: ENOMEM)
    }
    keypad(input, true)
    nodelay(input, true)
    // Mouse reports are decoded in Swift.
    define_key(nil, curses_key_mouse())
    self.input = input

    let palette = Palette(terminalType: description.type)
    painter = ScreenPainter(pairs: palette.pairs, showsColors: palette.colors > .none)
    let notices = [
      description.notice, usesASCII ? nil : characterNotice, palette.notice,
    ].compactMap(\.self)
    let attributes = termattrs()
    capabilities = TerminalCapabilities(
      colors: palette.colors, hasUnicode: !usesASCII && characterNotice == nil,
      hasAttributes: attributes & (chtype(curses_bold()) | chtype(curses_reverse())) != 0,
      hasLightBackground: background.isLight,
      notice: notices.isEmpty ? nil : notices.joined(separator: " · "))
    size = Size(width: Int(curses_column_count()), height: Int(curses_row_count()))
    turnMouse(on: true)
    decoder.expectsAnswer = background.isLate
    unreported =
      (background.typed.flatMap { decoder.feed(scalar: UInt32($0)) } + decoder.finish())
      .map(TerminalEvent.input)
  }

  deinit {
    close()
  }

  // MARK: - Showing

  /// Shows a grid, writing only what has changed.
  public func present(_ grid: Grid) {
    guard isOpen else { return }
    parkIfTerminalWasLost()
    painter.paint(grid)
    curses_show()
  }

  /// Draws every cell anew.
  public func repaint() {
    guard isOpen else { return }
    parkIfTerminalWasLost()
    curses_forget_screen()
    curses_show()
  }

  /// Puts a text into the terminal's clipboard, if it lets programs do so; says whether it was
  /// asked.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard isOpen, TerminalBackground.understandsCommands(description.type) else { return false }
    Self.write(Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}".utf8))
    return true
  }

  /// Gives the terminal back to the shell and stops the program until the shell continues it.
  public func suspend() {
    guard isOpen else { return }
    leave()
    signals.letThrough(SIGTSTP)
    reenter()
    // What continued the program has been seen to; a window of another size has not.
    unreported += signals.take().filter { $0 != SIGCONT }.flatMap(self.events) + adoptSize()
  }

  /// Gives the terminal back; nothing can be shown or read any more.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    delwin(input)
    TerminalRecovery.disarm()
    StandardErrorDiversion.end()
    DeafnessWatch.end()
  }

  /// From now on, ends the program on a thread of its own where a signal asks for that and the
  /// thread of the terminal has not closed it within half a second, since it is busy or waits for a
  /// terminal that takes no output.
  ///
  /// - Parameter save: called first; how the program is to end, or nil for an end by the signal.
  public func endWhenDeaf(saving save: @escaping @Sendable () -> ForcedEnding?) {
    DeafnessWatch.begin(save)
  }

  // MARK: - Waiting

  /// Sleeps until there is something to do.
  ///
  /// - Parameters:
  ///   - wakePipe: another reason to wake up, if any.
  ///   - duration: how long to sleep at most; nil for as long as it takes.
  public func wait(for wakePipe: WakePipe?, atMost duration: Duration?) -> [TerminalEvent] {
    guard isOpen else { return [.vanished] }
    var polled = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    if let wakePipe {
      polled.append(pollfd(fd: wakePipe.descriptor, events: Int16(POLLIN), revents: 0))
    }
    let timeout = unreported.isEmpty ? duration.map(Self.milliseconds) ?? -1 : 0
    let count = poll(&polled, nfds_t(polled.count), timeout)
    // The pipe of signals is read even when one of them has interrupted the sleep.
    unreported += signals.take().flatMap(self.events)
    var events = unreported
    unreported = []
    guard count > 0 else { return events }
    if polled[0].revents != 0 { events += readInput(polled[0].revents) }
    if polled.count > 2, polled[2].revents != 0 { events.append(.woken) }
    return events
  }

  private func readInput(_ readiness: Int16) -> [TerminalEvent] {
    guard readiness & Int16(POLLHUP | POLLERR | POLLNVAL) == 0 else { return [.vanished] }
    // A line that is ready with nothing to read is at its end.
    var available: Int32 = 0
    guard ioctl(STDIN_FILENO, UInt(FIONREAD), &available) == 0, available > 0 else {
      return [.vanished]
    }
    var events: [InputEvent] = []
    var code: wint_t = 0
    while events.count < Self.mostEventsAtOnce {
      let result = wget_wch(input, &code)
      if result == curses_is_key_code() {
        events += decoder.feed(keyCode: Int32(bitPattern: code))
      } else if result == curses_ok() {
        events += decoder.feed(scalar: code)
      } else {
        break
      }
    }
    events += decoder.finish()
    return events.map(TerminalEvent.input)
  }

  private func events(_ signal: Int32) -> [TerminalEvent] {
    switch signal {
    case SIGWINCH: return adoptSize()
    case SIGTSTP:
      suspend()
      return []
    case SIGCONT:
      // After a stop that could not be caught the line is as the shell left it.
      leave()
      reenter()
      return adoptSize()
    default: return [.askedToEnd(signal: signal)]
    }
  }

  private func adoptSize() -> [TerminalEvent] {
    guard let new = Self.lineSize().map(Self.clamped), new != size else { return [] }
    resizeterm(Int32(new.height), Int32(new.width))
    size = new
    painter.forget()
    curses_forget_screen()
    return [.input(.resized(new))]
  }

  /// The size that the terminal line has; nil where it has none.
  private static func lineSize() -> Size? {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0
    else { return nil }
    return Size(width: Int(window.ws_col), height: Int(window.ws_row))
  }

  /// The part of a size that is drawn on: no screen has more cells, and a line may claim any number.
  private static func clamped(_ size: Size) -> Size {
    Size(width: min(size.width, mostCells), height: min(size.height, mostCells))
  }

  /// The most columns and the most rows, as of pictures.
  private static let mostCells = 1000

  /// How many events are handled before the next frame, however fast they come.
  private static let mostEventsAtOnce = 500

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds))
  }

  // MARK: - Coming and going

  private func leave() {
    turnMouse(on: false)
    endwin()
    // Reports that were on their way must not reach the shell as typed text.
    tcflush(STDIN_FILENO, TCIFLUSH)
    var settings = formerSettings
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  private func reenter() {
    reset_prog_mode()
    curses_forget_screen()
    curses_show()
    turnMouse(on: true)
  }

  private func turnMouse(on: Bool) {
    guard usesMouse else { return }
    Self.write(on ? MouseReports.start : MouseReports.stop)
  }

  /// Another thread has crashed and given the terminal back; what follows belongs to the report of
  /// the crash, and this thread only waits for the end.
  private func parkIfTerminalWasLost() {
    while !TerminalRecovery.holdsTerminal { pause() }
  }

  private static func resetSequence(_ description: TerminalDescription, hasMouse: Bool) -> [UInt8] {
    let ending = ["rmkx", "sgr0", "op", "cnorm", "rmcup"].map(description.capability)
    let leavesScreen = description.capability("rmcup").isEmpty
    return (hasMouse ? MouseReports.stop : []) + ending.joined() + (leavesScreen ? [13, 10] : [])
  }

  private static func write(_ bytes: [UInt8]) {
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }
}
