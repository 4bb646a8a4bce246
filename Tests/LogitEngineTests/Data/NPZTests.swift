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
    #expect(floats.training.values(of: 1) == planar[60..<120].map { Float($0) })
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
      .unsupportedType(description: "<i4", wanted: .byteOrFloatingPoint), in: "x_train",
      of: try write("<i4", [3, 1], bytes([1, 2, 3] as [Int32])))
    expect(.notInputs(shape: [3]), in: "x_train", of: try write("|u1", [3], [1, 2, 3]))
    expect(
      .badFeature(example: 1, feature: 0, value: "nan"), in: "x_train",
      of: try write("<f4", [3, 1], bytes([1, Float.nan, 3])))
    expect(
      .badLabel(example: 2, value: "-1", classCount: 1_000_000), in: "y_train",
      of: try write("|u1", [3, 1], [1, 2, 3], labels: FileBytes.npy([0, 1, -1] as [Int64])))
    expect(
      .badLabel(example: 0, value: "1000000", classCount: 1_000_000), in: "y_train",
      of: try write("|u1", [1, 1], [1], labels: FileBytes.npy([1_000_000] as [Int64])))
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
    let two = try write([("a", logits), ("b", logits), ("y", labels)])
    #expect {
      try LogitFiles.readOne(logits: two, labels: nil)
    } throws: { error in
      guard case .missingArray(two, _, ["a", "b", "y"]) = error as? DataError else { return false }
      return true
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
    for _ in 0..<1500 {
      let bytes = damaged(whole, using: &generator)
      do {
        let npz = try NPZFile(RandomAccessFile(bytes: bytes, path: "file"))
        let dataset = try Dataset(npz)
        #expect(dataset.training.labels.allSatisfy { Int($0) < dataset.classCount })
      } catch is DataError {}
    }
  }
}
