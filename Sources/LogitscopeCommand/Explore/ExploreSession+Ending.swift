import CursesTerminal
import Glibc

extension ExploreSession {
  /// Ends the program as the session ended.
  ///
  /// - Parameter othersHaveEnded: whether threads that are not the session's have ended.
  func finish(_ ending: Ending, othersHaveEnded: Bool = true) throws {
    switch ending {
    case .signal(let number):
      // Threads may be at work, and must not meet what `exit` takes down.
      if let diagnosis = saver.save() { diagnosis.exitAtOnce() }
      signal(number, SIG_DFL)
      raise(number)
    case .failed(let error): throw error
    case .quit:
      if let summary = ExploreSummary(training ?? state) {
        try StandardOutput.write(summary.text + "\n")
      }
      let haveEnded = stopThreads()
      if let failure = saver.failure { Diagnosis(failure).exitAtOnce() }
      // Threads that are still in the middle of a step must not meet what `exit` takes down.
      if !haveEnded || !othersHaveEnded { Glibc._exit(Diagnosis.Code.success.rawValue) }
    }
  }
}
