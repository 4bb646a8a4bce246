/// Arrays with names in one file: an NPZ archive, a safetensors file.
protocol ArrayCollection {
  /// The path, for messages.
  var path: String { get }
  /// The names of the arrays, in order.
  var names: [String] { get }

  /// The element type, order and shape of an array, whose data are not read.
  ///
  /// - Throws: ``DataError``.
  func header(of name: String) throws -> NPYHeader

  /// The header of an array and its data: as many bytes remain in the file as it has.
  ///
  /// - Throws: ``DataError``.
  func open(_ name: String) throws -> (header: NPYHeader, data: InputFile)

  /// The file that has an array's data as they are, and where they begin; nil where they are packed
  /// or cannot be read at any place.
  ///
  /// - Throws: ``DataError``.
  func rows(of name: String) throws -> (file: RandomAccessFile, offset: Int)?

  /// One sentence for what is made of an array's elements; nil where they are read as they are.
  func note(of name: String) -> String?
}

extension ArrayCollection {
  func note(of name: String) -> String? { nil }

  func rows(of name: String) throws -> (file: RandomAccessFile, offset: Int)? { nil }
}
