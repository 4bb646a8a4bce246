import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct DatasetPickerTests {
  private static let listed = [
    ListedDataset(
      name: "digits",
      size: DatasetSize(
        trainingCount: 1297, testCount: 500, classCount: 10, shape: ImageShape(height: 8, width: 8)),
      place: "embedded"),
    ListedDataset(name: "mnist", size: nil, place: "not installed; put it somewhere"),
  ]

  /// A run that could be of another dataset.
  static func closed() -> ExplorerState {
    var state = Synthetic.live(examples: 60)
    state.datasets.isAvailable = true
    return state
  }

  /// The list of datasets over a run.
  static func choosing() -> ExplorerState {
    var state = closed()
    #expect(state.press(.character("i")) == [.datasets(.list)])
    #expect(state.picture().lines.contains { $0.contains("looking for them") })
    _ = update(&state, .datasets(Self.listed))
    return state
  }

  @Test func listsNarrowsDownAndOpens() {
    var state = Self.choosing()
    #expect(state.picture().lines.contains { $0.contains("1,297 + 500") })
    #expect(state.datasets.entries.map(\.name) == ["digits", "mnist"])
    for letter in "IST" { state.press(.character(letter)) }
    #expect(state.datasets.entries.map(\.name) == ["mnist", "IST"])
    // One that is not there says how to have it, and nothing is read.
    #expect(state.press(.enter) == [])
    #expect(state.picture().lines.contains { $0.contains("put it somewhere") })
    state.press(.control("u"))
    #expect(
      state.press(.enter) == [.datasets(.open("digits", state.lossUnderCursor))])
    #expect(state.picture().lines.contains { $0.contains("reading digits") })
    // Once is enough.
    #expect(state.press(.enter) == [])
  }

  @Test func whatIsTypedIsANameOrAPath() {
    var state = Self.choosing()
    for letter in "/data/q?.npz" { state.press(.character(letter)) }
    #expect(state.datasets.entries == [.typed("/data/q?.npz")])
    #expect(
      state.press(.enter) == [.datasets(.open("/data/q?.npz", state.lossUnderCursor))])
    _ = update(&state, .datasetFailed("there is nothing at /data/q?.npz"))
    #expect(state.overlay == .datasets)
    #expect(state.picture().lines.contains { $0.contains("there is nothing at /data/q?.npz") })
    state.press(.escape)
    #expect(state.overlay == nil)
    // Whoever has left is told all the same.
    _ = update(&state, .datasetFailed("no such thing"))
    #expect(state.notice == "no such thing")
  }

  @Test func anotherDatasetLeavesNothingOfTheOneBefore() throws {
    var state = Self.choosing()
    state.press(.down, .up)
    state.theme = .light
    let labels: [UInt8] = [0, 1, 2]
    let examples = Examples(
      pixels: [UInt8](repeating: 7, count: 12), labels: labels.map(Int32.init),
      shape: ImageShape(height: 2, width: 2))
    let dataset = Dataset(
      name: "small", training: examples, test: examples, classNames: ["a", "b", "c"])
    var configuration = Synthetic.configuration()
    configuration.batchSize = 3
    let effects = update(
      &state,
      .opened(
        OpenedDataset(
          dataset, configuration: configuration, stepsPerSecondLimit: 50,
          command: "logitscope explore --dataset small")))
    #expect(effects == [.restart(configuration)])
    #expect(state.overlay == nil && state.evaluation == nil && state.classIndex == 0)
    #expect(state.datasetName == "small" && state.classNames == ["a", "b", "c"])
    #expect(state.phase == .starting && state.stepsPerSecondLimit == 50)
    #expect(state.theme == .light && state.datasets.isAvailable)
    #expect(state.tools.command == "logitscope explore --dataset small")
    for view in ExplorerView.allCases {
      state.press(.character(view.digit))
      _ = state.picture()
    }
    // What the old trainer still says is not of this run.
    let before = state.picture()
    _ = update(&state, .training(.evaluated(try #require(Synthetic.live(examples: 60).evaluation))))
    #expect(state.picture() == before)
  }

  @Test func cannotBeOpenedWhereNothingIsTrained() {
    var state = Synthetic.live(examples: 60)
    #expect(state.press(.character("i")) == [])
    #expect(state.overlay == nil)
  }

  @Test func keysAndPromptsAreThereInASCII() {
    let picker = Self.choosing().picture(PictureTests.ascii).lines
    #expect(picker.contains { $0.contains("| >   letters of a name") })
    #expect(picker.contains { $0.contains("enter trains on it") })
    var state = Synthetic.live(examples: 60)
    state.press(.character("2"))
    let compare = state.picture(PictureTests.ascii).lines
    #expect(compare.contains { $0.contains("enter trains these 7 losses side by side") })
  }
}
