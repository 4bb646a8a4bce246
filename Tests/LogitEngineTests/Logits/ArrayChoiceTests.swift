import TestSupport
import Testing

@testable import LogitEngine

@Suite struct ArrayChoiceTests {
  private let folder: TemporaryFolder
  private let logits = FileBytes.npy([1, 2, 3, 4, 5, 6], shape: [2, 3])
  private let other = FileBytes.npy([6, 5, 4, 3, 2, 1], shape: [2, 3])
  private let labels = FileBytes.npy([2, 0] as [Int64])
  private let wrong = FileBytes.npy([1, 1] as [Int64])

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(
    _ arrays: [(String, [UInt8])], _ options: LogitReadingOptions = LogitReadingOptions(),
    labels: String? = nil
  ) throws -> LogitReading {
    let members = arrays.map { ZipBytes.Member($0.0 + ".npy", $0.1, deflated: deflated($0.1)) }
    return try LogitFiles.read(
      logits: folder.write(ZipBytes(members).bytes, to: "a.npz"), labels: labels,
      options: options)
  }

  private func expectTaken(
    _ arrays: [(String, [UInt8])], _ options: LogitReadingOptions = LogitReadingOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let reading = try read(arrays, options)
    #expect(
      reading.moments[0].snapshot.logits == [1, 2, 3, 4, 5, 6], sourceLocation: sourceLocation)
    #expect(reading.moments[0].snapshot.labels == [2, 0], sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("logits", "labels"), ("predictions", "label_ids"), ("Outputs", "Y_True"), ("y_score", "gt"),
    ("preds", "targets"), ("z", "y"), ("foo", "bar"), ("val_logits", "val_labels"),
    ("arr_0", "arr_1"), ("run/logits", "run/labels"), ("scores", "target"),
    ("model.logits", "true"),
  ]) func findsArraysByTheirNames(_ names: (String, String)) throws {
    try expectTaken([(names.0, logits), (names.1, labels)])
  }

  @Test func prefersTheSurerName() throws {
    try expectTaken([("logits", logits), ("z", other), ("y", labels), ("pred", wrong)])
    try expectTaken([("outputs", logits), ("z", other), ("label", labels), ("y", wrong)])
    try expectTaken([("logits", logits), ("preds", other), ("labels", labels)])
    // The best score of each example is no row of logits.
    try expectTaken([
      ("scores", FileBytes.npy([3, 6], shape: [2])), ("z", logits), ("y", labels),
    ])
  }

  @Test(arguments: [
    "pred", "preds_int", "argmax", "fold", "split", "group", "id", "sample_id", "index", "idx",
    "epoch", "weight", "step", "sampleIndex", "prediction", "y_hat", "top1_rank", "split_id",
  ]) func neverTakesOtherArraysForLabels(_ name: String) throws {
    #expect {
      try read([("logits", logits), (name, wrong)])
    } throws: { error in
      if case .missingArray = error as? DataError { true } else { false }
    }
    try expectTaken([("logits", logits), (name, wrong), ("kind", labels)])
  }

  @Test(arguments: ["embeddings", "features", "hidden_states", "latent", "x", "images"])
  func neverTakesWhatANetworkHasWithinForLogits(_ name: String) {
    #expect(throws: DataError.self) { try read([(name, logits), ("labels", labels)]) }
  }

  @Test func asksWhereTwoMayBeMeant() throws {
    let arrays = [("a", logits), ("b", other), ("y", labels)]
    #expect {
      try read(arrays)
    } throws: { error in
      guard case .missingArray(_, let wanted, let found) = error as? DataError else { return false }
      return wanted.contains("--logits-name") && found == ["a (2, 3)", "b (2, 3)", "y (2,)"]
    }
    try expectTaken(arrays, LogitReadingOptions(logitsName: "a"))
    try expectTaken(
      arrays + [("labels", wrong)], LogitReadingOptions(logitsName: "A", labelsName: "y"))
    #expect(
      throws: DataError.missingArray(
        path: folder.path("a.npz"), wanted: "c", found: ["a", "b", "y"])
    ) {
      try read(arrays, LogitReadingOptions(logitsName: "c"))
    }
  }

  @Test func skipsHiddenMembers() throws {
    try expectTaken([
      ("__MACOSX/._foo", [0, 5, 22, 7]), ("foo", logits), (".bar", [1]), ("bar", labels),
    ])
  }

  @Test func readsNamesOfClasses() throws {
    func text(_ words: String) -> [UInt8] {
      FileBytes.npy(
        "<U1", shape: [words.count],
        payload: words.unicodeScalars.flatMap { FileBytes.bytes(of: $0.value) })
    }
    let reading = try read([("logits", logits), ("labels", labels), ("classes", text("abc"))])
    #expect(reading.classNames == ["a", "b", "c"])
    #expect(
      try read([("logits", logits), ("labels", text("ca")), ("classes", text("abc"))])
        .moments[0].snapshot.labels == [2, 0])
    let two = try read([("logits", logits), ("labels", labels), ("classes", text("ab"))])
    #expect(two.classNames == nil && two.notes.contains { $0.contains("2 names") })
  }

  @Test func labelsBesideGoBeforeAGuess() throws {
    try folder.write(labels, to: "labels.npy")
    try expectTaken([("logits", logits), ("bar", wrong)])
    // Labels by name are the file's own.
    let own = try read([("logits", logits), ("labels", wrong)])
    #expect(own.moments[0].snapshot.labels == [1, 1])
    // A file that is named goes before all.
    let named = try read(
      [("logits", logits), ("labels", wrong)], labels: folder.path("labels.npy"))
    #expect(named.moments[0].snapshot.labels == [2, 0])
  }

  @Test func comparesHeadersBeforeItUnpacks() throws {
    // The data of the logits are no deflate stream, which goes unnoticed.
    var huge = ZipBytes.Member(
      "logits.npy",
      FileBytes.npy("<f4", shape: [1000, 3], payload: .init(repeating: 0, count: 12_000)))
    huge.packed =
      Array(deflated(huge.bytes).dropLast(8)) + [255, 255, 255, 255, 255, 255, 255, 255]
    huge.method = 8
    let path = try folder.write(
      ZipBytes([huge, ZipBytes.Member("labels.npy", labels)]).bytes, to: "h.npz")
    #expect(
      throws: DataError.countMismatch(
        path: "\(path) (logits)", count: 1000, otherPath: "\(path) (labels)", otherCount: 2)
    ) { try LogitFiles.read(logits: path) }
  }

  @Test func saysWhatASparseMatrixIs() {
    #expect {
      try read([
        ("data", FileBytes.npy([1], shape: [1])), ("indices", wrong), ("indptr", wrong),
        ("shape", wrong),
      ])
    } throws: { error in
      guard case .malformed(_, .clause(let clause)) = error as? DataError else { return false }
      return clause.contains("toarray()")
    }
  }
}
