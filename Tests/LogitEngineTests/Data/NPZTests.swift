import TestSupport
import Testing

@testable import LogitEngine

@Suite struct NPZTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Writes arrays, every other one deflated.
  private func write(_ arrays: [(String, [UInt8])], to name: String = "data.npz") throws -> String {
    let members = arrays.enumerated().map { index, array in
      ZipBytes.Member(
        array.0 + ".npy", array.1,
        deflated: index.isMultiple(of: 2) ? nil : deflated(array.1))
    }
    return try folder.write(ZipBytes(members).bytes, to: name)
  }

  private func write(
    _ description: String, _ shape: [Int], _ payload: [UInt8], isFortranOrder: Bool = false,
    labels: [UInt8] = FileBytes.npy([0, 2, 1] as [Int64])
  ) throws -> String {
    let inputs = FileBytes.npy(
      description, shape: shape, isFortranOrder: isFortranOrder, payload: payload)
    return try write([
      ("x_train", inputs), ("y_train", labels), ("x_test", inputs), ("y_test", labels),
    ])
  }

  private func bytes<Element: BitwiseCopyable>(_ values: [Element]) -> [UInt8] {
    values.flatMap { FileBytes.bytes(of: $0) }
  }

  @Test func readsGreyPictures() throws {
    let path = try write("|u1", [3, 2, 4], Array(0..<24))
    let dataset = try DatasetCatalog.load(path)
    #expect(dataset.name == "data")
    #expect(dataset.training.shape == ImageShape(height: 2, width: 4))
    #expect(dataset.training.pixels == Array(0..<24))
    #expect(dataset.test.labels == [0, 2, 1])
    #expect(dataset.classNames == ["0", "1", "2"])
  }

  @Test func readsColourPicturesEitherWay() throws {
    // Pixel p of channel c of example e has the value 60e + 20c + p.
    func channel(_ e: Int, _ c: Int) -> [UInt8] { (0..<20).map { UInt8(60 * e + 20 * c + $0) } }
    var planar: [UInt8] = []
    var interleaved: [UInt8] = []
    for e in 0..<3 {
      for c in 0..<3 { planar += channel(e, c) }
      for p in 0..<20 {
        for c in 0..<3 { interleaved.append(channel(e, c)[p]) }
      }
    }
    let shape = ImageShape(height: 4, width: 5, channels: 3)
    for (sizes, payload) in [([3, 4, 5, 3], interleaved), ([3, 3, 4, 5], planar)] {
      let dataset = try DatasetCatalog.load(try write("|u1", sizes, payload))
      #expect(dataset.training.pixels == planar)
      #expect(dataset.training.shape == shape)
    }
    let floats = try DatasetCatalog.load(
      try write("<f8", [3, 4, 5, 3], bytes(interleaved.map { Double($0) })))
    #expect(floats.training.shape == shape)
    // Whole numbers from 0 to 255 are bytes, whatever their type.
    #expect(floats.training.pixels == planar)
    // Equal numbers of rows and channels: the last are the channels.
    let square = try DatasetCatalog.load(try write("|u1", [3, 2, 3, 2], Array(0..<36)))
    #expect(square.training.shape == ImageShape(height: 2, width: 3, channels: 2))
  }

  @Test func readsFortranOrder() throws {
    // Element (e, y, x) is 12e + 4y + x.
    var columnMajor: [UInt8] = []
    for x in 0..<4 {
      for y in 0..<3 {
        for e in 0..<2 { columnMajor.append(UInt8(12 * e + 4 * y + x)) }
      }
    }
    let labels = FileBytes.npy([0, 1] as [Int64])
    let path = try write("|u1", [2, 3, 4], columnMajor, isFortranOrder: true, labels: labels)
    #expect(try DatasetCatalog.load(path).training.pixels == Array(0..<24))
  }

  @Test func readsFeatureVectorsAndColumnsOfLabels() throws {
    let labels = FileBytes.npy([1, 0, 1] as [Int64], shape: [3, 1])
    let path = try write("<f4", [3, 2], bytes([1, 2, 3, 4, 5, 6] as [Float]), labels: labels)
    let dataset = try DatasetCatalog.load(path)
    #expect(dataset.training.shape == ImageShape(featureVectorOf: 2))
    #expect(!dataset.training.shape.isPicture)
    #expect(dataset.training.values(of: 2) == [5, 6])
    #expect(dataset.training.labels == [1, 0, 1])
    // Flat bytes that make a square are a picture.
    let square = try DatasetCatalog.load(try write("|u1", [3, 25], .init(repeating: 9, count: 75)))
    #expect(square.training.shape == ImageShape(height: 5, width: 5))
    let oblong = try DatasetCatalog.load(try write("|u1", [3, 24], .init(repeating: 9, count: 72)))
    #expect(oblong.training.shape == ImageShape(featureVectorOf: 24))
  }

  private func expect(
    _ malformation: Malformation, in array: String, of path: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: DataError.malformed(path: "\(path) (\(array))", malformation),
      sourceLocation: sourceLocation
    ) { try DatasetCatalog.load(path) }
  }

  @Test func saysWhatIsWrong() throws {
    expect(
      .unsupportedType(description: "<U1", wanted: .byteOrFloatingPoint), in: "x_train",
      of: try write("<U1", [3, 1], bytes([65, 66, 67] as [UInt32])))
    expect(.notInputs(shape: [3]), in: "x_train", of: try write("|u1", [3], [1, 2, 3]))
    expect(
      .badFeature(example: 1, feature: 0, value: "nan"), in: "x_train",
      of: try write("<f4", [3, 1], bytes([1, Float.nan, 3])))
    expect(
      .clause("has the label 1.5 at row 1, where a whole number is needed"), in: "y_train",
      of: try write("|u1", [3, 1], [1, 2, 3], labels: FileBytes.npy([0, 1.5, 1])))
    let path = try write("|u1", [3, 1], [1, 2, 3], labels: FileBytes.npy([0, 1] as [Int64]))
    #expect(
      throws: DataError.countMismatch(
        path: "\(path) (x_train)", count: 3, otherPath: "\(path) (y_train)", otherCount: 2)
    ) { try DatasetCatalog.load(path) }
    let partial = try write([("x_train", FileBytes.npy([1], shape: [1, 1])), ("w", [])])
    #expect(
      throws: DataError.missingArray(path: partial, wanted: "y_train", found: ["w", "x_train"])
    ) { try DatasetCatalog.load(partial) }
  }

  @Test func comparesShapes() throws {
    let label = FileBytes.npy([0] as [Int64])
    let path = try write([
      ("x_train", FileBytes.npy([1, 2], shape: [1, 2])), ("y_train", label),
      ("x_test", FileBytes.npy([1], shape: [1, 1])), ("y_test", label),
    ])
    #expect(
      throws: DataError.shapeMismatch(
        path: "\(path) (x_train)", shape: ImageShape(featureVectorOf: 2),
        otherPath: "\(path) (x_test)", otherShape: ImageShape(featureVectorOf: 1))
    ) { try DatasetCatalog.load(path) }
  }

  @Test func findsLogitsByNameOrByKind() throws {
    let logits = FileBytes.npy([1, 2, 3, 4, 5, 6], shape: [2, 3])
    let labels = FileBytes.npy([2, 0] as [Int64])
    for names in [("logits", "labels"), ("z", "y"), ("Preds", "targets"), ("foo", "bar")] {
      let path = try write([
        (names.0, logits), (names.1, labels), ("other", FileBytes.npy([1], shape: [1, 1, 1])),
      ])
      let snapshot = try LogitFiles.readOne(logits: path, labels: nil)
      #expect(snapshot.logits == [1, 2, 3, 4, 5, 6])
      #expect(snapshot.labels == [2, 0])
    }
  }

  @Test func mixesFilesOfBothKinds() throws {
    let logits = FileBytes.npy([1, 2, 3, 4], shape: [2, 2])
    let archive = try write([("z", logits), ("y", FileBytes.npy([1, 1] as [Int64]))])
    let plainLabels = try folder.write(FileBytes.npy([0, 1] as [Int64]), to: "y.npy")
    let plainLogits = try folder.write(logits, to: "z.npy")
    #expect(try LogitFiles.readOne(logits: archive, labels: plainLabels).labels == [0, 1])
    #expect(try LogitFiles.readOne(logits: plainLogits, labels: archive).labels == [1, 1])
    #expect(throws: DataError.missingLabels(path: plainLogits)) {
      try LogitFiles.readOne(logits: plainLogits, labels: nil)
    }
  }

  private func load(_ arrays: [(String, [UInt8])]) throws -> Dataset {
    try DatasetCatalog.load(try write(arrays))
  }

  private let features = FileBytes.npy((0..<20).map { Float($0) / 8 }, shape: [10, 2])
  private let numbers = FileBytes.npy((0..<10).map { Int64($0 % 3) })

  @Test(arguments: [
    ("X", "y"), ("data", "target"), ("images", "labels"), ("arr_0", "arr_1"),
    ("embeddings", "label"), ("foo", "bar"),
  ]) func partsAllExamples(_ names: (String, String)) throws {
    let dataset = try load([(names.0, features), (names.1, numbers)])
    #expect(dataset.training.count == 8 && dataset.test.count == 2)
    #expect(dataset.classNames == ["0", "1", "2"])
    #expect(dataset.origin.notes.contains { $0.contains("a fifth") })
  }

  @Test func readsPartsByOtherNames() throws {
    for names in [
      ["train_images", "train_labels", "test_images", "test_labels"],
      ["Xtrain", "Ytrain", "Xtest", "Ytest"], ["x_tr", "y_tr", "x_te", "y_te"],
      ["train_data", "train_targets", "valid_data", "valid_targets"],
    ] {
      let dataset = try load(zip(names, [features, numbers, features, numbers]).map { ($0, $1) })
      #expect(dataset.training.count == 10 && dataset.test.count == 10, "\(names)")
    }
    let medical = try load([
      ("train_images", features), ("train_labels", numbers), ("val_images", features),
      ("val_labels", numbers), ("test_images", features), ("test_labels", numbers),
    ])
    #expect(medical.origin.notes.contains { $0.contains("validation") })
    let unlabeled = try load([("x_train", features), ("y_train", numbers), ("x_test", features)])
    #expect(unlabeled.training.count == 8)
    #expect(unlabeled.origin.notes.contains { $0.contains("'x_test' has no labels") })
  }

  @Test func takesWholeNumbersForBytes() throws {
    let pixels = (0..<75).map { UInt8(($0 * 5) % 256) }
    let floats = bytes(pixels.map { Float($0) })
    let labels = FileBytes.npy([0, 2, 1] as [Int64], shape: [3, 1])
    for (description, payload) in [
      ("<f4", floats), ("<i8", bytes(pixels.map { Int64($0) })),
      ("<f2", bytes(pixels.map { Float16($0) })),
    ] {
      let dataset = try DatasetCatalog.load(
        try write(description, [3, 5, 5], payload, labels: labels))
      #expect(dataset.training.pixels == pixels)
      #expect(dataset.origin.notes.contains { $0.contains("bytes of pictures") })
    }
    // One negative number makes them features.
    let shifted = bytes(pixels.map { Float($0) - 1 })
    let dataset = try DatasetCatalog.load(try write("<f4", [3, 25], shifted))
    #expect(dataset.training.shape == ImageShape(featureVectorOf: 25))
  }

  @Test func classesAreTheLabelsThatOccur() throws {
    func names(_ labels: [UInt8]) throws -> Dataset {
      try load([("X", features), ("y", labels)])
    }
    func integers(_ values: [Int64]) -> [UInt8] { FileBytes.npy(values) }
    #expect(try names(integers([1, 2, 3, 1, 2, 3, 1, 2, 3, 1])).classNames == ["1", "2", "3"])
    #expect(try names(integers([-1, 1, 1, 1, -1, 1, 1, 1, -1, 1])).classNames == ["-1", "1"])
    #expect(try names(integers([94103, 5, 5, 5, 5, 5, 5, 5, 5, 5])).classNames == ["5", "94103"])
    let ignored = try names(integers([0, 1, 2, -1, -100, 255, 0, 1, 2, 0]))
    #expect(ignored.classNames == ["0", "1", "2"])
    #expect(ignored.training.count + ignored.test.count == 7)
    let halves = try names(FileBytes.npy([0, 1, 1, .nan, 0, 0, 0, 1, 1, 1]))
    #expect(halves.training.count + halves.test.count == 9)
    let words = FileBytes.npy(
      "<U1", shape: [10],
      payload: "ebebebebeb".unicodeScalars.flatMap { FileBytes.bytes(of: $0.value) })
    #expect(try names(words).classNames == ["b", "e"])
    var oneHot: [Int64] = []
    for index in 0..<10 { oneHot += [0, 1].map { $0 == index % 2 ? 1 : 0 } }
    #expect(try names(FileBytes.npy(oneHot, shape: [10, 2])).classNames == ["0", "1"])
    oneHot[0] = 1
    oneHot[1] = 1
    #expect(throws: DataError.self) { try names(FileBytes.npy(oneHot, shape: [10, 2])) }
  }

  @Test func readsFoldersOfArrays() throws {
    try folder.write(features, to: "X_train.npy")
    try folder.write(numbers, to: "y_train.npy")
    try folder.write(features, to: "X_test.npy")
    try folder.write(numbers, to: "y_test.npy")
    #expect(try DatasetCatalog.load(folder.path("")).test.count == 10)
    // One file of several finds the others.
    #expect(try DatasetCatalog.load(folder.path("X_train.npy")).test.count == 10)
  }

  @Test func readsArchivesOfOneArrayTogether() throws {
    let inputs = FileBytes.npy("|u1", shape: [10, 2, 2], payload: .init(0..<40))
    for name in ["kmnist", "k49"] {
      for part in ["train", "test"] {
        for (kind, array) in [("imgs", inputs), ("labels", numbers)] {
          _ = try write([("arr_0", array)], to: "\(name)-\(part)-\(kind).npz")
        }
      }
    }
    let dataset = try DatasetCatalog.load(folder.path("kmnist-train-imgs.npz"))
    #expect(dataset.training.count == 10 && dataset.test.count == 10)
    #expect(dataset.training.pixels == Array(0..<40))
  }

  @Test func leavesManyVectorsInTheirFile() throws {
    let (count, width) = (70_000, 256)
    var payload = [UInt8](repeating: 0, count: count * width * 4)
    payload.withUnsafeMutableBytes { buffer in
      for row in 0..<count {
        buffer.storeBytes(of: Float(row) + 0.5, toByteOffset: row * width * 4, as: Float.self)
      }
    }
    try folder.write(FileBytes.npy("<f4", shape: [count, width], payload: payload), to: "emb.npy")
    try folder.write(FileBytes.npy((0..<count).map { Int64($0 % 2) }), to: "labels.npy")
    let dataset = try DatasetCatalog.load(folder.path("emb.npy"))
    #expect(dataset.training.count == 56_000 && dataset.test.count == 14_000)
    let first = dataset.training.values(of: 100)
    #expect(Int(first[0]) % 2 == Int(dataset.training.labels[100]) && first[1] == 0)
    #expect(dataset.origin.notes.contains { $0.contains("stay in their file") })
  }

  @Test func survivesDamage() throws {
    var generator = SeededGenerator(seed: 5)
    let inputs = FileBytes.npy("|u1", shape: [3, 2, 2], payload: Array(0..<12))
    let labels = FileBytes.npy([0, 2, 1] as [Int64])
    let whole = ZipBytes([
      ZipBytes.Member("x_train.npy", inputs),
      ZipBytes.Member("y_train.npy", labels, deflated: deflated(labels)),
      ZipBytes.Member("x_test.npy", inputs, deflated: deflated(inputs)),
      ZipBytes.Member("y_test.npy", labels),
    ]).bytes
    for _ in 0..<10_000 {
      let bytes = damaged(whole, using: &generator)
      do {
        let npz = try NPZFile(RandomAccessFile(bytes: bytes, path: "file"))
        let dataset = try Dataset(npz)
        #expect(dataset.training.labels.allSatisfy { Int($0) < dataset.classCount })
      } catch is DataError {}
    }
  }
}
