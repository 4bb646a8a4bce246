import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct DatasetOptionsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(_ arguments: String...) throws -> Dataset {
    try TrainCommand.parse(arguments).data.load()
  }

  @Test func takesEveryKindOfDataset() throws {
    let lines = String(repeating: "1,0.5,0\n0,2,1\n1,1,1\n", count: 9)
    let table = try folder.write(Array(lines.utf8), to: "t.csv")
    let first = try load("--dataset", table, "--csv-label", "first")
    #expect([[0.5, 0], [2, 1], [1, 1]].contains(first.training.values(of: 0)))
    for name in ["last", "3"] {
      let last = try load("--dataset", table, "--label-column", name)
      #expect([[1, 0.5], [0, 2], [1, 1]].contains(last.training.values(of: 0)))
    }
    let some = try load("--dataset", table, "--label-column", "1", "--columns", "2")
    #expect(some.training.featureCount == 1)
    #expect(try load("--dataset", table, "--label-column", "1", "--leave-out", "3").classCount == 2)
    #expect(try load("--dataset", "synthetic:classes=7").classCount == 7)
    let labels = FileBytes.npy([1, 0] as [Int64])
    let inputs = FileBytes.npy([1, 2], shape: [2, 1])
    let members = [
      ("x_train", inputs), ("y_train", labels), ("x_test", inputs), ("y_test", labels),
    ].map { ZipBytes.Member($0 + ".npy", $1) }
    let archive = try folder.write(ZipBytes(members).bytes, to: "without a suffix")
    #expect(try load("--dataset", archive).name == "without a suffix")
  }

  @Test(arguments: [
    ["--csv-label", "first"], ["--label-column", "first", "--dataset", "synthetic"],
    ["--columns", "a"], ["--leave-out", "2"], ["--missing", "mean"], ["--encoding", "GBK"],
    ["--missing", "zero"], ["--encoding", "none"], ["--columns", "a,,b"],
  ]) func refusesWhatIsForTables(_ arguments: [String]) throws {
    let error = try #require(throws: (any Error).self) {
      try TrainCommand.parse(arguments).data.load()
    }
    #expect(Diagnosis(error).exitCode == .usage)
    let option = arguments[0] == "--csv-label" ? "--label-column" : arguments[0]
    #expect(try #require(Diagnosis(error).sentence).contains(option))
  }

  @Test func refusesOtherFiles() throws {
    let path = try folder.write([1, 2, 3], to: "data.bin")
    let error = try #require(throws: (any Error).self) { try load("--dataset", path) }
    #expect(Diagnosis(error).exitCode == .badData)
    #expect(try #require(Diagnosis(error).sentence).contains("data.bin has no rows"))
    let missing = try #require(throws: (any Error).self) { try load("--dataset", "data.csv") }
    #expect(Diagnosis(missing).exitCode == .noInput)
    let wrong = try #require(throws: (any Error).self) { try load("--dataset", "synthetic:x=1") }
    #expect(Diagnosis(wrong).exitCode == .usage)
  }

  @Test func namesTheClassesOfEveryDataset() throws {
    let names = try folder.write(Array("ape\nbee\ncat\n".utf8), to: "names.txt")
    let dataset = try load("--dataset", "synthetic:classes=3", "--class-names", names)
    #expect(dataset.classNames == ["ape", "bee", "cat"])
    let error = try #require(throws: (any Error).self) { try load("--class-names", names) }
    #expect(Diagnosis(error).exitCode == .badData)
    #expect(
      Diagnosis(error).sentence == "\(names) names 3 classes, but the labels have 10")
    for command in ["compare", "explore", "benchmark training"] {
      let help = try ProgramRun(command.split(separator: " ").map(String.init) + ["--help"]).output
      #expect(help.contains("--class-names") && help.contains("--image-size"))
    }
  }

  @Test func trainsOnPictures() throws {
    for index in 0..<30 {
      for (name, value) in [("dark", 10), ("light", 200)] {
        let side = 6 + index % 3
        let pixels = (0..<side * side).map { UInt8(value + ($0 * 7 + index) % 40) }
        try folder.write(
          FileBytes.png(width: side, height: side, pixels: pixels),
          to: "pictures/\(name)/\(index).png")
      }
    }
    let path = folder.path("pictures")
    let unclear = try ProgramRun(["train", "--dataset", path])
    #expect(unclear.exitCode == 65)
    #expect(
      unclear.errors
        == "logitscope: \(path) has pictures of 3 sizes, from 6x6 to 8x8: say to which one to bring "
        + "them, for instance --image-size 7x7\n")
    let run = try ProgramRun([
      "train", "--dataset", path, "--image-size", "7x7", "--epochs", "20", "--hidden", "8",
      "--batch-size", "16", "--threads", "1", "--format", "json",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let start = try #require(try run.jsonLines().first)
    #expect(start["class_names"] as? [String] == ["dark", "light"])
    #expect(start["training_examples"] as? Int == 48 && start["test_examples"] as? Int == 12)
    let end = try #require(try run.jsonLines().last)
    #expect(end["accuracy"] as? Double == 1)
    for arguments in [["--image-size", "7"], ["--grayscale", "--dataset", "mnist"]] {
      let refused = try ProgramRun(["train"] + arguments)
      #expect(refused.exitCode == 64)
      #expect(refused.errors.contains("\(arguments[0]) does not apply to"))
    }
    let wrong = try ProgramRun(["train", "--dataset", path, "--image-size", "big"])
    #expect(wrong.exitCode == 64 && wrong.errors.contains("for instance 32x32"))
  }

  @Test func choosesAnotherDatasetWithoutWhatWasSaidOfTheFirst() throws {
    let names = folder.path("names.txt")
    var data = try TrainCommand.parse(
      ["--dataset", "x", "--class-names", names, "--image-size", "8", "--grayscale"]
    ).data
    try data.choose("synthetic:classes=4")
    #expect(try data.load().classCount == 4)
    #expect(
      ReproducingCommand.text(
        "explore",
        [
          "--dataset", "x", "--class-names", names, "--image-size=8", "--grayscale", "--epochs",
          "3",
        ],
        dataset: "digits") == "logitscope explore --epochs 3 --dataset digits")
  }

  @Test func goesOnWithWhatHasANameOfItsOwn() throws {
    let options = try TrainCommand.parse([]).data
    #expect(try options.load(goingOnWith: "digits").name == "digits")
    #expect(try options.load(goingOnWith: "synthetic:classes=3").name == "synthetic:classes=3")
    #expect(throws: CommandError.self) { try options.load(goingOnWith: "cifar-10") }
  }

  @Test func trainsOnATable() throws {
    let lines = (0..<60).map { "\(Double($0 % 3) + Double($0) / 100),\($0 % 7),kind \($0 % 3)" }
    let path = try folder.write(
      Array(("a,b,species\n" + lines.joined(separator: "\n")).utf8), to: "flowers.csv")
    let run = try ProgramRun([
      "train", "--dataset", path, "--epochs", "200", "--hidden", "8", "--threads", "1", "--format",
      "json",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let start = try #require(try run.jsonLines().first)
    #expect(start["class_names"] as? [String] == ["kind 0", "kind 1", "kind 2"])
    #expect(start["training_examples"] as? Int == 48 && start["test_examples"] as? Int == 12)
    #expect(start["normalize"] as? Bool == true && start["batch_size"] as? Int == 48)
    #expect(start["label_column"] as? String == "species")
    #expect(start["feature_columns"] as? [String] == ["a", "b"])
    #expect(start["left_out_columns"] as? [String] == [] && start["left_out_rows"] as? Int == 0)
    #expect(
      start["notes"] as? [String] == [
        "the labels are in column 'species', by its name",
        "a fifth of the rows, drawn at random from a fixed seed, is the test set",
        "each feature is brought to mean 0 and deviation 1 over the training set",
      ])
    let end = try #require(try run.jsonLines().last)
    #expect(try #require(end["accuracy"] as? Double) > 0.9)
  }

  @Test func saysWhatWasTaken() throws {
    let lines = (0..<60).map { "\($0),\(Double($0 % 7) / 8),kind \($0 % 3)" }
    let path = try folder.write(
      Array(("id,a,species\n" + lines.joined(separator: "\n")).utf8), to: "flowers.csv")
    let note = [
      "the labels are in column 'species', by its name",
      "column 'id' is left out because it counts the rows",
      "a fifth of the rows, drawn at random from a fixed seed, is the test set",
    ].map { "logitscope: note: \($0)\n" }.joined()
    let plain = ["--dataset", path, "--epochs", "1", "--no-normalize", "--model", "linear"]
    let text = try ProgramRun(["train", "--format", "text"] + plain)
    #expect(text.errors == note, "\(text.errors)")
    #expect(text.output.contains("1 steps of 48 examples") && text.output.contains(" examples/s"))
    let table = try ProgramRun(["compare", "--seeds", "1", "--losses", "nce"] + plain)
    #expect(table.exitCode == 0 && table.errors.hasPrefix(note), "\(table.errors)")
    let tuned = try ProgramRun(
      ["compare", "--seeds", "1", "--losses", "nce", "--tune", "--dataset", path, "--epochs", "1"])
    #expect(tuned.exitCode == 0, "\(tuned.errors)")
    let picture = try ProgramRun(
      ["explore", "--snapshot", folder.path("p.txt"), "--at", "1"] + plain)
    #expect(picture.exitCode == 0 && picture.errors.contains(note), "\(picture.errors)")
    let large = try ProgramRun(["train", "--batch-size", "49"] + plain)
    #expect(
      large.errors
        == "logitscope: --batch-size 49 is above the 48 training examples of flowers\n")
  }

  @Test func metricsOfAnArchiveNeedNoMore() throws {
    let members = [
      ZipBytes.Member("scores.npy", FileBytes.npy([1, 2, 4, 3], shape: [2, 2])),
      ZipBytes.Member("targets.npy", FileBytes.npy([1, 0] as [Int64])),
    ]
    let path = try folder.write(ZipBytes(members).bytes, to: "z.npz")
    let run = try ProgramRun(["metrics", "--logits", path, "--format", "json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try run.jsonLines().first?["accuracy"] as? Double == 1)
    let loss = try ProgramRun(["loss", "max-margin", "--logits", path, "--format", "json"])
    #expect(try loss.jsonLines().first?["value"] as? Double == 0)
    let plain = try folder.write(FileBytes.npy([1, 2], shape: [1, 2]), to: "z.npy")
    let incomplete = try ProgramRun(["metrics", "--logits", plain])
    #expect(incomplete.exitCode == 64)
    #expect(
      incomplete.errors == "logitscope: --labels is needed, since \(plain) holds logits alone\n")
  }

  @Test func listsWhatIsUnderstood() throws {
    let text = try ProgramRun(["datasets"]).output
    for words in [
      "synthetic:classes=", "CIFAR", "STL-10", "NPZ", "CSV", "ARFF", "IDX", "PNG and JPEG",
    ] {
      #expect(text.contains(words))
    }
    let json = try #require(try ProgramRun(["datasets", "--format", "json"]).jsonLines().first)
    let formats = try #require(json["formats"] as? [[String: Any]])
    #expect(formats.count == 7)
    #expect(formats.allSatisfy { $0["name"] is String && $0["description"] is String })
  }
}
