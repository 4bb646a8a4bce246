extension Checkpoint {
  /// Reads a checkpoint from a file, which may hold anything.
  ///
  /// - Throws: ``CheckpointError``, or ``DataError/unreadable(path:code:)``.
  public init(contentsOf path: String) throws {
    try self.init(InputFile(path: path))
  }

  /// Reads a checkpoint from the bytes that a file would hold.
  ///
  /// - Parameter origin: where they are from, for messages.
  /// - Throws: ``CheckpointError``.
  public init(bytes: [UInt8], origin: String) throws {
    try self.init(InputFile(bytes: bytes, path: origin))
  }

  private init(_ file: InputFile) throws {
    let path = file.path
    var input = CheckedInput(file)
    let magic = CheckpointFormat.magic
    guard input.remaining >= magic.count, try input.read(magic.count, as: UInt8.self) == magic
    else { throw CheckpointError.notACheckpoint(path: path) }
    guard input.remaining >= CheckpointFormat.headerSize - magic.count else {
      throw CheckpointError.truncated(path: path)
    }
    let version = try input.read(UInt32.self)
    guard version == CheckpointFormat.version else {
      throw CheckpointError.otherVersion(
        path: path, found: version, readable: CheckpointFormat.version)
    }
    let (arrayCount, descriptionSize) = (try input.read(UInt32.self), try input.read(UInt64.self))
    guard arrayCount <= CheckpointFormat.largestArrayCount,
      descriptionSize <= CheckpointFormat.largestDescriptionSize
    else { throw CheckpointError.damaged(path: path) }
    guard input.remaining >= arrayCount * 8 else { throw CheckpointError.truncated(path: path) }
    let lengths = try input.read(Int(arrayCount), as: UInt64.self)
    guard
      let size = CheckpointFormat.fileSize(
        descriptionSize: Int(descriptionSize), lengths: lengths)
    else { throw CheckpointError.damaged(path: path) }
    // Only now is anything set aside whose size the file decides.
    guard size <= input.byteCount else { throw CheckpointError.truncated(path: path) }
    guard size == input.byteCount else { throw CheckpointError.damaged(path: path) }
    let description = try input.read(Int(descriptionSize), as: UInt8.self)
    var arrays: [[Float]] = []
    for length in lengths { arrays.append(try input.read(Int(length), as: Float.self)) }
    let checksum = input.checksum.value
    guard try input.read(UInt32.self) == checksum,
      let checkpoint = Checkpoint(description: description, arrays: arrays)
    else { throw CheckpointError.damaged(path: path) }
    self = checkpoint
  }
}

/// Bytes on their way out of a file, and their checksum.
private struct CheckedInput {
  private let file: InputFile
  private(set) var checksum = Checksum()

  init(_ file: InputFile) {
    self.file = file
  }

  var byteCount: Int { file.byteCount }
  var remaining: Int { file.remaining }

  mutating func read<Element: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ count: Int, as type: Element.Type
  ) throws -> [Element] {
    var elements = [Element](repeating: 0, count: count)
    try elements.withUnsafeMutableBytes { bytes in
      try file.read(into: bytes)
      checksum.add(UnsafeRawBufferPointer(bytes))
    }
    return elements
  }

  mutating func read<Element: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ type: Element.Type
  ) throws -> Element {
    try read(1, as: type)[0]
  }
}
