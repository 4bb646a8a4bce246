import Foundation
import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Exit {
    @Test(arguments: ["q", "C-c"])
    func givesTheTerminalBackAfterAKey(_ key: String) throws {
      let session = try TerminalSession()
      let before = try session.output(of: "stty -a")
      try start(in: session)
      try session.press(key)
      try session.wait("the shell") { $0.isAtPrompt && $0.shows("mean AUPRC") }
      #expect(try session.output(of: "echo $?") == "0\n")
      try session.expectRestored(settings: before)
    }

    @Test(arguments: [
      SIGTERM, SIGHUP, SIGINT, SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGQUIT,
      SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGIO, SIGPWR, SIGPIPE, 40,
    ])
    func givesTheTerminalBackAfterASignal(_ signal: Int32) throws {
      let session = try TerminalSession()
      let before = try session.output(of: "stty -a")
      try start(in: session)
      #expect(kill(try session.process(), signal) == 0)
      try session.wait("the shell") { $0.isAtPrompt }
      #expect(try session.output(of: "echo $?") == "\(128 + signal)\n")
      try session.expectRestored(settings: before)
    }

    @Test(arguments: [false, true])
    func stopsAndComesBack(_ isStoppedFromOutside: Bool) throws {
      let session = try TerminalSession()
      let before = try session.output(of: "stty -a")
      try start(in: session)
      if isStoppedFromOutside {
        #expect(kill(try session.process(), SIGTSTP) == 0)
      } else {
        try session.press("C-z")
      }
      try session.wait("the shell") { $0.isAtPrompt }
      try session.expectRestored(settings: before)
      // What has changed meanwhile must be noticed, though nobody has told a stopped program.
      try session.resize(columns: 120, rows: 36)
      try session.command("fg")
      try session.wait("the explorer") {
        $0.showsHistogram && $0.lines.count == 36 && $0.shows("? help")
          && $0.lines.contains { $0.count == 120 }
      }
      #expect(try session.state("mouse_any_flag") == "1")
      try session.press("q")
      try session.wait("the shell") { $0.isAtPrompt }
      try session.expectRestored(settings: before)
    }

    @Test func endsWhenTheTerminalVanishes() throws {
      let session = try TerminalSession()
      try start(in: session)
      let process = try session.process()
      try session.vanish()
      try session.waitForValue("the end of the process") {
        kill(process, 0) == 0 ? nil : ()
      }
    }

    @Test func refusesToDrawIntoAFile() throws {
      let run = try ProgramRun(["explore"])
      #expect(run.exitCode == 64)
      #expect(run.output.isEmpty)
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.errors.contains("logitscope train"))
    }

    @Test func printsWhatWentToStandardErrorOnceTheScreenIsFree() throws {
      let session = try TerminalSession()
      try start(in: session)
      let process = try session.process()
      // The program's own descriptor of standard error, which is not the terminal now.
      let errors = try #require(FileHandle(forWritingAtPath: "/proc/\(process)/fd/2"))
      errors.seekToEndOfFile()
      errors.write(Data("a message from somewhere\n".utf8))
      try session.press("?")
      let screen = try session.wait("help") { $0.shows("Pause the training") }
      #expect(!screen.shows("a message"))
      #expect(kill(process, SIGILL) == 0)
      try session.wait("the message") { $0.shows("a message from somewhere") && $0.isAtPrompt }
    }

    @Test func saysWhatIsWrongBeforeItTakesTheScreen() throws {
      let session = try TerminalSession()
      try session.start("--class 10")
      try session.wait("the sentence") { $0.isAtPrompt && $0.shows("--class 10 is no class") }
      #expect(try session.output(of: "echo $?") == "64\n")
      try session.start("--dataset no-such-dataset")
      try session.wait("the sentence") { $0.isAtPrompt && $0.shows("no-such-dataset'") }
      #expect(try session.output(of: "echo $?") == "66\n")
    }

    private func start(in session: TerminalSession) throws {
      try session.start("--threads 1")
      try session.wait("the explorer") { $0.showsHistogram && $0.shows("LIVE") }
      #expect(try session.state("alternate_on") == "1")
    }
  }
}
