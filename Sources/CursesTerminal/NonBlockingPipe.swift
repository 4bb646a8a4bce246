import Glibc

/// A pipe whose ends never wait and are not handed on to other programs.
struct NonBlockingPipe {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(CursesTerminalError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .systemRefused(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }
}
