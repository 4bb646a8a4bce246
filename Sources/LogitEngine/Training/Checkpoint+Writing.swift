extension Checkpoint {
  /// Writes the checkpoint to a file, which afterwards holds either it or what it held before.
  ///
  /// - Throws: ``DataError/unwritable(path:code:)``.
  public func write(to path: String) throws {
    try AtomicFile.write(to: path) { file in
      var output = CheckedOutput(file)
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
}

/// Bytes on their way into a file, and their checksum.
private struct CheckedOutput {
  let file: OutputFile
  var checksum = Checksum()

  init(_ file: OutputFile) {
    self.file = file
  }

  mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) throws {
    try elements.withUnsafeBytes { bytes in
      checksum.add(bytes)
      try file.write(bytes)
    }
  }
}
