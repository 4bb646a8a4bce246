import Foundation
import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct ProgramTests {
  @Test(arguments: [
    [], ["train"], ["loss"], ["metrics"], ["datasets"], ["benchmark"], ["benchmark", "training"],
    ["benchmark", "losses"], ["benchmark", "metrics"], ["speed"], ["compare"],
  ])
  func helpsWithAnExample(_ command: [String]) throws {
    let run = try ProgramRun(command + ["--help"])
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("USAGE: logitscope"))
    #expect(run.output.contains("Example: logitscope"))
  }

  @Test func tellsItsVersion() throws {
    let run = try ProgramRun(["--version"])
    #expect(run.exitCode == 0)
    #expect(run.output == LogitscopeCommand.configuration.version + "\n")
  }

  @Test func saysThatItsHelpCannotBeWritten() throws {
    let run = try ProgramRun(
      path: "/bin/sh", ["-c", "exec \"$0\" --help > /dev/full", ProgramRun.program.path])
    #expect(run.exitCode == 74)
    #expect(
      run.errors == "logitscope: cannot write to standard output: No space left on device\n")
  }

  @Test func readsNoDeviceWithoutEnd() throws {
    let run = try ProgramRun(["metrics", "--logits", "/dev/zero"])
    #expect(run.exitCode == 74)
    #expect(run.errors == "logitscope: cannot read /dev/zero: File too large\n")
  }

  @Test func saysThatAnArrayIsBeyondMemory() throws {
    let folder = try TemporaryFolder()
    let logits = try folder.write(
      FileBytes.npy("<f4", shape: [1 << 20, 1 << 14], payload: []), to: "z.npy")
    // The file is as long as it says, though nobody has written most of it.
    let size = try FileManager.default.attributesOfItem(atPath: logits)[.size] as? Int
    #expect(truncate(logits, try #require(size) + 1 << 36) == 0)
    let labels = try folder.write(
      FileBytes.npy([Int64](repeating: 0, count: 1 << 20)), to: "y.npy")
    let run = try ProgramRun(
      path: "/bin/sh",
      [
        "-c", "ulimit -v 8000000; exec \"$0\" \"$@\"", ProgramRun.program.path, "metrics",
        "--logits", logits, "--labels", labels,
      ])
    #expect(run.exitCode == 74 && run.output.isEmpty)
    #expect(run.errors == "logitscope: cannot read \(logits): Cannot allocate memory\n")
  }

  @Test func knowsNoOtherCommand() throws {
    let run = try ProgramRun(["trian"])
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("logitscope: there is no command 'trian'; the commands are "))
    #expect(run.errors.contains("train, loss, metrics, datasets"))
  }

  @Test func listsDatasets() throws {
    let text = try ProgramRun(["datasets"])
    #expect(text.exitCode == 0)
    #expect(text.output.contains("digits"))
    #expect(text.output.contains("1,297"))
    let json = try ProgramRun(["datasets", "--format", "json"]).jsonLines()
    let list = try #require(json.first?["datasets"] as? [[String: Any]])
    #expect(
      list.compactMap { $0["name"] as? String } == ["digits"] + DatasetCatalog.entries.map(\.name))
    for (listing, entry) in zip(list.dropFirst(), DatasetCatalog.entries) {
      #expect(listing["available"] as? Bool == entry.isInstalled)
      #expect((listing["installation"] is NSNull) == entry.isInstalled)
    }
  }
}
