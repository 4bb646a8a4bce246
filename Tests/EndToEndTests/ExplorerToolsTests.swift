import Foundation
import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Tools {
    @Test func savesAViewUnderAFreeName() throws {
      let session = try explorer()
      let files = try TemporaryFolder()
      try session.press("q")
      try session.wait("the shell") { $0.isAtPrompt }
      try session.command("cd '\(files.url.path)'")
      try session.start("--threads 1 --at 5")
      try session.wait("the pause") { $0.title.contains("PAUSED") && $0.showsHistogram }
      for name in ["logitscope-explore-5.svg", "logitscope-explore-5-2.svg"] {
        try session.press("W")
        try session.wait("the question") { $0.shows("Save this view as") }
        try session.press("s")
        try session.wait("the name") { $0.lines.last?.contains("saved as \(name)") == true }
      }
      try session.press("W", "c")
      try session.wait("the name") { $0.lines.last?.contains("logitscope-explore-5.csv") == true }
      #expect(
        try files.contents() == [
          "logitscope-explore-5-2.svg", "logitscope-explore-5.csv", "logitscope-explore-5.svg",
        ])
    }

    @Test func keepsOptionsForTheNextTime() throws {
      let session = try explorer()
      try session.press("O", "Right")
      try session.wait("the theme") { $0.shows("◄ dark") }
      try session.press("Enter")
      try session.wait("the file") { $0.lines.last?.contains("config.toml") == true }
      try session.press("q")
      try session.wait("the shell") { $0.isAtPrompt }
      try session.start("--threads 1")
      try session.wait("the explorer") { $0.showsHistogram }
      try session.press("O")
      try session.wait("the theme") { $0.shows("◄ dark") }
    }

    @Test func trainsOnAnotherDataset() throws {
      let session = try explorer()
      try session.type("i")
      try session.wait("the list") { $0.shows("Train on another dataset") && $0.shows("embedded") }
      try session.type("/no/such/place")
      try session.press("Enter")
      try session.wait("the reason") { $0.shows("No such file") }
      try session.press("C-u")
      try session.type("synthetic:classes=7,train=200,test=50")
      try session.press("Enter")
      try session.wait("the other run") {
        $0.title.contains("synthetic:classes=7") && $0.title.contains("epoch") && $0.showsHistogram
      }
      try session.press("Y")
      try session.wait("its command") { $0.shows("synthetic:classes=7,train=200,test=50") }
    }

    @Test func findsACommandAndCopiesTheCommandLine() throws {
      let session = try explorer()
      let written = try session.record()
      try session.type(":copy it")
      try session.wait("the list") { $0.shows("Commands") && $0.shows("and copy it.") }
      try session.press("Enter")
      try session.wait("the command") { $0.shows("logitscope explore --loss cross-entropy") }
      _ = try session.waitForValue("the clipboard") {
        let text = String(decoding: try Recording(written).bytes, as: UTF8.self)
        return text.contains("\u{1B}]52;c;bG9naXRzY29wZS") ? text : nil
      }
    }
  }
}
