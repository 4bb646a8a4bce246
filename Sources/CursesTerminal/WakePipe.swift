import Glibc

/// Lets other threads wake the one that waits for the terminal.
public final class WakePipe: Sendable {
  /// What becomes readable.
  public let descriptor: Int32
  private let writeEnd: Int32

  /// Creates a pipe that nobody has raised yet.
  public init() throws(CursesTerminalError) {
    let pipe = try NonBlockingPipe()
    descriptor = pipe.readEnd
    writeEnd = pipe.writeEnd
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Wakes whoever waits; never waits itself.
  public func raise() {
    var byte: UInt8 = 1
    // A full pipe wakes as well as one with a byte more.
    _ = write(writeEnd, &byte, 1)
  }

  /// Sleeps until the pipe is raised, or so many milliseconds have gone by.
  ///
  /// - Returns: whether it was raised.
  public func wait(milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) > 0
  }

  /// Makes the descriptor unreadable again.
  public func lower() {
    var buffer: (UInt64, UInt64) = (0, 0)
    while read(descriptor, &buffer, 16) > 0 {}
  }
}
