import Foundation
import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct LossCommandTests {
  private struct Golden: Decodable {
    var cases: [Case]
  }

  private struct Case: Decodable {
    var loss: String
    var parameters: [String: Double]
    var n: Int
    var k: Int
    var labels: [Int64]
    var logits: [Float]
    var value: Double
    var gradient: [Double]
    var noise: [[Int64]]?
    var noiseDistribution: [Double]?
    var expectedValue: Double?
    var expectedGradient: [Double]?
  }

  private struct Output: Decodable {
    var loss: String
    var value: Double
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func arguments(for golden: Case) throws -> [String] {
    let logits = try folder.write(
      FileBytes.npy(golden.logits, shape: [golden.n, golden.k]), to: "z.npy")
    let labels = try folder.write(FileBytes.npy(golden.labels), to: "y.npy")
    var arguments = [
      "loss", golden.loss, "--logits", logits, "--labels", labels, "--gradient",
      folder.path("g.npy"), "--format", "json",
    ]
    if let gamma = golden.parameters["gamma"] { arguments += ["--margin", "\(gamma)"] }
    if let alpha = golden.parameters["alpha"] { arguments += ["--alpha", "\(alpha)"] }
    if let focus = golden.parameters["focus"] { arguments += ["--focus", "\(focus)"] }
    if let distribution = golden.noiseDistribution {
      arguments += [
        "--noise-distribution", try folder.write(FileBytes.npy(distribution), to: "q.npy"),
      ]
    }
    return arguments
  }

  private func check(
    _ arguments: [String], _ golden: Case, value: Double, gradient: [Double]
  ) throws {
    let run = try ProgramRun(arguments)
    #expect(run.exitCode == 0, "\(run.errors)")
    let output = try run.json(as: Output.self)
    #expect(output.loss == golden.loss)
    #expect(agree(output.value, value), "\(arguments): \(output.value) is not \(value)")
    let written = try LogitFiles.read(
      logits: folder.path("g.npy"), labels: folder.path("y.npy")
    ).moments[0].snapshot
    let isClose = zip(written.logits, gradient).allSatisfy { agree(Double($0), $1) }
    #expect(written.logits.count == gradient.count && isClose, "\(arguments)")
  }

  private func agree(_ found: Double, _ reference: Double) -> Bool {
    abs(found - reference) <= 1e-6 + 1e-5 * abs(reference)
  }

  @Test func agreesWithTheReferenceValues() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let cases = try ["losses", "losses-beyond"].flatMap { name in
      try decoder.decode(Golden.self, from: Data(contentsOf: goldenFile(name))).cases
    }
    #expect(Set(cases.map(\.loss)) == Set(LossKind.everyKind.map(\.name)))
    // Every loss, shape and parameter comes at three scales; here one of them each, in turn. The
    // engine's own tests go through all.
    for (index, golden) in cases.enumerated() where index % 3 == index / 3 % 3 {
      var arguments = try arguments(for: golden)
      if let expectedValue = golden.expectedValue, let expectedGradient = golden.expectedGradient {
        let samples = try #require(golden.parameters["t"])
        try check(
          arguments + ["--expected", "--noise-samples", "\(Int(samples))"], golden,
          value: expectedValue, gradient: expectedGradient)
      }
      if let noise = golden.noise {
        let shape = [golden.n, noise[0].count]
        let path = try folder.write(FileBytes.npy(Array(noise.joined()), shape: shape), to: "n.npy")
        arguments += ["--noise", path]
      }
      try check(arguments, golden, value: golden.value, gradient: golden.gradient)
    }
  }

  @Test func searchesForAViolation() throws {
    struct Witness: Decodable {
      var value: Double
      var margin: Double
      var violatingPairs: Int
      var labels: [Int]
      var logits: [[Double]]
    }
    struct Search: Decodable {
      var aligned: Bool
      var infimum: Double
      var nearness: Double
      var violationFound: Bool
      var violation: Witness?
      var separated: Witness?
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for name in ["max-margin", "square"] {
      let arguments = [
        "loss", name, "--search-violation", "--classes", "3", "--examples", "4", "--descents", "2",
        "--seed", "5",
      ]
      let run = try ProgramRun(arguments + ["--format", "json"])
      #expect(run.exitCode == 0, "\(run.errors)")
      let search = try decoder.decode(Search.self, from: Data(run.output.utf8))
      #expect(search.violationFound == !search.aligned)
      let witness = try #require(search.violation ?? search.separated)
      #expect(witness.labels == [0, 1, 2, 0] && witness.logits.map(\.count) == [3, 3, 3, 3])
      #expect(witness.value <= search.nearness && search.infimum == 0)
      #expect((witness.margin <= 0) == search.violationFound)
      #expect((witness.violatingPairs > 0) == search.violationFound)
      let text = try ProgramRun(arguments).output
      #expect(text.contains(search.violationFound ? "found logits" : "found no logits"))
      #expect(text.contains("!") && text.filter { $0 == "[" }.count == 5)
    }
  }

  @Test(arguments: [
    ["--search-violation", "--logits", "z.npy"], ["--search-violation", "--expected"],
    ["--search-violation", "--classes", "5", "--examples", "4"],
    ["--search-violation", "--classes", "100", "--examples", "101"], ["--classes", "3"], [],
  ]) func refusesWhatDoesNotGoWithASearch(_ arguments: [String]) throws {
    let run = try ProgramRun(["loss", "nce"] + arguments)
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(run.errors.contains(arguments.last { $0.hasPrefix("--") } ?? "--logits"))
    #expect(run.errors.filter(\.isNewline).count == 1, "\(run.errors)")
  }

  private func files() throws -> [String] {
    let logits = try folder.write(FileBytes.npy([1, 2, 3, 0, 1, 0], shape: [2, 3]), to: "z.npy")
    let labels = try folder.write(FileBytes.npy([0, 1] as [Int64]), to: "y.npy")
    return ["--logits", logits, "--labels", labels]
  }

  @Test func printsTextByDefault() throws {
    let run = try ProgramRun(["loss", "batch-cross-entropy"] + files())
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("batch-cross-entropy  "))
    #expect(Double(run.output.split(separator: " ").last?.dropLast() ?? "") != nil)
  }

  @Test(arguments: [
    (["cross-entropy", "--margin", "1"], "--margin"),
    (["max-margin", "--alpha", "1"], "--alpha"),
    (["max-margin", "--noise-samples", "3"], "--noise-samples"),
    (["max-margin", "--focus", "2"], "--focus"),
    (["focal", "--focus", "-1"], "--focus"),
    (["sampled-softmax", "--expected"], "--expected"),
    (["sampled-softmax", "--noise-distribution", "q.npy"], "--noise-distribution"),
    (["cross-entropy", "--noise", "n.npy"], "--noise"),
    (["cross-entropy", "--noise-distribution", "q.npy"], "--noise-distribution"),
    (["cross-entropy", "--expected"], "--expected"),
    (["cross-entropy", "--seed", "1"], "--seed"),
    (["nce", "--expected", "--noise", "n.npy"], "--expected"),
    (["nce", "--expected", "--seed", "1"], "--seed"),
    (["nce", "--seed", "x"], "--seed"),
    (["mse"], "mse"),
  ]) func refusesOptionsByName(_ arguments: [String], _ name: String) throws {
    let run = try ProgramRun(["loss"] + arguments + files())
    #expect(run.exitCode == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("logitscope: "))
    #expect(run.errors.contains(name))
    #expect(run.errors.filter(\.isNewline).count == 1, "\(run.errors)")
  }

  @Test func countsAndNamesWhatIsNotFinite() throws {
    for (value, word) in [(Float.nan, "are NaN"), (.infinity, "are infinite")] {
      let files = try files()
      try folder.write(FileBytes.npy([1, 2, 3, 0, value, value], shape: [2, 3]), to: "z.npy")
      let run = try ProgramRun(["loss", "cross-entropy"] + files)
      #expect(run.exitCode == 65)
      #expect(
        run.errors == "logitscope: 2 of the 6 logits in \(folder.path("z.npy")) \(word), "
          + "the first at row 1, class 1\n")
    }
  }

  @Test func writesNothingWhereItCannot() throws {
    let path = folder.path("gone/g.npy")
    let run = try ProgramRun(["loss", "cross-entropy", "--gradient", path] + files())
    #expect(run.exitCode == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors == "logitscope: cannot write \(path): No such file or directory\n")
  }

  @Test func namesAClassWithoutNoise() throws {
    let run = try ProgramRun(["loss", "nce"] + files())
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("--noise-distribution"))
  }

  @Test func refusesNoiseOfTheTrueClass() throws {
    let noise = try folder.write(
      FileBytes.npy([1, 2, 1, 2] as [Int64], shape: [2, 2]), to: "n.npy")
    let run = try ProgramRun(["loss", "sampled-softmax", "--noise", noise] + files())
    #expect(run.exitCode == 65)
    #expect(
      run.errors.hasPrefix("logitscope: \(noise) has the noise class 1 at row 1, column 0, which"),
      "\(run.errors)")
    // Where noise may be of any class, it may be of the example's own.
    let distribution = try folder.write(FileBytes.npy([0.25, 0.5, 0.25]), to: "q.npy")
    let options = ["loss", "nce", "--noise", noise, "--noise-distribution", distribution]
    #expect(try ProgramRun(options + files()).exitCode == 0)
  }

  @Test(arguments: ["nce", "sampled-softmax"])
  func drawsTheSameNoiseForTheSameSeed(_ loss: String) throws {
    let distribution = try folder.write(FileBytes.npy([0.2, 0.3, 0.5]), to: "q.npy")
    let options = loss == "nce" ? ["--noise-distribution", distribution] : []
    let arguments = try ["loss", loss] + options + files()
    let first = try ProgramRun(arguments + ["--seed", "7"]).output
    #expect(first == (try ProgramRun(arguments + ["--seed", "7"]).output))
    #expect(first != (try ProgramRun(arguments + ["--seed", "8"]).output))
  }
}
