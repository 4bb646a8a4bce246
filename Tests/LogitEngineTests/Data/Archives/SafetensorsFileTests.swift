import TestSupport
import Testing

@testable import LogitEngine

@Suite struct SafetensorsFileTests {
  /// A file with a header as it is given.
  static func bytes(_ header: String, _ data: [UInt8]) -> [UInt8] {
    FileBytes.bytes(of: UInt64(header.utf8.count).littleEndian) + Array(header.utf8) + data
  }

  private func file(_ bytes: [UInt8]) throws -> SafetensorsFile {
    try SafetensorsFile(RandomAccessFile(bytes: bytes, path: "z.safetensors"))
  }

  private func refusal(_ header: String, _ data: [UInt8] = []) -> String {
    do {
      _ = try file(Self.bytes(header, data))
      return ""
    } catch DataError.malformed(_, .clause(let clause)) {
      return clause
    } catch {
      return "\(error)"
    }
  }

  /// `safetensors.torch.save` of bfloat16 and truth values.
  private static let torch =
    bytes(
      #"{"logits":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},"#
        + #""labels":{"dtype":"BOOL","shape":[2],"data_offsets":[12,14]}}    "#,
      [
        0xc0, 0x3f, 0, 0xc0, 0x40, 0x40, 0x80, 0x3e, 0x80, 0x40, 0, 0xc1, 1, 0,
      ])

  @Test func readsWhatPyTorchWrites() throws {
    let file = try file(Self.torch)
    #expect(file.names == ["labels", "logits"])
    #expect(try file.header(of: "logits").shape == [2, 3])
    let opened = try file.open("logits")
    #expect(
      try NPYArray(header: opened.header, data: opened.data).floats() == [1.5, -2, 3, 0.25, 4, -8])
    let content = try LogitContent(
      InputFile(bytes: Self.torch, path: "z.safetensors"), outside: OutsideLabels(),
      options: LogitReadingOptions())
    guard case .floats([1.5, -2, 3, 0.25, 4, -8]) = content.values,
      case .flags([true, false])? = content.labels?.values
    else {
      Issue.record("other values: \(content)")
      return
    }
    #expect(!content.notes.contains { $0.contains("are taken as bfloat16") })
  }

  @Test func readsEightBitsANumberAndSaysSo() throws {
    let bytes = Self.bytes(
      #"{"__metadata__":{"epoch":"3"},"labels":{"dtype":"I32","shape":[2],"data_offsets":[0,8]},"#
        + #""logits":{"dtype":"F8_E4M3","shape":[2,3],"data_offsets":[8,14]}}       "#,
      [2, 0, 0, 0, 1, 0, 0, 0, 0x3c, 0xc0, 0x44, 0x28, 0x48, 0xd0])
    let content = try LogitContent(
      InputFile(bytes: bytes, path: "z.safetensors"), outside: OutsideLabels(),
      options: LogitReadingOptions())
    guard case .floats([1.5, -2, 3, 0.25, 4, -8]) = content.values,
      case .integers([2, 1])? = content.labels?.values
    else {
      Issue.record("other values: \(content)")
      return
    }
    #expect(content.notes.contains { $0.contains("float8_e4m3fn with 8 bits a number") })
  }

  @Test func readsEveryType() throws {
    let types: [(String, [UInt8], Double)] = [
      ("F64", FileBytes.bytes(of: 0.1), 0.1), ("F32", FileBytes.bytes(of: Float(0.5)), 0.5),
      ("F16", [0, 0x3c], 1), ("BF16", [0x80, 0x3f], 1), ("F8_E5M2", [0x44], 4),
      ("I8", [0xff], -1), ("I16", [0xfe, 0xff], -2), ("I32", FileBytes.bytes(of: Int32(-3)), -3),
      ("I64", FileBytes.bytes(of: Int64(-4)), -4), ("U8", [255], 255), ("U16", [1, 1], 257),
      ("U32", FileBytes.bytes(of: UInt32.max), 4_294_967_295),
      ("U64", FileBytes.bytes(of: UInt64(1) << 52), 0x1p52),
    ]
    for (type, data, value) in types {
      let bytes = Self.bytes(
        #"{"z":{"dtype":"\#(type)","shape":[1,1],"data_offsets":[0,\#(data.count)]}}"#, data)
      let opened = try file(bytes).open("z")
      #expect(
        try NPYArray(header: opened.header, data: opened.data).doubles() == [value], "\(type)")
    }
  }

  @Test func saysWhatIsWrong() {
    let entry = { (type: String, shape: String, offsets: String) in
      #"{"z":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}}"#
    }
    let four = [UInt8](repeating: 0, count: 4)
    #expect(refusal(entry("F32", "[1]", "[0,4]"), four) == "")
    #expect(refusal(entry("F32", "[2]", "[0,8]"), four).contains("are not within the file"))
    #expect(refusal(entry("F32", "[1]", "[4,0]"), four).contains("are not within the file"))
    #expect(refusal(entry("F32", "[1]", "[-4,0]"), four).contains("are not within the file"))
    #expect(
      refusal(entry("F32", "[2]", "[0,4]"), four)
        == "is damaged: as a safetensors file, 'z' has 4 bytes of data, but its type and shape need 8"
    )
    #expect(refusal(entry("F32", "[1.5]", "[0,4]"), four).contains("no shape"))
    #expect(refusal(entry("F32", "[4503599627370496,4096]", "[0,0]")).contains("impossibleSize"))
    #expect(refusal(#"{"z":[]}"#).contains("is not an object"))
    #expect(refusal(#"{"z":{"shape":[1],"data_offsets":[0,4]}}"#, four).contains("no dtype"))
    #expect(refusal("[1]").contains("its header is not an object"))
    #expect(refusal(#"{"z":"#).contains("ends within a value"))
    let both = #""x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    #expect(
      refusal(#"{\#(both),"y":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#, four + four)
        .contains("the data of 'x' and 'y' overlap"))
    #expect(refusal("{\(both),\(both)}", four).contains("'x' is in its header twice"))
  }

  @Test func namesTypesThatAreNotRead() throws {
    let bytes = Self.bytes(
      #"{"logits":{"dtype":"F4","shape":[2,2],"data_offsets":[0,2]}}"#, [1, 2])
    #expect(
      throws: DataError.malformed(
        path: "z.safetensors (logits)",
        .clause(
          "holds elements of the type F4, which is not read here; save float32 instead: "
            + "t.float()"))
    ) { try file(bytes).open("logits") }
  }

  @Test func believesNoLength() {
    let long = FileBytes.bytes(of: UInt64.max) + Array("{}".utf8)
    #expect(throws: DataError.self) { try file(long) }
    #expect(
      throws: DataError.malformed(path: "z.safetensors", .truncatedHeader(byteCount: 10))
    ) { try file(FileBytes.bytes(of: UInt64(90_000_000)) + Array("{}".utf8)) }
    #expect(throws: DataError.malformed(path: "z.safetensors", .truncatedHeader(byteCount: 3))) {
      try file([1, 2, 3])
    }
  }
}
