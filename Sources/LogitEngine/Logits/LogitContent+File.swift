extension LogitContent {
  /// Reads a file of any format that logits come in, plain or packed by gzip.
  ///
  /// - Parameter outside: the labels that other files hold.
  /// - Throws: ``DataError``; a file of a format that is not read is answered with the line that
  ///   converts it.
  init(_ file: InputFile, outside: OutsideLabels, options: LogitReadingOptions) throws {
    let packed = try file.withRandomAccess()
    let kind = try FileKind.refuseForeign(packed, as: .logits)
    let file = kind.isGzipped ? try file.unpacked() : file
    switch kind.format {
    case .npz:
      try self.init(
        arrays: NPZFile(file.withRandomAccess()), outside: outside, options: options)
    case .safetensors:
      try self.init(
        arrays: SafetensorsFile(file.withRandomAccess()), outside: outside, options: options)
    case .json:
      let text = try DecodedText(file, encoding: options.encoding)
      self = try JSONLogits.content(text, outside: outside, options: options)
    case .text:
      let text = try DecodedText(file, encoding: options.encoding)
      try self.init(table: text, outside: outside, options: options)
    case .idx:
      throw DataError.malformed(
        path: file.path, .clause("is an IDX file, of pictures or labels, and holds no logits"))
    default: try self.init(npy: file, outside: outside)
    }
    if kind.isGzipped { notes.insert("\(FileSystem.name(of: path)) was unpacked", at: 0) }
  }
}

extension LabelContent {
  /// Reads the labels of a file of any format, plain or packed by gzip.
  ///
  /// - Throws: ``DataError``.
  init(path: String, options: LogitReadingOptions) throws {
    let packed = try InputFile(path: path)
    let kind = try FileKind.refuseForeign(packed.withRandomAccess(), as: .labels)
    let file = kind.isGzipped ? try packed.unpacked() : packed
    switch kind.format {
    case .npz:
      self = try LabelContent(arrays: NPZFile(file.withRandomAccess()), options: options)
    case .safetensors:
      self = try LabelContent(arrays: SafetensorsFile(file.withRandomAccess()), options: options)
    case .json:
      try self.init(json: DecodedText(file, encoding: options.encoding), options: options)
    case .text:
      try self.init(table: DecodedText(file, encoding: options.encoding), options: options)
    case .idx:
      let array = try IDXArray(
        bytes: try file.read(count: file.remaining), path: path, dimensions: 1...2)
      var notes: [String] = []
      let labels = try array.labels(&notes)
      self.init(
        path: path, values: .integers(labels.map(Int64.init)), shape: [labels.count], notes: notes)
    default:
      let header = try NPYHeader(reading: file)
      try self.init(header: header, data: file)
    }
    guard shape.allSatisfy({ $0 > 0 }) else { throw DataError.malformed(path: path, .empty) }
  }
}

extension DecodedText {
  /// Reads all of a file that has been opened.
  ///
  /// - Throws: ``DataError``.
  init(_ file: InputFile, encoding: String?) throws {
    try self.init(try file.read(count: file.remaining), path: file.path, encoding: encoding)
  }
}
