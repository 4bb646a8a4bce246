import ExplorerUI
import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct LogitMomentsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(FileBytes.npy([0, 2] as [Int64]), to: "y.npy")
  }

  private func add(_ value: Float, _ name: String, to moments: LogitMoments) throws -> Int {
    let path = try folder.write(
      FileBytes.npy([value, 2, 3, 4, 5, 6], shape: [2, 3]), to: name)
    let labels = folder.path("y.npy")
    let read: @Sendable () throws -> LogitSnapshot = {
      try LogitFiles.read(logits: path, labels: labels).moments[0].snapshot
    }
    let snapshot = try read()
    return moments.add(
      LogitMoments.Moment(
        path: path, version: FileVersion(ofFile: path), moment: TrainingMoment(step: 1, epoch: 0),
        report: EvaluationReport(snapshot), ranges: LogitRanges(snapshot), read: read), snapshot)
  }

  private func firstLogit(_ index: Int, of moments: LogitMoments) throws -> Float? {
    try moments.evaluations([index])[index]?.snapshot.logits.first
  }

  @Test(arguments: [0, 1 << 20]) func bringsLogitsWhetherKeptOrNot(_ capacity: Int) throws {
    let moments = LogitMoments(capacity: capacity)
    let indices = try (0..<5).map { try add(Float($0), "z\($0).npy", to: moments) }
    #expect(indices == [0, 1, 2, 3, 4])
    for index in indices { #expect(try firstLogit(index, of: moments) == Float(index)) }
  }

  @Test func refusesWhatHasChangedSince() throws {
    let moments = LogitMoments(capacity: 0)
    for index in 0..<3 { _ = try add(Float(index), "z\(index).npy", to: moments) }
    try folder.write([1, 2, 3], to: "z0.npy")
    #expect(throws: CommandError.self) { try moments.evaluations([0]) }
    // The last two are kept whatever becomes of their files.
    try folder.write([1, 2, 3], to: "z2.npy")
    #expect(try firstLogit(2, of: moments) == 2)
  }

  @Test func takesStepsFromNamesThatGrow() {
    #expect(InspectCommand.steps(of: ["a/z-5.npy", "z-70.npy"]) == [5, 70])
    #expect(InspectCommand.steps(of: ["z-70.npy", "z-5.npy"]) == [0, 1])
    #expect(InspectCommand.steps(of: ["run7/z.npy", "z-5.npy"]) == [0, 1])
    #expect(InspectCommand.steps(of: ["z.npy"]) == [0])
    #expect(InspectCommand.steps(of: ["py3langid.npz"]) == [0])
  }
}
