import TestSupport
import Testing

extension ExplorerTests {
  @Suite struct Inspect {
    private let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
    }

    /// Logits of 40 examples that come apart with the steps.
    private func logits(_ step: Int) -> [UInt8] {
      let values: [Float] = (0..<120).map { index -> Float in
        let isTrue = index % 3 == index / 3 % 3
        return Float(index * 37 % 11) + (isTrue ? Float(step) / 10 : 0)
      }
      return FileBytes.npy(values, shape: [40, 3])
    }

    private func writeLabels() throws {
      try folder.write(FileBytes.npy((0..<40).map { Int64($0 % 3) }), to: "labels.npy")
    }

    @Test func showsFilesAsATimeline() throws {
      try writeLabels()
      for step in [10, 20] { try folder.write(logits(step), to: "z\(step).npy") }
      let session = try TerminalSession()
      try session.start(
        "inspect '\(folder.path("z10.npy"))' '\(folder.path("z20.npy"))' --class 2 "
          + "--labels '\(folder.path("labels.npy"))'")
      try session.wait("the second file") {
        $0.title.contains("FILES") && $0.shows("class 2") && $0.step == 20
      }
      try session.press(",")
      try session.wait("the first file") { $0.step == 10 && $0.title.contains("PAST") }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt && $0.shows("step 20, mean AUPRC") }
    }

    @Test func followsAFolder() throws {
      let session = try TerminalSession()
      try session.start("watch '\(folder.path(""))'")
      try session.wait("that it waits") { $0.title.contains("WATCHING") }
      try writeLabels()
      try folder.write(logits(100), to: "logits-000100.npy")
      try session.wait("the first logits") { $0.showsHistogram && $0.shows("step 100") }
      // Half a file is nothing to speak of.
      let next = logits(300)
      try folder.write(Array(next[..<400]), to: "logits-000300.npy")
      try folder.write(logits(200), to: "logits-000200.npy")
      try session.wait("the whole file") { $0.step == 200 }
      try folder.write(next, to: "logits-000300.npy")
      try session.wait("the file that was half") { $0.step == 300 }
      // What comes late takes its place.
      try folder.write(logits(250), to: "logits-000250.npy")
      try session.wait("four moments") { $0.step == 300 && $0.shows("4/4") }
      try session.press(",")
      try session.wait("the late one") { $0.step == 250 }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt }
    }

    @Test func saysWhatCannotBeRead() throws {
      let session = try TerminalSession()
      try session.start("watch '\(folder.path(""))'")
      try writeLabels()
      try folder.write([1, 2, 3], to: "logits-1.npy")
      try session.wait("a complaint") { $0.shows("is not an NPY file") }
      try folder.write(logits(1), to: "logits-2.npy")
      try session.wait("what is whole") { $0.showsHistogram && $0.step == 2 }
      try session.press("q")
      try session.wait("the prompt") { $0.isAtPrompt }
    }

    @Test func explainsWhatCannotBeInspected() throws {
      let nothing = try ProgramRun(["inspect"])
      #expect(nothing.exitCode == 64 && nothing.errors.contains("a file of logits is needed"))
      let noFolder = try ProgramRun(["watch", folder.path("gone")])
      #expect(noFolder.exitCode == 66 && noFolder.errors.contains("gone"))
      try folder.write(logits(1), to: "z.npy")
      let session = try TerminalSession()
      try session.start("inspect '\(folder.path("z.npy"))'")
      try session.wait("the prompt") { $0.isAtPrompt && $0.shows("--labels is needed") }
    }
  }
}
