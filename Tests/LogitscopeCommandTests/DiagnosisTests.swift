import Glibc
import LogitEngine
import RunStore
import Testing

@testable import LogitscopeCommand

@Suite struct DiagnosisTests {
  @Test func tellsHowToInstallADataset() throws {
    let entry = try #require(DatasetCatalog.entries.first { $0.name == "fashion-mnist" })
    let diagnosis = Diagnosis(DataError.notInstalled(entry))
    #expect(diagnosis.exitCode == .noInput)
    #expect(
      diagnosis.sentence
        == "the dataset 'fashion-mnist' is not installed; install it with: "
        + "apt-get install dataset-fashion-mnist")
  }

  private static let shape = ImageShape(height: 2, width: 3)

  private static let dataErrors: [(DataError, Diagnosis.Code)] = [
    (.unreadable(path: "f", code: ENOENT), .noInput),
    (.unreadable(path: "f", code: EACCES), .noInput),
    (.unreadable(path: "f", code: EIO), .outputFailed),
    (.unwritable(path: "f", code: ENOSPC), .outputFailed),
    (.unknownDataset(name: "f"), .noInput),
    (.missingFile(folder: "f", name: "train-images-idx3-ubyte"), .noInput),
    (.missingBatch(folder: "f", name: "test_batch.bin"), .noInput),
    (.badSpecification(text: "f", clause: "'dim' is a whole number"), .usage),
    (.missingArray(path: "f", wanted: "x_train", found: []), .badData),
    (.missingArray(path: "f", wanted: "x_train", found: ["a", "b"]), .badData),
    (.missingLabels(path: "f"), .usage),
    (.countMismatch(path: "f", count: 1, otherPath: "g", otherCount: 2), .badData),
    (.shapeMismatch(path: "f", shape: shape, otherPath: "g", otherShape: shape), .badData),
  ]

  @Test(arguments: dataErrors)
  func namesTheFile(_ error: DataError, _ code: Diagnosis.Code) throws {
    let diagnosis = Diagnosis(error)
    #expect(diagnosis.exitCode == code)
    #expect(try #require(diagnosis.sentence).contains("f"))
    #expect(diagnosis.sentence?.contains("\n") == false)
  }

  @Test func saysWhatWasGivenOnOneLine() {
    #expect(
      Diagnosis(DataError.unreadable(path: "", code: ENOENT)).sentence
        == "cannot read '': No such file or directory")
    #expect(
      Diagnosis(DataError.unreadable(path: "a\nb\u{1b}[31m", code: ENOENT)).sentence
        == "cannot read a b [31m: No such file or directory")
    #expect(Diagnosis(RunStoreError.badName("a\tb")).sentence?.hasPrefix("'a b' cannot") == true)
  }

  private static let malformations: [(Malformation, String)] = [
    (.damagedCompression, "f is damaged: its gzip stream is invalid or ends early"),
    (.truncatedHeader(byteCount: 1), "f is cut short: its header ends after 1 byte"),
    (
      .wrongFormat(expected: .npy, firstBytes: [1, 0xab]),
      "f is not an NPY file: it begins with the bytes 01 ab"
    ),
    (.wrongFormat(expected: .npy, firstBytes: []), "f is not an NPY file: it is empty"),
    (
      .wrongFormat(expected: .npy, firstBytes: [0x50, 0x4b, 3, 4]),
      "f is not an NPY file: it is a ZIP archive, as .npz and .pt files are; "
        + "save the array alone with numpy.save"
    ),
    (
      .wrongFormat(expected: .idx(dimensions: 3), firstBytes: [0, 0, 8, 1]),
      "f is not an IDX file of pictures: it begins with the bytes 00 00 08 01"
    ),
    (
      .wrongSize(promised: .exactly(12_000), found: .exactly(3)),
      "f is cut short: its header promises 12,000 bytes of data, 3 are there"
    ),
    (
      .wrongSize(promised: .exactly(12), found: .exactly(13)),
      "f has 1 byte too many after its 12 bytes of data"
    ),
    (
      .wrongSize(promised: .exactly(12), found: .moreThan(12)),
      "f goes on after the 12 bytes of data that its header promises"
    ),
    (
      .classOutOfRange(position: [4], value: "-1", classCount: 10),
      "f has the class -1 at row 4; with 10 logits a row, classes are 0 to 9"
    ),
    (
      .unsupportedType(description: "|O", wanted: .integer),
      "f holds pickled Python objects (|O), but integers are needed; "
        + "convert with a.astype(\"int32\")"
    ),
    (
      .unsupportedType(description: "|b1", wanted: .integer),
      "f holds truth values (|b1), but integers are needed; convert with a.astype(\"int32\")"
    ),
    (
      .unsupportedType(description: "<i8", wanted: .floatingPoint),
      "f holds integers (<i8), but float16, float32 or float64 is needed; "
        + "convert with a.astype(\"float32\")"
    ),
    (.wrongRank(shape: [5, 1], wanted: 1), "f has the shape (5, 1), but one dimension is needed"),
    (
      .wrongShape(shape: [5, 2], wanted: [4, nil]), "f has the shape (5, 2), but (4, any) is needed"
    ),
    (
      .noiseIsTrueClass(position: [7, 3], value: 2),
      "f has the noise class 2 at row 7, column 3, which is that example's own; noise of the other "
        + "classes is needed"
    ),
    (.tooFewClasses(1), "f has 1 logit a row, but at least 2 classes are needed"),
    (
      .damagedArchive("its directory ends early"),
      "f is damaged: as a ZIP archive, its directory ends early"
    ),
    (
      .unsupportedPacking(member: "a", method: 12),
      "f has 'a' packed by bzip2 (method 12); stored and deflated members can be read, as "
        + "numpy.savez writes them"
    ),
    (
      .badLabel(example: 1000, value: "12", classCount: 10),
      "f has the class 12 at example 1,000; classes are 0 to 9"
    ),
    (
      .partialRecord(byteCount: 3074, recordSize: 3073),
      "f is cut short or no file of CIFAR's: its 3,074 bytes are no multiple of 3,073"
    ),
    (
      .notInputs(shape: [3]),
      "f has the shape (3,), but pictures (N, H, W), (N, H, W, C) or (N, C, H, W) or "
        + "feature vectors (N, D) are needed"
    ),
    (
      .badFeature(example: 1, feature: 2, value: "nan"),
      "f has the value nan at example 1, feature 2; all must be finite"
    ),
  ]

  @Test(arguments: malformations)
  func saysWhatIsWrong(_ malformation: Malformation, _ sentence: String) {
    let diagnosis = Diagnosis(DataError.malformed(path: "f", malformation))
    #expect(diagnosis.sentence == sentence)
    #expect(diagnosis.exitCode == .badData)
  }

  @Test func mapsTheEnginesErrors() {
    #expect(
      Diagnosis(TrainingError.batchTooLarge(batchSize: 9, trainingCount: 5)).exitCode == .usage)
    let precision = Diagnosis(TrainingError.unsupportedPrecision(.bfloat16))
    #expect(precision.exitCode == .usage)
    #expect(precision.sentence?.hasPrefix("--precision bfloat16 needs a processor") == true)
    #expect(Diagnosis(LossError.noiseProbability(class: 3)).exitCode == .badData)
    let lost = Diagnosis(CommandError.interrupted(step: 1200, savedIn: nil))
    #expect(lost.sentence == "interrupted at step 1,200" && lost.exitCode == .failure)
    let saved = Diagnosis(CommandError.interrupted(step: 1200, savedIn: "run.checkpoint"))
    #expect(
      saved.sentence
        == "interrupted at step 1,200, saved in run.checkpoint; go on with --resume run.checkpoint")
    #expect(saved.exitCode == .interrupted)
  }

  @Test func saysWhyARunCannotGoOn() {
    let mismatches: [(CheckpointMismatch, String, Diagnosis.Code)] = [
      (.dataset(checkpoint: "a", requested: "b"), "on the dataset 'a', not on 'b'", .badData),
      (.dataset(checkpoint: "a", requested: "a"), "its contents differ", .badData),
      (.network(checkpoint: "mlp 2-3", requested: "mlp 2-4"), "mlp 2-3, not mlp 2-4", .badData),
      (.setting(.hidden, checkpoint: "8", requested: "9"), "--hidden", .badData),
      (.setting(.clipNorm, checkpoint: nil, requested: "2.0"), "has none, not 2.0", .usage),
      (.end(step: 40, totalSteps: 10), "step 40, beyond the 10 steps of --epochs", .usage),
    ]
    for (mismatch, words, code) in mismatches {
      let diagnosis = Diagnosis(TrainingError.checkpoint(mismatch))
      #expect(diagnosis.exitCode == code)
      #expect(diagnosis.sentence?.contains(words) == true, "\(diagnosis)")
    }
    for error in [
      CheckpointError.notACheckpoint(path: "f"), .truncated(path: "f"), .damaged(path: "f"),
      .otherVersion(path: "f", found: 9, readable: 1),
    ] {
      #expect(Diagnosis(error).exitCode == .badData)
      #expect(Diagnosis(error).sentence?.hasPrefix("f is ") == true)
    }
  }

  @Test func leavesABrokenPipeAlone() {
    let diagnosis = Diagnosis(CommandError.outputFailed(code: EPIPE))
    #expect(diagnosis.sentence == nil)
    #expect(diagnosis.exitCode == .success)
    #expect(Diagnosis(CommandError.outputFailed(code: ENOSPC)).exitCode == .outputFailed)
  }
}
