import Foundation
import TestSupport
import Testing

@testable import LogitscopeCommand

/// Pictures of existing logits, without a terminal.
@Suite struct InspectSnapshotTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(FileBytes.npy((0..<40).map { Int64($0 % 3) }), to: "labels.npy")
    for step in [10, 200, 30] {
      let values: [Float] = (0..<120).map { index -> Float in
        let isTrue = index % 3 == index / 3 % 3
        return Float(index * 37 % 11) + (isTrue ? Float(step) / 10 : 0)
      }
      try folder.write(FileBytes.npy(values, shape: [40, 3]), to: "z\(step).npy")
    }
    try folder.write(Array("猫\nhorse\nsea lion\n".utf8), to: "names.txt")
  }

  private func inspect(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ["inspect"] + [10, 30, 200].map { folder.path("z\($0).npy") }
        + ["--labels", folder.path("labels.npy"), "--no-config"] + arguments)
  }

  @Test func picturesTheLastFileWithTheNamesOfTheClasses() throws {
    let run = try inspect(
      "--class-names", folder.path("names.txt"), "--class", "Horse", "--snapshot", "-",
      "--size", "130x36")
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("FILES") && run.output.contains("class 1 horse"))
    #expect(run.output.contains("step 200") && run.output.contains("2 sea lion"))
    #expect(run.output.contains("3/3"))
  }

  @Test func picturesTheMomentNearAStep() throws {
    let data = folder.path("a.csv")
    for (wanted, step) in [("28", "30"), ("0", "10"), ("9999", "200")] {
      let run = try inspect("--at", wanted, "--class", "2", "--snapshot", data)
      #expect(run.exitCode == 0 && run.output.contains("mean AUPRC"), "\(run.errors)")
      let lines = try String(contentsOfFile: data, encoding: .utf8).split(separator: "\n")
      #expect(lines.count > 3)
      let histogram = lines.filter { $0.hasPrefix("histogram,") }
      #expect(histogram.count > 3)
      #expect(histogram.allSatisfy { $0.contains(",2,bare,\(step),") })
    }
  }

  @Test func givesASingleFileNoStep() throws {
    let run = try ProgramRun([
      "inspect", folder.path("z30.npy"), "--no-config", "--snapshot", "-", "--size", "130x36",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(!run.output.contains("step"), "\(run.output)")
  }

  @Test func picturesEveryViewInEveryFormat() throws {
    for view in ["explore", "compare", "classes", "examples", "curves", "speed"] {
      // Speed is measured for its picture, which once is enough.
      for suffix in view == "speed" ? ["txt"] : ["svg", "txt", "ansi"] {
        let path = folder.path("\(view).\(suffix)")
        let run = try inspect("--view", view, "--snapshot", path, "--size", "80x24")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try Data(contentsOf: URL(filePath: path)).count > 500)
      }
    }
  }

  @Test func saysThatItsSpeedIsOfAnotherNetwork() throws {
    let run = try inspect("--view", "speed", "--snapshot", "-")
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("mlp 784-256-256") && !run.output.contains("of this network"))
    #expect(run.output.contains("Logits alone have no network"))
  }

  @Test func looksAsTold() throws {
    let run = try inspect("--all-classes", "--snapshot", "-")
    #expect(run.output.contains("true against false logits"), "\(run.output)")
    let curves = try inspect("--view", "curves", "--rule", "recall:0.75", "--snapshot", "-")
    #expect(curves.output.contains("recall ≥ 0.75"), "\(curves.output)")
    let bad = try inspect("--lens", "glass", "--snapshot", "-")
    #expect(bad.exitCode == 64 && bad.errors.contains("--lens"), "\(bad.errors)")
    let other = try inspect("--losses", "nce", "--snapshot", "-")
    #expect(other.exitCode == 64 && other.errors.contains("--losses"), "\(other.errors)")
  }

  @Test func picturesWhatIsInAFolder() throws {
    let run = try ProgramRun([
      "watch", folder.path(""), "--snapshot", "-", "--no-config", "--class", "1",
    ])
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("WATCHING") && run.output.contains("step 200"))
    #expect(run.output.contains("3/3"))
    try folder.write([1, 2, 3], to: "z300.npy")
    let damaged = try ProgramRun([
      "watch", folder.path(""), "--snapshot", "-", "--no-config",
    ])
    #expect(damaged.exitCode == 65 && damaged.errors.contains("z300.npy is not an NPY file"))
    let empty = try TemporaryFolder()
    let nothing = try ProgramRun(["watch", empty.path(""), "--snapshot", "-", "--no-config"])
    #expect(nothing.exitCode == 65 && nothing.errors.contains("holds no logits by now"))
    #expect(nothing.output.isEmpty)
  }

  @Test(arguments: [
    ("\n \nb\n", "2", "class 2 b", "has no name for 1 of the 3 classes"),
    ("Å\n\u{212B}\nx\n", "\u{212B}", "class 1 \u{212B}²", "1 name that looks like an earlier"),
    ("A\na\nb\n\n", "a", "class 1 a", ""),
    ("1\n2\n0\n", "0", "class 2 0", ""),
    ("Cat\ncat\ndog\n", "do", "class 2 dog", ""),
    (#"{"id2label": {"2": "c", "0": "a", "1": "b"}}"#, "b", "class 1 b", "is read as JSON"),
    ("\u{1B}[2J\nb\nc", "\u{1B}[2J", "class 0 \\u{1b}[2J", ""),
  ])
  func takesNamesAsPeopleHaveThem(
    _ text: String, _ chosen: String, _ title: String, _ note: String
  ) throws {
    try folder.write(Array(text.utf8), to: "names.txt")
    let run = try inspect(
      "--class-names", folder.path("names.txt"), "--class", chosen, "--snapshot",
      folder.path("a.txt"), "--size", "130x36")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(note.isEmpty ? run.errors.isEmpty : run.errors.contains(note), "\(run.errors)")
    #expect(run.errors.isEmpty || run.errors.hasPrefix("logitscope: note: "))
    let picture = try String(contentsOfFile: folder.path("a.txt"), encoding: .utf8)
    #expect(picture.unicodeScalars.contains("\u{1B}") == false)
    let scalars = { (text: String) in Array(text.unicodeScalars) }
    #expect(scalars(picture).contains(scalars(title)), "\(picture)")
  }

  @Test(arguments: [
    ("a\nb\n", 65, "names.txt names 2 classes, but a row of the logits has 3"),
    ("a\nb\nc\nd\n", 65, "names.txt names 4 classes, but a row of the logits has 3"),
    ("a\nb\n\n \n", 65, "names.txt names 4 classes, but a row of the logits has 3"),
    ("", 65, "names.txt holds no name of a class"),
  ])
  func refusesOtherNames(_ text: String, _ code: Int32, _ words: String) throws {
    try folder.write(Array(text.utf8), to: "names.txt")
    let names = ["--class-names", folder.path("names.txt"), "--snapshot", "-"]
    let inspected = try inspect(names[0], names[1], names[2], names[3])
    let watched = try ProgramRun(["watch", folder.path(""), "--no-config"] + names)
    for run in [inspected, watched] {
      #expect(run.exitCode == code && run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
    }
  }

  @Test func refusesOtherClasses() throws {
    let missing = try inspect("--class-names", folder.path("none"), "--snapshot", "-")
    #expect(missing.exitCode == 66 && missing.errors.contains("none"))
    let unknown = try inspect(
      "--class-names", folder.path("names.txt"), "--class", "cow", "--snapshot", "-")
    #expect(unknown.exitCode == 64 && unknown.errors.contains("--class cow is no class"))
    for (option, value, words) in [
      ("--class", "-1", "--class -1 is no class of"), ("--class", "3", "they are 0 to 2\n"),
      ("--class", "", "--class '' is"), ("--size", "-1x-1", "'-1x-1' is invalid"),
    ] {
      let run = try inspect(option, value, "--snapshot", "-")
      #expect(run.exitCode == 64 && run.errors.contains(words), "\(run.errors)")
    }
    let size = try inspect("--size", "80x24")
    #expect(size.exitCode == 64 && size.errors.contains("--size goes with --snapshot"))
    let screen = try inspect()
    #expect(screen.exitCode == 64 && screen.errors.contains("--snapshot FILE"))
  }
}
