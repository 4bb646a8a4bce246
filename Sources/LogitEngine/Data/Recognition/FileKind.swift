/// What kind of file some bytes are: recognized by how they begin, by their structure where that is
/// cheap to look at, and by the name only where the bytes leave a choice.
///
/// Nothing in the file is believed or run, and no more than a few pieces of it are read.
struct FileKind: Hashable, Sendable {
  /// The format; of a gzip stream that of what is in it.
  let format: Format
  /// Whether the bytes are a gzip stream, which is unpacked before the format is read.
  let isGzipped: Bool

  init(_ format: Format, isGzipped: Bool = false) {
    self.format = format
    self.isGzipped = isGzipped
  }

  /// Recognizes a file; to be asked of files that can be opened twice, so not of pipes.
  ///
  /// - Throws: ``DataError`` if it cannot be read.
  init(path: String) throws {
    try self.init(RandomAccessFile(path: path))
  }

  /// Recognizes bytes, all of a file or its beginning; the name is the path or its last part.
  init(prefix: [UInt8], name: String) {
    // Memory can always be read.
    self = (try? FileKind(RandomAccessFile(bytes: prefix, path: name))) ?? FileKind(.binary)
  }

  /// How many of the first bytes are looked at.
  static let prefixSize = 1 << 16

  /// Recognizes a file that is open.
  ///
  /// - Throws: ``DataError`` if it cannot be read.
  init(_ file: RandomAccessFile) throws {
    let prefix = try file.read(count: min(Self.prefixSize, file.byteCount), at: 0)
    let name = FileSystem.name(of: file.path).lowercased()
    guard GzipStream.isGzip(prefix) else {
      self.init(try Self.format(of: prefix, in: file, name: name))
      return
    }
    let inner = GzipStream.beginning(of: prefix, upTo: Self.prefixSize)
    let innerName = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    let unpacked = RandomAccessFile(bytes: inner, path: innerName)
    let format = try Self.format(of: inner, in: unpacked, name: innerName)
    switch format {
    // R packs its files by itself.
    case .rObject, .rWorkspace: self.init(format)
    // A gzip stream of nothing that can be unpacked is left to whoever says it is damaged.
    case .empty: self.init(inner.isEmpty && prefix.count < 18 ? .gzip : .empty, isGzipped: true)
    default: self.init(format, isGzipped: true)
    }
  }

  private static func format(
    of prefix: [UInt8], in file: RandomAccessFile, name: String
  ) throws -> Format {
    if prefix.isEmpty { return .empty }
    if let format = FileSignature.format(of: prefix, name: name) {
      return try refined(format, prefix, in: file)
    }
    if prefix.isSafetensors(fileSize: file.byteCount) { return .safetensors }
    if prefix.isTar { return .tar }
    if let records = prefix.recordFormat { return records }
    if prefix.isHDF5(in: file) { return .hdf5 }
    if prefix.startsArrowStream {
      return .arrowStream(holdsLists: prefix.holdsArrowLists)
    }
    if let packed = prefix.zlibFormat { return packed }
    if prefix.isONNX(name: name) { return .onnx }
    if let text = prefix.textFormat { return text }
    return .binary
  }

  /// Looks further into formats that are shared by several kinds of files.
  private static func refined(
    _ format: Format, _ prefix: [UInt8], in file: RandomAccessFile
  ) throws -> Format {
    switch format {
    case .zip: return ZipContents.format(of: file)
    case .pickle, .torch:
      return try PickleContents.format(of: file, prefix, torch: format != .pickle)
    case .arrow: return .arrow(holdsLists: prefix.holdsArrowLists)
    case .parquet:
      let tailSize = min(file.byteCount, prefixSize)
      let tail = try file.read(count: tailSize, at: file.byteCount - tailSize)
      return .parquet(holdsLists: tail.holdsParquetLists)
    default: return format
    }
  }
}
