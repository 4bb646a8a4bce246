import Foundation
import Testing

@testable import LogitEngine

/// Files that NumPy, ml_dtypes and Octave have written, with scikit-learn's values of them.
@Suite struct ArrayCaseTests {
  private func path(_ name: String) throws -> String {
    let parts = name.split(separator: ".")
    return try #require(
      Bundle.module.url(
        forResource: String(parts[0]), withExtension: String(parts[1]),
        subdirectory: "Fixtures/arrays")
    ).path
  }

  private func read(
    _ logits: String, _ labels: String?, _ options: LogitReadingOptions = LogitReadingOptions()
  ) throws -> LogitReading {
    try LogitFiles.read(
      logits: path(logits), labels: try labels.map { try path($0) }, options: options)
  }

  private func meanAP(_ reading: LogitReading) throws -> Double {
    try #require(EvaluationReport(reading.moments[0].snapshot).meanAveragePrecision)
  }

  @Test(
    arguments: [
      ("z.npy", "y.npy", 0.5967475581402564, nil),
      ("z.npy", "y_column.npy", 0.5967475581402564, "column"),
      ("z.npy", "npy_matlab_labels.npy", 0.5967475581402564, "column"),
      ("z.npy", "y_onehot.npy", 0.5967475581402564, "one-hot"),
      ("z.npy", "y_float.npy", 0.5967475581402564, "floating-point"),
      ("z_bf16.npy", "y.npy", 0.595285, "bfloat16"),
      ("z_binary_n1.npy", "y_binary.npy", 0.6715233532602307, "one logit"),
      ("logits_and_pred.npz", "y.npy", 0.5967475581402564, "'logits'"),
      ("z_is_latent.npz", nil, 0.5967475581402564, "'outputs'"),
      ("ign.npz", nil, 0.30124774726676745, "4 of -100"),
      ("onehot3.npz", nil, 0.31146421116560746, "one-hot"),
      ("prob.npz", nil, 0.3393197703359241, "probabilities"),
      ("str.npz", nil, 0.31146421116560746, "text"),
      ("py3langid-like.npz", nil, 0.31146421116560746, "'labels'"),
    ] as [(String, String?, Double, String?)])
  func agreesWithScikitLearn(
    _ logits: String, _ labels: String?, _ value: Double, _ word: String?
  ) throws {
    let reading = try read(logits, labels)
    #expect(abs(try meanAP(reading) - value) < 1e-6)
    if let word {
      #expect(reading.notes.contains { $0.contains(word) }, "\(reading.notes)")
    } else {
      #expect(reading.notes.isEmpty, "\(reading.notes)")
    }
  }

  @Test func readsTruthValuesAsTheClassesZeroAndOne() throws {
    let snapshot = try read("z_binary_n1.npy", "y_bool.npy").moments[0].snapshot
    #expect(snapshot.classCount == 1)
    #expect(snapshot.labels.count { $0 == 0 } == 72)
    #expect(snapshot.labels.count { $0 == Truth.outsider } == 128)
  }

  @Test func namesWhatTheRowsLookLike() throws {
    #expect(try read("prob.npz", nil).scale == .probabilities)
    #expect(try read("z.npy", "y.npy").scale == .logits)
  }

  @Test func takesNoPredictionForTheLabels() throws {
    // The labels are neither named nor guessed: there are none.
    #expect {
      try read("logits_and_pred.npz", nil)
    } throws: { error in
      guard case .missingArray(_, let wanted, ["logits", "pred"]) = error as? DataError else {
        return false
      }
      return wanted.contains("--labels-name")
    }
  }

  @Test func ignoredLabelsMayBeOutsiders() throws {
    var options = LogitReadingOptions(ignoredLabels: ["2"], outsiderLabels: ["-100"])
    var reading = try read("ign.npz", nil, options)
    #expect(reading.ignoredCount == 12)
    #expect(reading.moments[0].snapshot.labels.count { $0 == Truth.outsider } == 4)
    #expect(reading.moments[0].snapshot.exampleCount == 28)
    // An outsider is not left out, though the option says both.
    options.ignoredLabels = ["-100"]
    reading = try read("ign.npz", nil, options)
    #expect(reading.ignoredCount == 0)
  }

  @Test func matchesTextWithNames() throws {
    let reading = try read("str.npz", nil, LogitReadingOptions(classNames: ["c", "b", "a"]))
    #expect(reading.moments[0].snapshot.labels.prefix(3) == [2, 1, 0])
    #expect(try read("str.npz", nil).classNames == ["a", "b", "c"])
    #expect(throws: DataError.self) {
      try read("str.npz", nil, LogitReadingOptions(classNames: ["c", "b", "x"]))
    }
  }
}
