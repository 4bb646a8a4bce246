import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct MemoryTests {
  @Test(arguments: [
    ["--model", "linear", "--optimizer", "adam", "--clip-norm", "1"],
    ["--hidden", "16,16", "--dropout", "0.2", "--batch-normalization", "--nesterov"],
    ["--model", "cnn", "--channels", "2,3", "--hidden", "8", "--loss", "batch-cross-entropy"],
    ["--dataset", "synthetic:classes=300,dim=16", "--hidden", "8", "--loss", "nce"],
  ]) func theMemoryOfALongRunStaysTheSame(_ options: [String]) throws {
    let folder = try TemporaryFolder()
    let output = folder.path("output")
    let process = try ProgramProcess(
      [
        "-c", "exec \"$0\" \"$@\" > '\(output)'", try ProgramRun.program.path,
        "train", "--batch-size", "16", "--epochs", "1000000", "--threads", "2",
        "--evaluate-every", "500", "--format", "json",
      ] + options, program: "/bin/sh")
    // What is made once is made by then. Steps, not seconds, as nobody knows how busy the machine is
    // with other tests.
    let early = try look(at: process, output, afterStep: 2_000)
    let late = try look(at: process, output, afterStep: early.step + 10_000)
    process.send(SIGKILL)
    process.wait()
    // A leak of 40 bytes a step would be some 400 kB.
    #expect(late.kilobytes - early.kilobytes < 300, "\(options): \(early), then \(late)")
  }

  @Test func anEvaluationHoldsItsLogitsOnce() throws {
    let folder = try TemporaryFolder()
    let output = folder.path("output")
    let (classes, examples) = (50_000, 256)
    let process = try ProgramProcess(
      [
        "-c", "exec \"$0\" \"$@\" > '\(output)'", try ProgramRun.program.path, "train",
        "--dataset", "synthetic:classes=\(classes),dim=1,train=64,test=\(examples)",
        "--model", "linear", "--batch-size", "1", "--epochs", "100", "--threads", "2",
        "--evaluate-every", "1", "--format", "json",
      ], program: "/bin/sh")
    let peak = try look(at: process, output, afterStep: 1).kilobytes
    process.send(SIGKILL)
    process.wait()
    // The rest is the program, the network and the metrics of so many classes.
    let logits = classes * examples * 4 / 1024
    #expect(peak < 3 * logits, "\(peak) kB, the logits \(logits) kB")
  }

  /// The most memory that the program held until it had evaluated at a step or later.
  private func look(
    at process: ProgramProcess, _ output: String, afterStep step: Int
  ) throws -> (step: Int, kilobytes: Int) {
    let begin = Date()
    while true {
      let reached = try evaluatedStep(output)
      if reached >= step { return (reached, try peakKilobytes(process)) }
      try #require(Date().timeIntervalSince(begin) < 300, "came to step \(reached) only")
      usleep(20_000)
    }
  }

  /// The step of the last evaluation that the program has printed; 0 if there is none yet.
  private func evaluatedStep(_ output: String) throws -> Int {
    // Before the shell has made the file there is nothing.
    guard let text = try? String(contentsOfFile: output, encoding: .utf8) else { return 0 }
    let lines = text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1)
    guard let line = lines.last(where: { $0.contains("\"event\":\"evaluation\"") }) else {
      return 0
    }
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(object?["step"] as? Int)
  }

  private func peakKilobytes(_ process: ProgramProcess) throws -> Int {
    let status = try String(
      contentsOfFile: "/proc/\(process.identifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(
      line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first)
  }
}
