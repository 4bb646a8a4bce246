import Foundation
import Testing

@testable import CursesTerminal

@Suite struct EndingSignalsTests {
  @Test func onlyASecondWishOfAPersonEndsAtOnce() {
    let second: Int64 = 1_000_000_000
    #expect(EndingSignals.mustEndAtOnce(after: second, SIGINT))
    #expect(EndingSignals.mustEndAtOnce(after: second, SIGTERM))
    // What a shell passes on, and what comes every second after a limit.
    #expect(!EndingSignals.mustEndAtOnce(after: second / 10, SIGINT))
    #expect(!EndingSignals.mustEndAtOnce(after: second, SIGHUP))
    #expect(!EndingSignals.mustEndAtOnce(after: second, SIGXCPU))
  }

  @Test func leavesCrashesAndStopsAlone() {
    let watched = Set(EndingSignals.inForce)
    #expect(watched.isSuperset(of: [SIGINT, SIGTERM]))
    for signal in [
      SIGSEGV, SIGABRT, SIGKILL, SIGSTOP, SIGTSTP, SIGCONT, SIGCHLD, SIGWINCH, SIGQUIT,
    ] {
      #expect(!watched.contains(signal))
    }
  }
}
