import TestSupport
import Testing

@testable import LogitEngine

@Suite struct LogitFormatsTests {
  private let folder: TemporaryFolder
  /// Six examples of three classes, three of them told right by the largest logit.
  private let logits: [Float] = [3, 1, 2, 0, 5, 1, 2, 2.5, 9, 4, 1, 0, 1, 8, 7, 6, 2, 0.5]
  private let labels: [Int64] = [0, 1, 2, 1, 2, 1]

  init() throws { folder = try TemporaryFolder() }

  private var csv: [UInt8] {
    var text = "logit_0,logit_1,logit_2,label\n"
    for row in 0..<6 {
      text += (0..<3).map { "\(logits[3 * row + $0])" }.joined(separator: ",") + ",\(labels[row])\n"
    }
    return Array(text.utf8)
  }

  private func json(epoch: Int) -> [UInt8] {
    var text = ""
    for row in 0..<6 {
      let values = (0..<3).map { "\(logits[3 * row + $0] + Float(epoch))" }
      text +=
        #"{"guid": \#(row), "logits_epoch_\#(epoch)": [\#(values.joined(separator: ", "))], "#
        + #""gold": \#(labels[row])}"# + "\n"
    }
    return Array(text.utf8)
  }

  private var safetensors: [UInt8] {
    SafetensorsFileTests.bytes(
      #"{"logits":{"dtype":"F32","shape":[6,3],"data_offsets":[0,72]},"#
        + #""labels":{"dtype":"I64","shape":[6],"data_offsets":[72,120]}}"#,
      logits.flatMap { FileBytes.bytes(of: $0) } + labels.flatMap { FileBytes.bytes(of: $0) })
  }

  private func expect(_ path: String, labels labelsPath: String? = nil, _ comment: Comment) throws {
    let reading = try LogitFiles.read(logits: path, labels: labelsPath)
    #expect(reading.moments[0].snapshot.logits == logits, comment)
    #expect(reading.moments[0].snapshot.labels == labels.map(Int32.init), comment)
  }

  @Test func readsEachFormatPlainAndPacked() throws {
    let files: [(String, [UInt8])] = [
      ("z.csv", csv), ("z.jsonl", json(epoch: 0)), ("z.safetensors", safetensors),
    ]
    for (name, bytes) in files {
      try expect(folder.write(bytes, to: name), "\(name)")
      let packed = gzip(bytes)
      try expect(folder.write(packed, to: name + ".gz"), "\(name).gz")
      try expect(
        folder.write(packed + [UInt8](repeating: 0, count: 512), to: "padded-\(name).gz"),
        "\(name).gz with zeros after it")
      let half = bytes.count / 2
      try expect(
        folder.write(gzip(bytes[..<half]) + gzip(bytes[half...]), to: "two-\(name).gz"),
        "\(name).gz of two members")
      // The suffix is only a name.
      try expect(folder.write(bytes, to: "\(name).dat"), "\(name).dat")
    }
    let array = try folder.write(gzip(FileBytes.npy(logits, shape: [6, 3])), to: "z.npy.gz")
    let text = try folder.write(
      gzip(Array(labels.map { "\($0)\n" }.joined().utf8)), to: "y.txt.gz")
    try expect(array, labels: text, "z.npy.gz and y.txt.gz")
    let idx = try folder.write(FileBytes.idx(shape: [6], values: labels.map { UInt8($0) }), to: "y")
    try expect(array, labels: idx, "labels in IDX")
  }

  @Test func refusesWhatFollowsGzip() throws {
    let path = try folder.write(gzip(csv) + [0, 0, 1], to: "z.csv.gz")
    #expect(throws: DataError.malformed(path: path, .damagedCompression)) {
      try LogitFiles.read(logits: path)
    }
    let cut = try folder.write(Array(gzip(csv).dropLast(9)), to: "cut.csv.gz")
    #expect(throws: DataError.malformed(path: cut, .damagedCompression)) {
      try LogitFiles.read(logits: cut)
    }
  }

  @Test func answersForeignFiles() throws {
    let path = try folder.write(ZipBytes([.init("z/data.pkl", [1])]).bytes, to: "z.pt")
    let read = {
      do {
        _ = try LogitFiles.read(logits: path)
        return ""
      } catch DataError.malformed(_, .clause(let clause)) { return clause }
    }
    #expect(
      try read().hasPrefix("is a PyTorch file, which is not read here; this line makes z.npz"))
    let array = try folder.write(FileBytes.npy(logits, shape: [6, 3]), to: "z.npy")
    let table = try folder.write(Array("PAR1".utf8) + [0, 0], to: "y.parquet")
    #expect(throws: DataError.self) { try LogitFiles.read(logits: array, labels: table) }
  }

  @Test func aFolderOfAnyFormatIsATimeline() throws {
    for epoch in [0, 1, 10] {
      try folder.write(json(epoch: epoch), to: "dynamics_epoch_\(epoch).jsonl")
    }
    let dynamics = try LogitFolder(path: folder.url.path)
    #expect(dynamics.files().map(\.step) == [0, 1, 10])
    for file in dynamics.files() {
      let reading = try dynamics.read(file)
      #expect(reading.moments[0].snapshot.logits == logits.map { $0 + Float(file.step) })
    }
    try folder.write(gzip(csv), to: "step-20.csv.gz")
    #expect(dynamics.files().map(\.step) == [0, 1, 10, 20])
    // Beside arrays, text tells of the training.
    try folder.write(safetensors, to: "step-5.safetensors")
    try folder.write(FileBytes.npy(logits, shape: [6, 3]), to: "step-6.npy")
    #expect(dynamics.files().map(\.step) == [5, 6])
    let lines = try folder.write(Array(labels.map { "\($0)\n" }.joined().utf8), to: "labels.txt")
    #expect(dynamics.labelsPath == lines)
    for file in dynamics.files() {
      #expect(try dynamics.read(file).moments[0].snapshot.labels == labels.map(Int32.init))
    }
  }
}
