/// Tells apart the many formats that are ZIP archives, by the names of their members.
enum ZipContents {
  /// The format of an archive; NPZ if its directory cannot be read, so that the reader of NPZ files
  /// says why.
  static func format(of file: RandomAccessFile) -> FileKind.Format {
    guard let archive = try? ZipArchive(file) else { return partial(file) }
    let names = Set(archive.members.map(\.name))
    let last = { (name: String) in names.contains { $0 == name || $0.hasSuffix("/" + name) } }
    if last("data.pkl") {
      if last("constants.pkl"), names.contains(where: { $0.contains("/code/") }) {
        return .torchScript
      }
      return .torch(holdsObjects: pickleHoldsObjects(archive))
    }
    if names.contains("xl/workbook.xml") { return .excel }
    if names.contains("xl/workbook.bin") { return .excelBinary }
    if names.contains("word/document.xml") { return .word }
    if names.contains("content.xml"), names.contains("mimetype") { return .openDocumentTable }
    if last("model.weights.h5"), last("config.json") { return .keras }
    return names.contains { $0.hasSuffix(".npy") } ? .npz : .zip
  }

  /// The format of an archive of which only the beginning is there.
  private static func partial(_ file: RandomAccessFile) -> FileKind.Format {
    let count = min(file.byteCount, FileKind.prefixSize)
    guard let prefix = try? file.read(count: count, at: 0) else { return .npz }
    return Array(prefix.prefix(128)).holds("/data.pkl") ? .torch(holdsObjects: false) : .npz
  }

  /// Whether the pickle of a PyTorch file names more than tensors and containers.
  private static func pickleHoldsObjects(_ archive: ZipArchive) -> Bool {
    guard
      let member = archive.members.first(where: { $0.name.hasSuffix("data.pkl") }),
      let stream = try? archive.open(member)
    else { return false }
    let count = min(stream.size, FileKind.prefixSize)
    let file = InputFile(stream, path: member.name)
    guard let bytes = try? file.read(count: count) else { return false }
    return PickleContents.holdsObjects(bytes)
  }
}
