import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Use {
    @Test func trainsAtOnceOnTheEmbeddedDigits() throws {
      let session = try TerminalSession()
      try session.start()
      let screen = try session.wait("training to move") {
        $0.showsHistogram && $0.title.contains("LIVE") && $0.title.contains("2 %")
      }
      #expect(screen.title.contains("digits"))
      #expect(screen.title.contains("cross-entropy"))
      #expect(screen.shows("positives"))
      #expect(screen.shows("negatives"))
      #expect(screen.hasColor)
    }

    @Test(arguments: [(40, 12), (80, 24), (120, 36), (200, 60)])
    func showsTheHistogramAtEverySize(_ columns: Int, _ rows: Int) throws {
      let session = try explorer(columns: columns, rows: rows)
      let screen = try session.screen()
      #expect(screen.lines.count == rows)
      #expect(screen.lines.allSatisfy { $0.count <= columns })
      #expect(screen.title.contains("cross-entropy"))
      #expect(screen.lines.last?.contains("? help") == true)
    }

    @Test func followsTheSizeOfTheTerminal() throws {
      let session = try explorer(columns: 80, rows: 24)
      for (columns, rows) in [(120, 36), (40, 12), (200, 60), (80, 24), (40, 12), (120, 36)] {
        try session.resize(columns: columns, rows: rows)
        try session.wait("\(columns)x\(rows)") { screen in
          screen.lines.count == rows && screen.showsHistogram
            && screen.title.contains("cross-entropy")
            && (screen.lines.last?.contains("? help") ?? false)
            && screen.lines.dropFirst().dropLast().contains { $0.count == columns }
        }
      }
    }

    @Test func saysThatATerminalIsTooSmallAndComesBack() throws {
      let session = try explorer(columns: 80, rows: 24)
      try session.resize(columns: 30, rows: 8)
      try session.wait("the note") { $0.shows("needs 40×12") }
      try session.resize(columns: 80, rows: 24)
      try session.wait("the explorer") { $0.showsHistogram }
    }

    @Test func pausesAndGoesOn() throws {
      let session = try explorer("--pace 20")
      try session.press("Space")
      try session.wait("the pause") { $0.title.contains("PAUSED") }
      try session.press("Space")
      try session.wait("the training") { $0.title.contains("LIVE") }
    }

    @Test func stepsAndStaysPaused() throws {
      let session = try explorer("--pace 20")
      try session.press(".")
      let paused = try session.wait("the pause") { $0.title.contains("PAUSED") }
      let before = try #require(paused.step)
      try session.press(".")
      try session.wait("one step") { ($0.step ?? 0) > before && $0.title.contains("PAUSED") }
    }

    @Test func changesTheClass() throws {
      let session = try explorer("--class 3")
      #expect(try session.screen().shows("class 3"))
      try session.press("Right")
      try session.wait("class 4") { $0.shows("class 4") }
      try session.press("Left", "Left")
      try session.wait("class 2") { $0.shows("class 2") }
    }

    @Test func restartsWithTheLossOfTheCursor() throws {
      let session = try explorer("--pace 20")
      try session.press("Down", "Enter")
      try session.wait("another loss") {
        $0.title.contains("max-margin") && $0.title.contains("LIVE") && $0.showsHistogram
      }
    }

    @Test func goesOnWithTheOldLossWhenTheDatasetCannotFeedTheNew() throws {
      // Class 2 has test images but none to train on, and the noise of nce needs its frequency.
      let folder = try TemporaryFolder()
      for (name, labels) in [("train", [0, 1] as [UInt8]), ("t10k", [0, 1, 2])] {
        let count = 60
        let pixels = (0..<count * 4).map { UInt8(truncatingIfNeeded: $0 * 37) }
        try folder.write(
          FileBytes.idx(shape: [count, 2, 2], values: pixels), to: "\(name)-images-idx3-ubyte")
        try folder.write(
          FileBytes.idx(
            shape: [count], values: (0..<count).map { labels[$0 % labels.count] }),
          to: "\(name)-labels-idx1-ubyte")
      }
      let session = try explorer(
        "--dataset '\(folder.url.path)' --batch-size 8 --epochs 1000 --pace 20")
      try session.press("Down", "Down", "Down", "Enter")
      let screen = try session.wait("the reason") {
        $0.shows("nce needs examples of every class") && $0.title.contains("LIVE")
      }
      #expect(screen.title.contains("cross-entropy"))
    }

    @Test func showsHelpAndBacksOut() throws {
      let session = try explorer()
      try session.press("?")
      try session.wait("help") { $0.shows("Pause the training") }
      try session.press("Escape")
      try session.wait("the explorer") { !$0.shows("Pause the training") && $0.showsHistogram }
    }

    @Test func leavesOneLineAboutTheRun() throws {
      let session = try explorer()
      try session.press("q")
      let screen = try session.wait("the summary") { $0.shows("mean AUPRC") && $0.isAtPrompt }
      let summary = try #require(screen.lines.first { $0.contains("mean AUPRC") })
      #expect(summary.hasPrefix("digits, cross-entropy: step "))
      #expect(summary.contains("violating pairs"))
    }

    private func explorer(
      columns: Int = 100, rows: Int = 30, _ arguments: String...
    ) throws -> TerminalSession {
      try ExplorerTests.explorer(
        columns: columns, rows: rows, arguments.joined(separator: " "))
    }
  }
}

extension TerminalScreen {
  /// The number of the step that the histogram shows.
  var step: Int? {
    guard let range = text.ranges(of: "step ").first else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber || $0 == "," }.filter(\.isNumber))
  }
}
