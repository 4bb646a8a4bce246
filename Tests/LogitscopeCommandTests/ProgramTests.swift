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
