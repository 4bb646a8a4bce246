import Foundation
import LogitEngine
import RunStore
import TestSupport
import Testing

extension ExplorerTests {
  /// What happens to a terminal while a run is recorded in it, and to the run.
  @Suite struct Survival {
    private let folder: TemporaryFolder
    private var path: String { folder.path("runs.sqlite") }

    init() throws {
      folder = try TemporaryFolder()
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGXCPU, SIGUSR1, SIGSEGV, SIGABRT])
    func aSignalLeavesTheTerminalAndTheRunWhole(_ signal: Int32) throws {
      let isCrash = [SIGSEGV, SIGABRT].contains(signal)
      let session = try TerminalSession()
      let before = try session.output(of: "stty -a")
      try record(in: session)
      #expect(kill(try session.process(), signal) == 0)
      try session.wait("the shell") { $0.isAtPrompt }
      #expect(try session.output(of: "echo $?") == "\(isCrash ? 128 + signal : 2)\n")
      try session.expectRestored(settings: before)
      try expectWholeRun(status: isCrash ? .interrupted : .stopped)
      if !isCrash { try expectCheckpointAtTheEnd() }
    }

    @Test func aTerminalThatVanishesLeavesTheRunWhole() throws {
      let session = try TerminalSession()
      try record(in: session)
      let process = try session.process()
      try session.vanish()
      try session.waitForValue("the end of the process") { kill(process, 0) == 0 ? nil : () }
      try expectWholeRun(status: .stopped)
      try expectCheckpointAtTheEnd()
    }

    @Test func aStopAndAReturnLeaveTheRunWhole() throws {
      let session = try TerminalSession()
      let before = try session.output(of: "stty -a")
      try record(in: session)
      try session.press("C-z")
      try session.wait("the shell") { $0.isAtPrompt }
      try session.expectRestored(settings: before)
      try session.command("fg")
      let back = try session.wait("the explorer") { $0.showsHistogram && $0.step != nil }
      let step = try #require(back.step)
      try session.wait("further steps") { ($0.step ?? 0) > step }
      try session.press("q")
      try session.wait("the shell") { $0.isAtPrompt && $0.shows("mean AUPRC") }
      try session.expectRestored(settings: before)
      try expectWholeRun(status: .stopped)
    }

    @Test func goesOnBetweenTwoClientsOfTmuxAndTakesTheirSizes() throws {
      let session = try TerminalSession(columns: 100, rows: 30)
      let before = try session.output(of: "stty -a")
      try record(in: session)
      let client = try TerminalSession(columns: 120, rows: 36)
      try client.command(session.attaching)
      // tmux keeps a line for itself.
      try wait(for: session, columns: 120, rows: 35)
      try client.wait("the explorer in the first client") { $0.showsHistogram }
      try session.detach()
      try client.wait("the shell of the client") { $0.isAtPrompt && !$0.showsHistogram }
      let step = try #require(try session.screen().step)
      try session.wait("steps that nobody sees") { ($0.step ?? 0) > step + 20 }
      let other = try TerminalSession(columns: 260, rows: 50)
      try other.command(session.attaching)
      try wait(for: session, columns: 260, rows: 49)
      // A click that comes all the way through a client, beyond the columns of old mouse reports.
      let screen = try other.wait("the explorer in the other client") {
        $0.showsHistogram && $0.place(of: "Separation") != nil
      }
      let place = try #require(screen.place(of: "Separation"))
      #expect(place.column > 223)
      try other.click(column: place.column, row: place.row + 2)
      try other.press("f")
      try other.wait("the pane alone") { $0.shows("Separation") && !$0.shows("Training loss") }
      try other.press("q")
      try session.wait("the shell") { $0.isAtPrompt && $0.shows("mean AUPRC") }
      try session.expectRestored(settings: before)
      try expectWholeRun(status: .stopped)
    }

    @Test func takesClicksInColumnsThatCameWithAnotherSize() throws {
      let session = try ExplorerTests.explorer(columns: 100, rows: 30)
      try session.resize(columns: 300, rows: 50)
      try wait(for: session, columns: 300, rows: 50)
      let place = try #require(try session.screen().place(of: "Separation"))
      #expect(place.column > 223)
      try session.click(column: place.column, row: place.row + 2)
      try session.press("f")
      try session.wait("the pane alone") { $0.shows("Separation") && !$0.shows("Training loss") }
      try session.press("f")
      try session.wait("all panes") { $0.shows("Training loss") }
      // And the other way, from a place that is no more.
      try session.resize(columns: 80, rows: 24)
      try wait(for: session, columns: 80, rows: 24)
      try session.click(column: 250, row: 40)
      try session.press("?")
      try session.wait("help") { $0.shows("This pane: separation") }
    }

    /// Expects that nothing is lost when the run is gone on with.
    private func expectCheckpointAtTheEnd() throws {
      let store = try RunStore(path: path, access: .reading)
      let run = try store.run("lecture")
      #expect(try store.checkpointSteps(of: run).last == run.lastMoment.step)
    }

    /// Starts an explorer that records, and waits until it has something.
    private func record(in session: TerminalSession) throws {
      try session.start(
        "--threads 1 --epochs 1000 --pace 40 --evaluate-every 5 --record lecture --store '\(path)'")
      try session.wait("the explorer") { $0.showsHistogram && $0.title.contains("LIVE") }
      try session.waitForValue("recorded evaluations") {
        let run = try? RunStore(path: path, access: .reading).run("lecture")
        return (run?.snapshotCount ?? 0) >= 3 ? () : nil
      }
    }

    private func wait(for session: TerminalSession, columns: Int, rows: Int) throws {
      try session.wait("\(columns)×\(rows)") { screen in
        screen.lines.count == rows && screen.showsHistogram
          && screen.lines.last?.contains("? help") == true
          && screen.lines.dropFirst().dropLast().contains { $0.count == columns }
      }
    }

    /// Expects every step's loss and every evaluation up to the last one, as they were made.
    private func expectWholeRun(status: RecordedRun.Status) throws {
      let store = try RunStore(path: path, access: .reading)
      let run = try store.run("lecture")
      #expect(run.status == status)
      let source = try RunSource(run, in: store)
      let last = try #require(source.evaluations.last).moment.step
      let steps = source.progress.flatMap { progress in
        (progress.moment.step - progress.losses.count + 1)...progress.moment.step
      }
      #expect(steps == Array(1...max(1, steps.count)))
      #expect(steps.count >= last)
      // What was asked for in steps, and at the very end.
      let evaluated = source.allEvaluations.map(\.moment.step)
      #expect(evaluated.dropLast() == Array(stride(from: 0, to: last, by: 5))[...])
      for index in source.evaluations.indices {
        let evaluation = try source.evaluation(at: index)
        #expect(evaluation.report == EvaluationReport(evaluation.snapshot))
      }
      let shown = try ProgramRun(["runs", "show", "lecture", "--store", path])
      #expect(shown.exitCode == 0 && shown.output.contains(status.rawValue))
    }
  }
}
