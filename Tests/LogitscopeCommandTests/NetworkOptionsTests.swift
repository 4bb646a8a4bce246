import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct NetworkOptionsTests {
  private func dataset(_ shape: ImageShape = ImageShape(height: 4, width: 4)) -> Dataset {
    let examples = Examples(
      pixels: [UInt8](repeating: 0, count: 300 * shape.featureCount),
      labels: (0..<300).map { Int32($0 % 3) }, shape: shape)
    return Dataset(
      name: "things", training: examples, test: examples, classNames: ["a", "b", "c"])
  }

  private func configuration(
    _ arguments: [String], for dataset: Dataset? = nil,
    goingOnFrom base: TrainingConfiguration? = nil
  ) throws -> TrainingConfiguration {
    try TrainCommand.parse(arguments).training.configuration(
      for: dataset ?? self.dataset(), goingOnFrom: base)
  }

  @Test func setsUpConvolutions() throws {
    let plain = try configuration(["--model", "cnn"])
    #expect(plain.network == NetworkSpecification(architecture: .cnn))
    #expect(plain.network.channels == [32, 64] && plain.network.hiddenSizes == [256])
    let full = try configuration([
      "--model", "cnn", "--channels", "5,6,7", "--hidden", "9", "--dropout", "0.25",
      "--batch-normalization", "--normalize", "--augment", "flip,shift",
    ])
    #expect(full.network.channels == [5, 6, 7] && full.network.hiddenSizes == [9])
    #expect(full.network.dropout == 0.25 && full.network.isNormalized)
    #expect(full.inputs == InputPreparation(isNormalized: true, augmentations: [.shift, .flip]))
    #expect(try configuration([], goingOnFrom: full) == full)
    #expect(try configuration(["--dropout", "0.5"], goingOnFrom: full).network.dropout == 0.5)
    #expect(try configuration(["--augment", "shift"]).inputs.augmentations == [.shift])
    let mlp = try configuration(["--dropout", "0.1", "--batch-normalization"])
    #expect(mlp.network.dropout == 0.1 && mlp.network.isNormalized && mlp.network.channels.isEmpty)
  }

  @Test(arguments: [
    ["--channels", "8"], ["--channels", "8", "--model", "linear"],
    ["--channels", "0", "--model", "cnn"], ["--channels", "8,", "--model", "cnn"],
    ["--channels", "5000", "--model", "cnn"],
    ["--channels", "4096,4096,4096,4096", "--model", "cnn"], ["--dropout", "1"],
    ["--dropout", "-0.1"], ["--dropout", "nan"], ["--dropout", "0.1", "--model", "linear"],
    ["--batch-normalization", "--model", "linear"], ["--augment", "rotate"], ["--augment", ""],
    ["--augment", ","], ["--precision", "half"],
    ["--precision", "bfloat16", "--model", "linear"],
  ]) func refusesInOneSentenceThatNamesTheOption(_ arguments: [String]) throws {
    let error = try #require(throws: (any Error).self) { try configuration(arguments) }
    let diagnosis = Diagnosis(error)
    #expect(diagnosis.exitCode == .usage)
    let sentence = try #require(diagnosis.sentence)
    #expect(sentence.contains(arguments[0]), "\(sentence)")
    #expect(!sentence.contains("\n") && !sentence.hasSuffix("."), "\(sentence)")
  }

  @Test func choosesThePrecision() throws {
    #expect(try configuration(["--precision", "float32"]) == configuration([]))
    let linear = ["--model", "linear", "--precision", "float32"]
    #expect(try configuration(linear).network.precision == .float32)
    guard Precision.bfloat16.isSupported else { return }
    for model in ["mlp", "cnn"] {
      let chosen = try configuration(["--precision", "bfloat16", "--model", model])
      #expect(chosen.network.precision == .bfloat16)
      #expect(try configuration([], goingOnFrom: chosen) == chosen)
    }
  }

  /// The engine's library is told to leave out the instructions that another processor lacks.
  @Test func refusesBFloat16WhereTheProcessorLacksIt() throws {
    let older = try ProgramRun(
      path: "/usr/bin/env",
      [
        "ONEDNN_MAX_CPU_ISA=AVX2", "DNNL_MAX_CPU_ISA=AVX2", ProgramRun.program.path, "train",
        "--precision", "bfloat16", "--epochs", "1",
      ])
    #expect(older.exitCode == 64 && older.output.isEmpty)
    #expect(
      older.errors
        == "logitscope: --precision bfloat16 needs a processor with AVX-512 BF16 or AMX, which "
        + "this one does not have\n")
  }

  @Test(.enabled(if: Precision.bfloat16.isSupported)) func aRunTellsItsPrecision() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let options = [
      "train", "--precision", "bfloat16", "--hidden", "5", "--threads", "1", "--epochs", "1",
      "--checkpoint", path,
    ]
    let run = try ProgramRun(options + ["--format", "json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let start = try #require(try run.jsonLines().first)
    #expect(start["precision"] as? String == "bfloat16")
    let text = try ProgramRun(options + ["--overwrite", "--format", "text"])
    #expect(text.output.contains("parameters, bfloat16\n"), "\(text.output)")
    let other = try ProgramRun(
      ["train", "--resume", path, "--epochs", "2", "--precision", "float32"])
    #expect(other.exitCode == 64)
    #expect(other.errors.contains("--precision cannot change"), "\(other.errors)")
  }

  @Test func featureVectorsAreNoPictures() throws {
    let features = dataset(ImageShape(featureVectorOf: 16))
    for arguments in [["--model", "cnn"], ["--augment", "flip"]] {
      let error = try #require(throws: (any Error).self) {
        try configuration(arguments, for: features)
      }
      let sentence = try #require(Diagnosis(error).sentence)
      #expect(sentence.contains(arguments[0]) && sentence.contains("feature vectors"))
    }
    #expect(try configuration(["--normalize"], for: features).inputs.isNormalized)
  }

  @Test func aRunTellsItsNetwork() throws {
    let run = try ProgramRun([
      "train", "--model", "cnn", "--channels", "3", "--hidden", "5", "--dropout", "0.5",
      "--batch-normalization", "--normalize", "--augment", "shift,flip", "--epochs", "1",
      "--threads", "1", "--format", "json",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let start = try #require(try run.jsonLines().first)
    #expect(start["network"] as? String == "cnn 8×8-3-3-pool-5-10")
    #expect(start["model"] as? String == "cnn")
    #expect(start["hidden"] as? [Int] == [5] && start["channels"] as? [Int] == [3])
    #expect(start["dropout"] as? Double == 0.5)
    #expect(start["batch_normalization"] as? Bool == true)
    #expect(start["normalize"] as? Bool == true)
    #expect(start["augment"] as? [String] == ["shift", "flip"])
    let text = try ProgramRun([
      "train", "--batch-normalization", "--augment", "flip", "--epochs", "1", "--threads", "1",
      "--hidden", "5", "--format", "text",
    ])
    #expect(text.output.contains("parameters, batch normalization, random flip\n"))
  }

  @Test func checkpointsCarryTheInputs() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let options = ["train", "--hidden", "5", "--threads", "1", "--format", "json"]
    let first = try ProgramRun(
      options + ["--epochs", "1", "--normalize", "--augment", "shift", "--checkpoint", path])
    #expect(first.exitCode == 0, "\(first.errors)")
    let second = try ProgramRun(["train", "--resume", path, "--epochs", "2", "--format", "json"])
    #expect(second.exitCode == 0, "\(second.errors)")
    let straight = try ProgramRun(options + ["--epochs", "2", "--normalize", "--augment", "shift"])
    let keys = ["loss", "accuracy", "mean_average_precision", "separation_margin"]
    let (resumed, whole) = (try second.jsonLines().last, try straight.jsonLines().last)
    for key in keys {
      #expect(try #require(resumed?[key] as? Double) == whole?[key] as? Double)
    }
    let other = try ProgramRun(["train", "--resume", path, "--epochs", "2", "--augment", "flip"])
    #expect(other.exitCode == 64)
    #expect(other.errors.contains("--augment cannot change"), "\(other.errors)")
  }
}
