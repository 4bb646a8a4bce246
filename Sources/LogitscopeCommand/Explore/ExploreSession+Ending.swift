import Glibc

extension ExploreSession {
  /// Ends the program as the session ended.
  ///
  /// - Parameter stop: stops the threads; tells whether all of them have ended.
  func finish(_ ending: Ending, stop: () -> Bool) throws {
    switch ending {
    case .signal(let number):
      signal(number, SIG_DFL)
      raise(number)
    case .failed(let error): throw error
    case .quit:
      if let summary = ExploreSummary(state) { try StandardOutput.write(summary.text + "\n") }
      // Threads that are still in the middle of a step must not meet what `exit` takes down.
      let hasMeasured = stopMeasuring(within: .seconds(2))
      if !stop() || !hasMeasured { Glibc._exit(Diagnosis.Code.success.rawValue) }
    }
  }
}
