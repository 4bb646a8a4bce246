extension Checkpoint {
  /// Writes the checkpoint to a file, which afterwards holds either it or what it held before.
  ///
  /// - Throws: ``DataError/unwritable(path:code:)``.
  public func write(to path: String) throws {
    try AtomicFile.write(to: path) { file in try write(CheckedOutput(file.write)) }
  }

  /// The bytes that a file would hold, for whoever keeps checkpoints elsewhere.
  public func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try withoutActuallyEscaping({ bytes.append(contentsOf: $0) }) { append in
      try write(CheckedOutput(append))
    }
    return bytes
  }

  private func write(_ output: CheckedOutput) throws {
    var output = output
    let description = description
    let arrays = [parameters, statistics] + optimizerBuffers
    try output.write(CheckpointFormat.magic)
    try output.write([CheckpointFormat.version, UInt32(arrays.count)])
    try output.write([UInt64(description.count)] + arrays.map { UInt64($0.count) })
    try output.write(description)
    for array in arrays { try output.write(array) }
    try output.write([output.checksum.value])
  }
}

/// Bytes on their way out, and their checksum.
private struct CheckedOutput {
  let sink: (UnsafeRawBufferPointer) throws -> Void
  var checksum = Checksum()

  init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.sink = sink
  }

  mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) throws {
    try elements.withUnsafeBytes { bytes in
      checksum.add(bytes)
      try sink(bytes)
    }
  }
}
