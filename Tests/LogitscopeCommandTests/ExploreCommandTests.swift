import Testing

@testable import LogitscopeCommand

@Suite struct ExploreCommandTests {
  @Test func isWhatTheProgramDoesByDefault() throws {
    #expect(try LogitscopeCommand.parseAsRoot([]) is ExploreCommand)
    let command = try #require(
      try LogitscopeCommand.parseAsRoot(["--loss", "nce", "--ascii"]) as? ExploreCommand)
    #expect(command.training.step.loss?.name == "nce")
    #expect(command.screen.ascii)
    #expect(!command.screen.leavesMouse)
  }

  @Test func watchesSmallDatasetsSlowly() throws {
    func limit(_ arguments: String..., count: Int) throws -> Double? {
      (try ExploreCommand.parse(arguments).pace ?? .automatic).limit(trainingCount: count)
    }
    #expect(try limit(count: 1297) == 100)
    #expect(try limit(count: 60_000) == nil)
    #expect(try limit("--pace", "full", count: 1297) == nil)
    #expect(try limit("--pace", "12.5", count: 60_000) == 12.5)
  }

  @Test(arguments: ["0", "-1", "nan", "inf", "fast", "1e9"])
  func refusesAPaceThatIsNone(_ pace: String) {
    for arguments in [["--pace=\(pace)"], ["--pace", pace]] {
      let error = #expect(throws: (any Error).self) { try ExploreCommand.parse(arguments) }
      let sentence = error.flatMap { Diagnosis($0).sentence }
      #expect(sentence?.contains("auto, full, or a number above 0") == true)
    }
  }
}
