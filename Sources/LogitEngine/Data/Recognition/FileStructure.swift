import Glibc

// How formats without a signature of their own are recognized by the structure of their first bytes.

extension [UInt8] {
  /// The unsigned little-endian number of some bytes; nil past the end.
  func littleEndian(at offset: Int, count size: Int) -> UInt64? {
    guard offset >= 0, size <= count - offset else { return nil }
    return self[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether some text is among the bytes.
  func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

  /// Whether some bytes follow one another among these.
  func holds(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    return withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      var position = 0
      while position <= bytes.count - wanted.count,
        let found = memchr(start + position, Int32(first), bytes.count - position)
      {
        position = UnsafeRawPointer(found) - start
        if bytes[position...].starts(with: wanted) { return true }
        position += 1
      }
      return false
    }
  }

  /// Whether the bytes are the length of a JSON header that the file has room for, and a brace.
  func isSafetensors(fileSize: Int) -> Bool {
    guard let length = littleEndian(at: 0, count: 8), count > 8, self[8] == UInt8(ascii: "{") else {
      return false
    }
    return length >= 2 && length <= UInt64(Swift.max(fileSize - 8, Self.largestSafetensorsHeader))
  }

  /// What the safetensors library itself takes at most.
  static var largestSafetensorsHeader: Int { 100_000_000 }

  /// Whether the first block is a header of a tar archive, whose checksum is that of its bytes.
  var isTar: Bool {
    guard count >= 512, self[0] != 0 else { return false }
    let digits = self[148..<156].drop { $0 == UInt8(ascii: " ") }.prefix { 0x30...0x37 ~= $0 }
    guard !digits.isEmpty, digits.count <= 8 else { return false }
    let written = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    let sum = self[..<512].enumerated().reduce(0) {
      $0 + Int(148..<156 ~= $1.offset ? 0x20 : $1.element)
    }
    return sum == written
  }

  /// The format of a file of TensorFlow's records: a length, its checksum, and so much data.
  var recordFormat: FileKind.Format? {
    guard let length = littleEndian(at: 0, count: 8), length > 0,
      let checksum = littleEndian(at: 8, count: 4)
    else { return nil }
    let crc = self[..<8].crc32c
    let masked = (crc >> 15 | crc << 17) &+ 0xa282_ead8
    guard UInt32(checksum) == masked else { return nil }
    return Array(prefix(64)).holds("brain.Event:") ? .tensorBoard : .tfRecord
  }

  /// Whether an HDF5 file begins after a block of the user's own.
  func isHDF5(in file: RandomAccessFile) -> Bool {
    var offset = 512
    while offset <= Swift.min(count, file.byteCount) - 8 {
      if self[offset...].starts(with: [0x89] + "HDF\r\n\u{1a}\n".utf8) { return true }
      offset *= 2
    }
    return false
  }

  /// Whether the bytes are the mark of a message and the size of a schema that fits a file.
  var startsArrowStream: Bool {
    guard littleEndian(at: 0, count: 4) == 0xffff_ffff, let size = littleEndian(at: 4, count: 4)
    else { return false }
    return size > 0 && size < 1 << 24 && size.isMultiple(of: 8)
  }

  /// Whether a schema of Arrow names the elements of lists.
  var holdsArrowLists: Bool {
    ["item", "element"].contains { word in
      holds([UInt8(word.utf8.count), 0, 0, 0] + word.utf8)
    }
  }

  /// Whether a footer of Parquet names the elements of lists.
  var holdsParquetLists: Bool {
    holds([4] + "list".utf8) && (holds([7] + "element".utf8) || holds([4] + "item".utf8))
  }

  /// The format of what zlib packed, as joblib does; nil for bytes that zlib cannot unpack.
  var zlibFormat: FileKind.Format? {
    guard count >= 2, self[0] == 0x78, [0x01, 0x5e, 0x9c, 0xda].contains(self[1]) else {
      return nil
    }
    let inner = GzipStream.beginning(of: self, upTo: 4096)
    guard !inner.isEmpty else { return nil }
    return inner[0] == 0x80 ? .joblib : .zlib
  }

  /// Whether the bytes may be the protocol buffer of an ONNX model, whose first field is a version.
  func isONNX(name: String) -> Bool {
    guard count >= 8, self[0] == 0x08, 1...30 ~= self[1],
      [0x12, 0x1a, 0x3a, 0x42].contains(self[2])
    else { return false }
    return name.hasSuffix(".onnx") || Array(prefix(128)).holds("onnx")
      || Array(prefix(128)).holds("pytorch")
  }

  /// JSON, a web page or any other text; nil for bytes that are none.
  var textFormat: FileKind.Format? {
    if starts(with: [0xff, 0xfe]) || starts(with: [0xfe, 0xff]) { return .text }
    let isControl = { (byte: UInt8) in byte < 0x20 && !(0x08...0x0d ~= byte) && byte != 0x1b }
    // One stray byte does not make a table of a million cells another kind of file.
    guard !contains(0), count(where: isControl) * 1000 <= count else { return nil }
    let start = (starts(with: [0xef, 0xbb, 0xbf]) ? self[3...] : self[...]).drop {
      $0 == 0x20 || 0x09...0x0d ~= $0
    }
    guard let first = start.first else { return .text }
    if first == UInt8(ascii: "{") || start.startsJSONArray { return .json }
    let word = String(decoding: start.prefix(15), as: UTF8.self).lowercased()
    if word.hasPrefix("<!doctype html") || word.hasPrefix("<html") { return .webPage }
    return .text
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes begin as an array of JSON, and not as a line with a date in brackets.
  fileprivate var startsJSONArray: Bool {
    guard first == UInt8(ascii: "[") else { return false }
    let next = dropFirst().first { $0 != 0x20 && !(0x09...0x0d ~= $0) }
    return next.map { "[{]-\"ntfNI0123456789".utf8.contains($0) } ?? true
  }

  /// Castagnoli's checksum, which TensorFlow's records carry.
  fileprivate var crc32c: UInt32 {
    ~reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in
        crc & 1 == 1 ? crc >> 1 ^ 0x82f6_3b78 : crc >> 1
      }
    }
  }
}
