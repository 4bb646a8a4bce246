/// Tells apart what Python's pickles hold, by the names in them; no pickle is ever run.
enum PickleContents {
  /// The batches of CIFAR's Python version name their labels after the names of 50,000 files.
  private static let searchedSize = 4 << 20

  /// The format of a pickle.
  static func format(
    of file: RandomAccessFile, _ prefix: [UInt8], torch: Bool
  ) throws -> FileKind.Format {
    if torch { return .torch(holdsObjects: holdsObjects(prefix)) }
    let beginning = Array(prefix.prefix(4096))
    if beginning.holds("batch_label") { return .cifarPickle }
    if beginning.holds("filenames") {
      let bytes = try file.read(count: min(searchedSize, file.byteCount), at: 0)
      if bytes.holds("fine_labels") || bytes.holds("batch_label") { return .cifarPickle }
    }
    if beginning.holds("joblib.numpy_pickle") || prefix.holds("NumpyArrayWrapper") {
      return .joblib
    }
    // The class of the pickled object itself comes first.
    let first = Array(prefix.prefix(64))
    return first.holds("pandas") && (first.holds("DataFrame") || first.holds("Series"))
      ? .pandasPickle : .pickle
  }

  /// Whether a pickle names objects that PyTorch does not load unasked, such as NumPy's arrays.
  static func holdsObjects(_ bytes: [UInt8]) -> Bool {
    bytes.holds("numpy") || bytes.holds("pandas") || bytes.holds("__main__")
  }
}
