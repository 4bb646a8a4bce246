import TestSupport
import Testing

@testable import LogitEngine

@Suite struct FileKindTests {
  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func zip(_ names: String...) -> [UInt8] {
    ZipBytes(names.map { ZipBytes.Member($0, text("bytes of \($0)")) }).bytes
  }

  private static func tar(_ name: String) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    block.replaceSubrange(0..<name.utf8.count, with: name.utf8)
    block.replaceSubrange(148..<156, with: text("        "))
    let sum = block.reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    block.replaceSubrange(148..<156, with: text("\(digits)\0        ").prefix(8))
    return block
  }

  /// TensorFlow's length of 24 bytes and its checksum, as `tensorboard` writes them, and the record.
  private static func record(_ payload: String) -> [UInt8] {
    [24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22] + text(payload)
  }

  private static let matlab =
    text(
      "MATLAB 7.3 MAT-file, Platform: GLNXA64".padding(toLength: 124)) + [0, 2, 0x49, 0x4d]

  private static let cases: [(name: String, bytes: [UInt8], format: FileKind.Format)] = [
    ("empty", [], .empty),
    ("z.npy", FileBytes.npy([1, 2], shape: [1, 2]), .npy),
    ("z.npz", zip("logits.npy", "labels.npy"), .npz),
    ("cut.npz", Array(zip("logits.npy").prefix(60)), .npz),
    ("z.safetensors", [2, 0, 0, 0, 0, 0, 0, 0] + text("{}"), .safetensors),
    ("z.jsonl", text("{\"logits\": [1]}\n"), .json), ("z.json", text(" [[1, 2]]"), .json),
    ("z.csv", text("a,b\n1,2\n"), .text), ("bracket.txt", text("[x] not json"), .text),
    ("wide.csv", [0xff, 0xfe, 0x61, 0], .text), ("orc.csv", text("ORC,PAR1\n1,2\n"), .text),
    ("train-labels", FileBytes.idx(shape: [2], values: [1, 2]), .idx),
    ("p.png", [0x89] + text("PNG\r\n\u{1a}\n"), .png), ("p.jpg", [0xff, 0xd8, 0xff, 0xe0], .jpeg),
    ("z.pt", zip("z/data.pkl", "z/byteorder", "z/data/0"), .torch(holdsObjects: false)),
    ("m.pt", zip("m/data.pkl", "m/code/a.py", "m/constants.pkl"), .torchScript),
    (
      "legacy.pt", [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20] + text("numpy"),
      .torch(holdsObjects: true)
    ),
    ("z.pkl", [0x80, 4, 0x95, 9, 0, 0, 0], .pickle), ("z2.pkl", [0x80, 2] + text("}q\0"), .pickle),
    ("z.joblib", [0x80, 3] + text("cjoblib.numpy_pickle\nNumpyArrayWrapper"), .joblib),
    ("frame.pkl", [0x80, 5, 0x95, 9, 0, 0, 0] + text("pandas DataFrame"), .pandasPickle),
    ("data_batch_1", [0x80, 2] + text("}q\u{01}(U\u{0b}batch_labelq\u{02}"), .cifarPickle),
    ("train", [0x80, 2] + text("}(U\tfilenames ") + text("x fine_labels"), .cifarPickle),
    ("z.h5", [0x89] + text("HDF\r\n\u{1a}\n"), .hdf5),
    ("user.h5", [UInt8](repeating: 0, count: 512) + [0x89] + text("HDF\r\n\u{1a}\n"), .hdf5),
    ("z.mat", matlab, .matlab73), ("z5.mat", text("MATLAB 5.0 MAT-file") + [0, 1], .matlab5),
    ("z.parquet", text("PAR1") + [21, 0] + text("PAR1"), .parquet(holdsLists: false)),
    (
      "l.parquet", text("PAR1") + [0, 4] + text("list") + [7] + text("elementPAR1"),
      .parquet(holdsLists: true)
    ),
    ("z.feather", text("ARROW1") + [0, 0], .arrow(holdsLists: false)),
    ("l.feather", text("ARROW1") + [0, 0, 4, 0, 0, 0] + text("item"), .arrow(holdsLists: true)),
    ("z.arrow", [255, 255, 255, 255, 64, 1, 0, 0, 16], .arrowStream(holdsLists: false)),
    ("z.orc", text("ORC") + [0, 1], .orc), ("z.dta", text("<stata_dta>") + [0], .stata),
    ("old.dta", [114, 2, 1, 0], .stata),
    ("z.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"), .excel),
    ("z.xlsb", zip("xl/workbook.bin"), .excelBinary), ("z.docx", zip("word/document.xml"), .word),
    ("z.ods", zip("mimetype", "content.xml"), .openDocumentTable),
    ("z.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], .oldOffice),
    ("z.db", text("SQLite format 3\0"), .sqlite), ("u.rds", text("X\n\0\0\0\u{03}"), .rObject),
    ("u.RData", text("RDX3\nX\n"), .rWorkspace),
    ("events.out", record("\u{09}\0\0\0\0\0\0\u{f0}?\u{1a}\rbrain.Event:2"), .tensorBoard),
    ("z.tfrecord", record("\n\u{16}\n\u{14}\n\u{06}logits"), .tfRecord),
    ("m.gguf", text("GGUF") + [3, 0, 0, 0], .gguf),
    ("m.onnx", [8, 13, 0x12, 7] + text("pytorch:A"), .onnx),
    ("m.keras", zip("metadata.json", "config.json", "model.weights.h5"), .keras),
    ("z.npy.xz", [0xfd] + text("7zXZ\0"), .xz), ("x.rds", [0xfd] + text("7zXZ\0"), .rObject),
    ("z.zst", [0x28, 0xb5, 0x2f, 0xfd], .zstandard),
    ("z.bz2", text("BZh91AY&SY"), .bzip2), ("z.lz4", [4, 0x22, 0x4d, 0x18], .lz4),
    ("z.Z", [0x1f, 0x9d, 0x90], .compress), ("z.zip", zip("a.csv", "b.csv"), .zip),
    ("z.7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip),
    ("z.rar", text("Rar!\u{1a}\u{07}\0"), .rar), ("z.tar", tar("a.csv"), .tar),
    ("page.npy", text("\n<!DOCTYPE html>\n<html>"), .webPage),
    ("lfs.npy", text("version https://git-lfs.github.com/spec/v1\n"), .largeFilePointer),
    ("p.gif", text("GIF89a") + [0], .otherPicture), ("z.pdf", text("%PDF-1.4\n"), .pdf),
    ("noise", [1, 2, 3, 0, 0, 9], .binary),
  ]

  @Test(arguments: cases.indices) func recognizes(_ index: Int) {
    let (name, bytes, format) = Self.cases[index]
    #expect(FileKind(prefix: bytes, name: name) == FileKind(format), "\(name)")
  }

  @Test func looksIntoGzip() {
    let packed = gzip(FileBytes.npy([1, 2], shape: [1, 2]))
    #expect(FileKind(prefix: packed, name: "z.npy.gz") == FileKind(.npy, isGzipped: true))
    #expect(
      FileKind(prefix: gzip(Self.text("X\n\0\0")), name: "z.rds") == FileKind(.rObject))
    #expect(FileKind(prefix: [0x1f, 0x8b], name: "cut.gz") == FileKind(.gzip, isGzipped: true))
    // Only the beginning of a large file is there.
    let long = gzip((0..<200_000).flatMap { Self.text("\($0),1\n") })
    let beginning = FileKind(prefix: Array(long.prefix(1000)), name: "z.csv.gz")
    #expect(beginning == FileKind(.text, isGzipped: true))
  }

  @Test func everyKindIsReadOrAnswered() {
    for (name, bytes, format) in Self.cases {
      let advice = FileKind(prefix: bytes, name: name).foreignAdvice(path: name, use: .logits)
      switch format {
      case .empty, .npy, .npz, .safetensors, .json, .text, .idx, .gzip, .binary:
        #expect(advice == nil, "\(name)")
      default: #expect(advice?.hasPrefix("is a") == true, "\(name): \(advice ?? "")")
      }
    }
  }

  @Test func survivesWhateverItIs() {
    for (index, example) in Self.cases.enumerated() {
      for count in 0...min(example.bytes.count, 64) {
        _ = FileKind(prefix: Array(example.bytes.prefix(count)), name: example.name)
      }
      var mutations = MutatedBytes(example.bytes, seed: UInt64(index))
      for _ in 0..<200 {
        let kind = FileKind(prefix: mutations.next(), name: example.name)
        _ = kind.foreignAdvice(path: example.name, use: .dataset)
      }
    }
  }
}

extension String {
  fileprivate func padding(toLength length: Int) -> String {
    self + String(repeating: " ", count: length - utf8.count)
  }
}
