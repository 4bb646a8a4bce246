import ExplorerUI
import Foundation
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct ConfigurationTests {
  private static func configuration(_ text: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: "config.toml")
    return try ConfigurationFile.read(path, mustExist: true)
  }

  @Test func readsSettingsKeysAndDefaults() throws {
    let configuration = try Self.configuration(
      """
      theme = "high-contrast"
      ascii = true
      histogram = "log-count"
      lock-axis = true
      view = "curves"
      [defaults]
      dataset = "fashion-mnist"
      learning-rate = 0.1
      hidden = [64, 32]
      nesterov = true
      normalize = false
      [keys]
      toggle-threshold = "e"
      """)
    #expect(configuration.problems == [])
    #expect(
      configuration.settings
        == ExplorerSettings(
          theme: .highContrast, usesASCII: true, scale: .logCount, isAxisLocked: true,
          view: .curves))
    #expect(!configuration.keyMap.isEmpty)
    #expect(
      ExploreDefaults.completed(["--learning-rate", "0.2"], configuration)
        == [
          "--learning-rate", "0.2", "--dataset=fashion-mnist", "--hidden=64,32", "--nesterov",
          "--no-normalize",
        ])
    #expect(!ExploreDefaults.completed(["--normalize"], configuration).contains("--no-normalize"))
  }

  @Test func saysEachThingThatIsWrongAndTakesTheRest() throws {
    let configuration = try Self.configuration(
      """
      theme = "drak"
      ascii = "yes"
      colour = 3
      view = "speed"
      [defaults]
      epochs = 0
      speed = 3
      snapshot = "a.svg"
      loss = "nce"
      [keys]
      toggle-pause = 3
      fly = "f"
      toggle-threshold = "q"
      cycle-scale = "e"
      """)
    #expect(configuration.settings == ExplorerSettings(view: .speed))
    #expect(configuration.defaults.map(\.option) == ["loss"])
    let words = [
      "theme is", "ascii is", "there is no setting 'colour'", "defaults.epochs", "defaults.speed",
      "defaults.snapshot", "keys.toggle-pause", "keys.fly", "keys.toggle-threshold",
    ]
    #expect(configuration.problems.count == words.count)
    for word in words {
      #expect(configuration.problems.contains { $0.contains(word) }, "\(word)")
    }
    #expect(configuration.problems.allSatisfy { !$0.contains("\n") })
    #expect(configuration.notice?.hasSuffix("and 8 more") == true)
  }

  @Test(arguments: [
    ("theme = ", "line 1 has no value"),
    ("theme", "line 1 is no setting"),
    ("theme = dark", "line 1 has 'dark' as a value: a text needs quotation marks"),
    ("theme = \"dark", "line 1 has a text without its closing quotation mark"),
    ("theme = \"a\\q\"", "line 1 has a backslash"),
    ("theme = \"dark\" \"light\"", "line 1 goes on after the value"),
    ("theme = \"\"\"", "line 1 begins a text of several lines"),
    ("ascii = { a = 1 }", "line 1 has a table as a value"),
    ("[defaults", "line 1 is no heading of a table"),
    ("[]", "line 1 has no name of a table"),
    ("[[defaults]]", "line 1 begins a list of tables"),
    ("[defaults.]x", "line 1 goes on after the value"),
    ("= 3", "line 1 is no setting"),
    ("[a]\nb = [1,", "line 2 has a list that does not end on the line"),
    ("a = [[[[[[1]]]]]]", "line 1 has lists too deep"),
    ("a = 1\na = 2", "line 2 sets 'a' once more"),
    ("\u{0}", "line 1 is no setting"),
    ("a = \"\u{1}\"", "line 1 has a control character"),
  ])
  func saysWhichLineIsNotUnderstoodAndTakesTheRest(_ bad: String, _ words: String) throws {
    let configuration = try Self.configuration(bad + "\n[keys]\ntoggle-pause = \"e\"\n")
    #expect(configuration.problems.contains { $0.contains(words) }, "\(configuration.problems)")
    #expect(!configuration.keyMap.isEmpty)
    #expect(configuration.settings == ExplorerSettings())
  }

  @Test func readsEveryKindOfValueAndName() throws {
    let configuration = try Self.configuration(
      "# a\r\n  'theme' = 'dark' # b\r\n\tascii=true\r\ndefaults.seed = 1_000\r\n"
        + "[ \"defaults\" ]#c\r\nloss=\"\\u006ece\"\r\nlearning-rate = +1.5e-3\r\n"
        + "hidden = [ 8 , 0_9, ]\r\ndropout = 0.25\r\n")
    #expect(configuration.problems == [])
    #expect(configuration.settings == ExplorerSettings(theme: .dark, usesASCII: true))
    #expect(
      configuration.defaults.flatMap(\.arguments) == [
        "--seed=1000", "--loss=nce", "--learning-rate=0.0015", "--hidden=8,9", "--dropout=0.25",
      ])
  }

  @Test func whateverStandsInItItIsReadAndCanBeWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("config.toml")
    let pieces = [
      "[", "]", "=", "\"", "'", "#", "\\", ".", ",", "\n", " ", "theme", "defaults", "keys", "1",
      "\"dark\"", "{", "}", "\u{0}", "é", "\r", "[[", "]]", "loss = \"nce\"\n", "-", "true", "\\u",
    ]
    var generator = SeededGenerator(seed: 12)
    for round in 0..<3000 {
      let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let read = ConfigurationText(text)
      #expect(read.problems.allSatisfy { !$0.contains("\n") })
      let theme = ("theme", "\"light\"", "Colours.")
      let written = ConfigurationText(read.text(with: [theme]))
      #expect(
        written.entries(of: "").filter { $0.name == "theme" }.map(\.value) == [.string("light")],
        "\(text.debugDescription)")
      let defaults = read.entries(of: "defaults").map(\.value)
      #expect(written.entries(of: "defaults").map(\.value) == defaults)
      guard round % 30 == 0 else { continue }
      try folder.write(Array(text.utf8), to: "config.toml")
      _ = try ConfigurationFile.read(path, mustExist: false)
      try ConfigurationFile.write(ExplorerSettings(theme: .light), to: path)
      #expect(try ConfigurationFile.read(path, mustExist: false).settings.theme == .light)
    }
  }

  @Test func whatIsNoConfigurationIsSaidAndLeftAlone() throws {
    let folder = try TemporaryFolder()
    let names = String(repeating: "x = 1\n", count: 3000)
    let cases: [([UInt8], String)] = [
      (Array(repeating: UInt8(ascii: "["), count: 100_000), "more than 64 kB"),
      ([0x61, 0xFF, 0x0A], "is not UTF-8"),
    ]
    for (bytes, words) in cases {
      let path = try folder.write(bytes, to: "config.toml")
      let configuration = try ConfigurationFile.read(path, mustExist: false)
      #expect(configuration.problems.count == 1 && configuration.problems[0].contains(words))
      #expect(throws: CommandError.self) {
        try ConfigurationFile.write(ExplorerSettings(), to: path)
      }
      #expect(try Data(contentsOf: folder.url.appendingPathComponent("config.toml")) == Data(bytes))
    }
    let many = try folder.write(Array(("[defaults]\n" + names).utf8), to: "many.toml")
    #expect(try ConfigurationFile.read(many, mustExist: true).problems.count == 22)
    let isFolder = try ConfigurationFile.read(folder.url.path, mustExist: false)
    #expect(isFolder.problems == ["\(folder.url.path) is not a file"])
  }

  @Test func writesWhatItReadsAndKeepsTheRest() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("new/folder/config.toml")
    let settings = ExplorerSettings(
      theme: .projector, usesASCII: true, scale: .density, isAxisLocked: true, view: .examples)
    try ConfigurationFile.write(settings, to: path)
    let first = try ConfigurationFile.read(path, mustExist: true)
    #expect(first.settings == settings && first.problems.isEmpty)
    #expect(first.keyMap.isEmpty && first.defaults.isEmpty)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("# Colours: auto, dark, light"))
    #expect(text.contains("#   toggle-threshold = \"t\""))

    try
      (text.replacingOccurrences(of: "[keys]", with: "[keys]\ntoggle-pause = \"e\"")
      .replacingOccurrences(of: "[defaults]", with: "own = 7\n[defaults]\nloss = \"nce\"")
      + "\n[mine]\nlist = [1, 2]\n").write(toFile: path, atomically: true, encoding: .utf8)
    for theme in [ThemeName.dark, .light] {
      try ConfigurationFile.write(ExplorerSettings(theme: theme), to: path)
      let again = try ConfigurationFile.read(path, mustExist: true)
      #expect(again.settings == ExplorerSettings(theme: theme))
      #expect(again.defaults.map(\.option) == ["loss"] && !again.keyMap.isEmpty)
      #expect(again.problems.count == 2)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("own = 7") && text.contains("[mine]") && text.contains("1, 2"))
    }
  }

  @Test func writesAroundWhatItDoesNotUnderstand() throws {
    let folder = try TemporaryFolder()
    let text = "# mine\ntheme = \"dark\" # night\noops\n\n[keys]\n# none yet\n[[x]]\n"
    let path = try folder.write(Array(text.utf8), to: "config.toml")
    try ConfigurationFile.write(ExplorerSettings(theme: .light), to: path)
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written.hasPrefix("# mine\ntheme = \"light\" # night\noops\n\n# "))
    #expect(written.hasSuffix("\n[keys]\n# none yet\n[[x]]\n"))
    #expect(try ConfigurationFile.read(path, mustExist: true).settings.theme == .light)
    try ConfigurationFile.write(ExplorerSettings(theme: .light), to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
  }

  @Test func countsInTheProgram() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array("ascii = true\nview = \"classes\"\n[defaults]\nloss = \"nce\"\nepochs = 1\nx = 1".utf8),
      to: "config.toml")
    let snapshot = ["explore", "--threads", "1", "--snapshot", "-"]
    let run = try ProgramRun(snapshot + ["--config", path])
    #expect(run.exitCode == 0)
    #expect(run.output.utf8.allSatisfy { $0 < 0x7F } && run.output.contains("nce"))
    #expect(
      run.errors.hasPrefix("logitscope: \(path): defaults.x: ") && run.errors.contains("ignored"))
    let given = try ProgramRun(snapshot + ["--config", path, "--loss", "max-margin"])
    #expect(given.output.contains("max-margin") && given.exitCode == 0)
    let none = try ProgramRun(snapshot + ["--no-config", "--epochs", "1"])
    #expect(none.errors.isEmpty && none.output.contains("╭"))
    let missing = try ProgramRun(snapshot + ["--config", folder.path("none.toml")])
    #expect(missing.exitCode == 66 && missing.errors.contains("none.toml"))
    let both = try ProgramRun(snapshot + ["--config", path, "--no-config"])
    #expect(both.exitCode == 64 && both.errors.contains("exclude each other"))
  }

  @Test(arguments: [
    ("hidden = \"64\"", ["--model", "linear"], "hidden", "--hidden does not apply"),
    ("class = \"Shirt\"", [], "class", "--class Shirt is no class of digits"),
    ("batch-size = 5000\nloss = \"nce\"", [], "batch-size", "--batch-size 5000 is above"),
    ("momentum = 0.5\nhidden = 8", ["--optimizer", "adam"], "momentum", "--momentum does not"),
  ])
  func defaultsGiveWay(
    _ defaults: String, _ arguments: [String], _ option: String, _ words: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("[defaults]\n\(defaults)\n".utf8), to: "config.toml")
    let snapshot = ["--threads", "1", "--at", "2", "--snapshot", "-", "--config", path]
    for command in [["explore"], ["learn", "principle"]] {
      let run = try ProgramRun(command + arguments + snapshot)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.errors.hasPrefix("logitscope: \(path): defaults.\(option): \(words)"))
      #expect(run.errors.hasSuffix(", ignored\n"))
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    // What the command line itself says is not ignored.
    let wrong = try ProgramRun(["explore", "--class", "none"] + arguments + snapshot)
    #expect(wrong.exitCode == 64 && wrong.errors.contains("--class none is no class"))
  }

  @Test func defaultsGiveWayTogetherWithOthersThatStay() throws {
    var configuration = try Self.configuration(
      "[defaults]\nhidden = 8\ndropout = 0.5\nloss = \"nce\"\nmodel = \"mlp\"")
    let arguments = configuration.complete(["--model", "linear"]) {
      _ = try ExploreCommand.parse($0).training.provisionalConfiguration()
    }
    #expect(arguments == ["--model", "linear", "--loss=nce"])
    #expect(configuration.problems.count == 2)
    #expect(configuration.problems.allSatisfy { $0.contains("only to mlp and cnn") })
  }

  @Test func repeatsTheCommandWithoutWhatChanges() {
    #expect(
      ReproducingCommand.text(
        "explore",
        [
          "--dataset", "my file", "--loss=nce", "--class", "3", "--ascii", "--at", "40",
          "--hidden=64,32",
        ]) == "logitscope explore --dataset 'my file' --ascii --hidden=64,32")
    #expect(ReproducingCommand.text("replay", ["a", "--view", "curves"]) == "logitscope replay a")
    #expect(
      ReproducingCommand.text(
        "explore",
        ["--all-classes", "--threshold", "-2", "--scale=count", "--no-lock-axis", "--nesterov"])
        == "logitscope explore --nesterov")
  }
}
