/// The formats that files of logits and labels come in, told by their first bytes.
enum FileFormat {
  /// A ZIP archive, as NPZ files are.
  case zip
  /// A single array of NumPy's; what is in no other format is taken for one, to be refused by name.
  case npy

  /// Recognises a file, which stays at its first byte.
  ///
  /// - Throws: ``DataError``.
  init(of file: InputFile) throws {
    self = try file.isZip() ? .zip : .npy
  }
}
