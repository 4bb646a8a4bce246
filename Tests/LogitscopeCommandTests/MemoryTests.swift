import Foundation
import TestSupport
import Testing

@Suite struct MemoryTests {
  /// The memory that a process holds, in kilobytes; nil once it has ended.
  private func residentKilobytes(_ process: pid_t) -> Int? {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first
  }

  @Test func theMemoryOfALongRunStaysTheSame() throws {
    var samples: [Int] = []
    let run = try ProgramRun([
      "train", "--model", "linear", "--batch-size", "16", "--epochs", "300", "--optimizer", "adam",
      "--clip-norm", "1", "--threads", "2", "--evaluate-every", "1000000", "--format", "json",
    ]) { process in
      while let kilobytes = residentKilobytes(process) {
        samples.append(kilobytes)
        usleep(5_000)
      }
    }
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try run.jsonLines().last?["step"] as? Int == 300 * 81)
    try #require(samples.count > 20)
    let (early, late) = (samples[samples.count / 3], samples[samples.count * 9 / 10])
    // A leak of 40 bytes a step would be some 500 kB.
    #expect(late - early < 500, "\(early) kB, then \(late) kB")
  }
}
