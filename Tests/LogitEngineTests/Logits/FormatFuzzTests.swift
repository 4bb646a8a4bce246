import TestSupport
import Testing

@testable import LogitEngine

/// Damaged files end in an error or in values, never in a trap, a hang, or memory that is only claimed.
@Suite struct FormatFuzzTests {
  private static let safetensors = SafetensorsFileTests.bytes(
    #"{"__metadata__":{"a":"b"},"labels":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"#
      + #""logits":{"dtype":"F8_E5M2","shape":[2,3],"data_offsets":[16,22]}}"#,
    [UInt8](repeating: 1, count: 22))

  private static let files: [(name: String, bytes: [UInt8])] = [
    ("z.safetensors", safetensors),
    ("z.csv", Array(",logit_a,logit_b,label\n0,0.5,-1e3,a\n1,\"2\",inf,b\n2,4.25,nan,a\n".utf8)),
    ("z.tsv", Array("0.5\t1.5\t0\n2.5\t3.5\t1\n4.5\t-5.5\t1\n".utf8)),
    (
      "z.jsonl",
      Array(
        (#"{"guid": "\u00e9", "logits_epoch_0": [0.5, -1e3, NaN], "gold": 2}"# + "\n"
          + #"{"guid": "b", "logits_epoch_0": [1, 2, null], "gold": 0}"# + "\n").utf8)
    ),
    (
      "z.json",
      Array(
        #"{"logits": [[1, 2], [3, 4]], "labels": [["a"], ["b", "a"]], "names": ["a", "b"]}"#.utf8)
    ),
    ("z.npy.gz", gzip(FileBytes.npy([1, 2, 3, 4, 5, 6], shape: [2, 3]))),
  ]

  private func read(_ bytes: [UInt8], _ name: String) {
    for options in [
      LogitReadingOptions(), LogitReadingOptions(logitsName: "logits", labelsName: "labels"),
    ] {
      do {
        let content = try LogitContent(
          InputFile(bytes: bytes, path: name), outside: OutsideLabels(), options: options)
        let count =
          switch content.values {
          case .floats(let floats): floats.count
          case .doubles(let doubles): doubles.count
          }
        #expect(count == content.shape.reduce(1, *))
        #expect(count <= 1100 * bytes.count)
      } catch is DataError {
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  @Test(arguments: files.indices) func survivesEveryTruncation(_ index: Int) {
    let (name, bytes) = Self.files[index]
    for count in 0...bytes.count { read(Array(bytes.prefix(count)), name) }
  }

  @Test(arguments: files.indices) func survivesTenThousandMutations(_ index: Int) {
    let (name, bytes) = Self.files[index]
    var mutations = MutatedBytes(bytes, seed: UInt64(100 + index))
    for _ in 0..<10_000 { read(mutations.next(), name) }
  }

  @Test func survivesDamagedFilesOfLabels() throws {
    let folder = try TemporaryFolder()
    let texts = ["label\n1\n0\n", "id,label\n7,a\n8,b\n", "[1, 0, [2]]", #"{"gold": "a"}"#]
    for (index, text) in texts.enumerated() {
      var mutations = MutatedBytes(Array(text.utf8), seed: UInt64(index))
      for _ in 0..<500 {
        let path = try folder.write(mutations.next(), to: "y.txt")
        do {
          let labels = try LabelContent(path: path, options: LogitReadingOptions())
          #expect(labels.shape.allSatisfy { $0 > 0 })
        } catch is DataError {}
      }
    }
  }

  @Test func believesNoSize() {
    let sizes: [UInt64] = [0, 1, 90_000_000, 100_000_001, 1 << 62, .max]
    for size in sizes {
      read(FileBytes.bytes(of: size.littleEndian) + Array("{\"logits\":{}}".utf8), "z.safetensors")
    }
    for shape in ["[9223372036854775807,2]", "[4294967296,4294967296]", "[1e308]", "[-1,-1]"] {
      let header = #"{"logits":{"dtype":"F32","shape":\#(shape),"data_offsets":[0,8]}}"#
      read(
        SafetensorsFileTests.bytes(header, [UInt8](repeating: 0, count: 8)), "z.safetensors")
    }
    // A stream that says of itself that it unpacks to 4 GB.
    read(Array(gzip(Array("1,2\n".utf8)).dropLast(4)) + [255, 255, 255, 255], "z.csv.gz")
  }
}
