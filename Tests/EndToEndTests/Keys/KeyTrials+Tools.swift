import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let tools: [KeyTrial] = [
    KeyTrial(
      "Save the view as a file: s SVG, t text, a coloured text, c its data as CSV.",
      [
        .tool(.chooseFormat): [
          KeyEffect("the kinds of file") { _, after in
            after.shows("Save this view as")
              && [".svg", ".txt", ".ansi", ".csv"].allSatisfy { after.shows($0) }
          }
        ]
      ]),
    KeyTrial(
      "After W: the kind of file; Enter takes SVG.",
      Dictionary(
        uniqueKeysWithValues: ExportFormat.allCases.map { format in
          (
            .tool(.save(format)),
            [
              KeyEffect("a new file .\(format.rawValue), and its name") { before, after in
                let names = Set(after.files.keys).subtracting(before.files.keys)
                return names.count == 1
                  && names.allSatisfy { name in
                    name.hasPrefix("logitscope-explore-") && name.hasSuffix(".\(format.rawValue)")
                      && (after.files[name] ?? 0) > 1000
                      && after.hints.contains("saved as \(name)")
                  }
              }
            ]
          )
        })
    ) {
      try $0.watch(.files)
      try $0.go("W", "Save this view as")
    },
    KeyTrial(
      "The next theme: auto, dark, light, high-contrast, monochrome, projector.",
      course: .roundTrip,
      [
        .tool(.nextTheme): [
          .theme("dark"), .theme("light"), .theme("high-contrast"), .theme("monochrome"),
          .theme("projector"), .theme("auto"),
        ]
      ]),
    KeyTrial(
      "Show, instead of the keys, what the last frame cost: time, bytes sent, key to screen.",
      course: .roundTrip,
      [
        .tool(.toggleFrameReport): [
          KeyEffect("the cost of a frame") {
            $1.hints.contains(" bytes · ") && $1.hints.contains("key to screen")
          },
          KeyEffect("the keys") { $1.hints.contains("space pause") },
        ]
      ]),
    KeyTrial(
      "Set theme, characters, histogram and axis, and keep them.",
      [.tool(.showOptions): [.shows("◄ auto ")]]),
    KeyTrial(
      "Find what can be done now by typing some letters of it.",
      [.tool(.showPalette): [.shows("╭─ Commands")]]),
    KeyTrial(
      "Show the command that leads to this view, and copy it.",
      [
        .tool(.showCommand): [
          KeyEffect("the command, on the screen and in the clipboard") {
            $1.shows("logitscope explore --dataset")
              // The beginning of it in base 64, as OSC 52 takes it.
              && $1.output.contains("\u{1B}]52;c;bG9naXRzY29wZSBleHBsb3Jl")
          }
        ]
      ]
    ) {
      try $0.watch(.output)
    },
    KeyTrial(
      "In the options and the list of commands: move the cursor.", course: .continued,
      [
        .tool(.moveInList(-1)): [.moves("the chosen option", by: -1) { $0.chosenOption }],
        .tool(.moveInList(1)): [.moves("the chosen option", by: 1) { $0.chosenOption }],
      ]
    ) {
      try $0.go("O", "╭─ Options")
      try $0.go("Down", until: "the next option") { $0.chosenOption == 1 }
    },
    KeyTrial(
      "In the options and the list of commands: move the cursor.", course: .continued,
      [
        .tool(.moveInList(-1)): [.moves("the chosen command", by: -1) { $0.chosenCommand }],
        .tool(.moveInList(1)): [.moves("the chosen command", by: 1) { $0.chosenCommand }],
      ]
    ) {
      try $0.watch(.looks)
      try $0.go(":", "╭─ Commands")
      try $0.go("Down", until: "the next command") { $0.chosenCommand == 1 }
    },
    KeyTrial(
      "In the options: change what is under the cursor.", course: .continued,
      [
        .tool(.changeOption(-1)): [.shows("◄ projector ")],
        .tool(.changeOption(1)): [.shows("◄ auto "), .shows("◄ dark ")],
      ]
    ) {
      try $0.go("O", "◄ auto ")
    },
    KeyTrial(
      "In the options: write them to the configuration file.",
      [
        .tool(.writeOptions): [
          KeyEffect("the file, and its name") {
            let file = "configuration/logitscope/config.toml"
            return $0.files[file] == nil && ($1.files[file] ?? 0) > 0
              && $1.hints.contains("saved as") && $1.hints.contains("config.toml")
          }
        ]
      ]
    ) {
      try $0.watch(.files)
      try $0.go("O", "╭─ Options")
    },
    KeyTrial(
      "In the list of commands: do what is under the cursor.",
      [.tool(.performChosen): [.title("PAUSED")]]
    ) { stage in
      try stage.watch(.looks)
      try stage.go(":", "╭─ Commands")
      try stage.type("pausethe")
      try stage.wait("the command") { $0.chosenCommand == 0 && $0.shows("Pause the training.") }
    },
  ]
}

extension KeyEffect {
  fileprivate static func theme(_ name: String) -> KeyEffect {
    KeyEffect("theme \(name)") { $1.hints.contains(" theme \(name) ") }
  }
}

extension TerminalScreen {
  /// The option under the cursor, by its place in the list.
  fileprivate var chosenOption: Int? {
    guard let corner = place(of: "╭─ Options") else { return nil }
    return lines[(corner.row + 1)...].firstIndex { $0.dropFirst(corner.column).contains("◄") }
      .map { $0 - corner.row - 1 }
  }

  /// The command under the cursor, by its place on the screen.
  fileprivate var chosenCommand: Int? { chosenLine(inBox: "Commands", column: 10, count: 4) }
}
