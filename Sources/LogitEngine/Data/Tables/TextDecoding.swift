import Glibc

/// The bytes of a text file as UTF-8, and what was done to get there.
struct DecodedText {
  /// The path, for messages.
  let path: String
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]
  /// One sentence for what was unpacked or converted.
  let notes: [String]

  /// Reads a file, plain or gzip, of UTF-8, of UTF-16 with a byte order mark, or of an encoding
  /// that is named.
  ///
  /// - Parameter encoding: a name that iconv knows, `GBK` for instance; nil to find out.
  /// - Throws: ``DataError``, which names the first line that is no text of the encoding.
  init(path: String, encoding: String? = nil) throws {
    let file = try InputFile(path: path)
    try self.init(try file.read(count: file.remaining), path: path, encoding: encoding)
  }

  /// Reads the bytes of a file; the path is for messages.
  init(_ bytes: [UInt8], path: String, encoding: String? = nil) throws {
    self.path = path
    let isPacked = GzipStream.isGzip(bytes)
    let plain = isPacked ? try Self.unpack(bytes, path: path) : bytes
    var notes: [String] = []
    if let encoding {
      self.bytes = Self.withoutMark(try Self.convert(plain, from: encoding, path: path))
      notes.append("the text was read as \(encoding)")
    } else if let mark = Self.mark(of: plain) {
      self.bytes = Self.withoutMark(try Self.convert(plain, from: mark, path: path))
      notes.append("the text was read as \(mark), as its byte order mark says")
    } else {
      try Self.check(plain, path: path)
      self.bytes = Self.withoutMark(plain)
    }
    self.notes = notes
  }

  /// Whether text can be converted from an encoding of this name.
  static func knows(_ encoding: String) -> Bool {
    // What follows a slash asks for characters to be replaced by others.
    guard !encoding.isEmpty, !encoding.contains("/"), !encoding.utf8.contains(0) else {
      return false
    }
    let converter = iconv_open("UTF-8", encoding)
    guard converter != noConverter else { return false }
    iconv_close(converter)
    return true
  }

  private static func mark(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) { return "UTF-32LE" }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) { return "UTF-32BE" }
    if bytes.starts(with: [0xff, 0xfe]) { return "UTF-16LE" }
    if bytes.starts(with: [0xfe, 0xff]) { return "UTF-16BE" }
    return nil
  }

  private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Refuses bytes that are no UTF-8, or no text at all.
  private static func check(_ bytes: [UInt8], path: String) throws {
    if let zero = bytes.firstIndex(of: 0) {
      let next = zero + 1 < bytes.count ? bytes[zero + 1] : 1
      let isWide = zero <= 1 && next != 0 && bytes.count % 2 == 0
      throw DataError.malformed(
        path: path,
        .clause(
          isWide
            ? "looks like UTF-16 without a byte order mark: --encoding "
              + "UTF-16\(zero == 0 ? "BE" : "LE") reads it"
            : "is no text: it has a zero byte at line \(line(of: zero, in: bytes))"))
    }
    var wrong: Int?
    bytes.withUnsafeBufferPointer { bytes in
      do {
        _ = try UTF8Span(validating: bytes.span)
      } catch let error as UTF8.ValidationError {
        wrong = error.byteOffsets.lowerBound
      } catch {}
    }
    guard let wrong else { return }
    throw DataError.malformed(
      path: path,
      .clause(
        "is not UTF-8 at line \(line(of: wrong, in: bytes)): name its encoding, for instance "
          + "--encoding WINDOWS-1252 or --encoding GBK"))
  }

  /// The number of the line that a byte is in, counted from 1.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { lineNumber(of: offset, in: $0) }
  }

  private static func unpack(_ bytes: [UInt8], path: String) throws -> [UInt8] {
    var stream = try GzipStream(bytes: bytes, path: path)
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    // What is in memory while the text grows is twice its bytes at least.
    let limit = (availableMemory() ?? .max) / 4
    while true {
      let count = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
      text += piece[..<count]
      guard count == piece.count else { return text }
      guard text.count <= limit else { throw DataError.unreadable(path: path, code: EFBIG) }
    }
  }

  // MARK: - Conversion

  private static func convert(_ bytes: [UInt8], from encoding: String, path: String) throws
    -> [UInt8]
  {
    guard knows(encoding) else {
      throw DataError.malformed(
        path: path,
        .clause("cannot be read as '\(encoding)': `iconv -l` lists the encodings there are"))
    }
    let converter = iconv_open("UTF-8", encoding)
    guard converter != noConverter else { throw DataError.unreadable(path: path, code: errno) }
    defer { iconv_close(converter) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var piece = [CChar](repeating: 0, count: 1 << 16)
    var input = bytes
    var position = 0
    while position < input.count {
      var left = input.count - position
      var room = piece.count
      let result = input.withUnsafeMutableBytes { input in
        piece.withUnsafeMutableBufferPointer { piece in
          var source = input.baseAddress.map {
            ($0 + position).assumingMemoryBound(to: CChar.self)
          }
          var target = piece.baseAddress
          return iconv(converter, &source, &left, &target, &room)
        }
      }
      let code = errno
      text += piece[..<(piece.count - room)].lazy.map(UInt8.init(bitPattern:))
      position = input.count - left
      guard result == -1, code != E2BIG else { continue }
      throw DataError.malformed(
        path: path,
        .clause(
          "is not \(encoding) at line \(lineNumberAfter(text)): "
            + "another --encoding may be right"))
    }
    try checkZeros(text, path: path, encoding: encoding)
    return text
  }

  private static func checkZeros(_ text: [UInt8], path: String, encoding: String) throws {
    guard let zero = text.firstIndex(of: 0) else { return }
    throw DataError.malformed(
      path: path,
      .clause(
        "is no text as \(encoding): it has a zero at line \(line(of: zero, in: text))"))
  }

  private static func lineNumberAfter(_ text: [UInt8]) -> Int { line(of: text.count, in: text) }
}

/// What `iconv_open` returns for an encoding that it does not know.
private nonisolated(unsafe) let noConverter = iconv_t(bitPattern: -1)

/// The number of the line that a byte is in, counted from 1; lines end with LF, CR or both.
func lineNumber(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var line = 1
  var position = 0
  while position < offset {
    let byte = bytes[position]
    position += 1
    if byte == UInt8(ascii: "\r") {
      line += 1
      if position < offset, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    } else if byte == UInt8(ascii: "\n") {
      line += 1
    }
  }
  return line
}
