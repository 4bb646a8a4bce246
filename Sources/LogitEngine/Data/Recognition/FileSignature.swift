/// The first bytes of the formats that have some of their own.
enum FileSignature {
  /// The format that the first bytes are a signature of; nil without one.
  ///
  /// - Parameter name: the name of the file in lower case, for signatures that formats share.
  static func format(of prefix: [UInt8], name: String) -> FileKind.Format? {
    guard let signature = signatures.first(where: { prefix.starts(with: $0.bytes) }) else {
      return other(prefix)
    }
    let found = signature.format
    // A table may begin with a column named ORC; what is really one has a zero soon.
    if signature.bytes.allSatisfy({ (0x20..<0x7f).contains($0) }), ![.pdf, .largeFilePointer, .rWorkspace].contains(found),
      !prefix.contains(0)
    {
      return nil
    }
    // R packs its files by any of three programs.
    if [.xz, .bzip2].contains(found), let format = nameOfR(name) { return format }
    return found
  }

  private static let signatures: [(bytes: [UInt8], format: FileKind.Format)] = [
    (NPYHeader.magic, .npy),
    ([0x50, 0x4b, 3, 4], .zip), ([0x50, 0x4b, 5, 6], .zip), ([0x50, 0x4b, 7, 8], .zip),
    ([0x89] + "PNG\r\n".utf8, .png), ([0xff, 0xd8, 0xff], .jpeg),
    (Array("GIF8".utf8), .otherPicture), (Array("II*\0".utf8), .otherPicture),
    (Array("MM\0*".utf8), .otherPicture),
    // The pickle of torch's own number, before torch packed its files as ZIP archives.
    ([0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9], .torch(holdsObjects: false)),
    ([0x80, 2], .pickle), ([0x80, 3], .pickle), ([0x80, 4, 0x95], .pickle),
    ([0x80, 5, 0x95], .pickle),
    ([0x89] + "HDF\r\n".utf8, .hdf5), (Array("MATLAB 7.3".utf8), .matlab73),
    (Array("MATLAB 5.0".utf8), .matlab5),
    (Array("PAR1".utf8), .parquet(holdsLists: false)),
    (Array("ARROW1".utf8), .arrow(holdsLists: false)),
    (Array("FEA1".utf8), .arrow(holdsLists: false)), (Array("ORC".utf8), .orc),
    (Array("<stata_dta>".utf8), .stata), ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], .oldOffice),
    (Array("SQLite format 3\0".utf8), .sqlite),
    (Array("RDX2\n".utf8), .rWorkspace), (Array("RDX3\n".utf8), .rWorkspace),
    (Array("RDA2\n".utf8), .rWorkspace), (Array("RDA3\n".utf8), .rWorkspace),
    (Array("X\n\0\0".utf8), .rObject),
    (Array("GGUF".utf8), .gguf),
    ([0xfd] + "7zXZ\0".utf8, .xz), ([0x28, 0xb5, 0x2f, 0xfd], .zstandard),
    ([0x04, 0x22, 0x4d, 0x18], .lz4), ([0x1f, 0x9d], .compress),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip), (Array("Rar!\u{1a}\u{07}".utf8), .rar),
    (Array("%PDF-".utf8), .pdf),
    (Array("version https://git-lfs".utf8), .largeFilePointer),
  ]

  private static func nameOfR(_ name: String) -> FileKind.Format? {
    if name.hasSuffix(".rds") { return .rObject }
    return name.hasSuffix(".rdata") || name.hasSuffix(".rda") ? .rWorkspace : nil
  }

  private static func other(_ prefix: [UInt8]) -> FileKind.Format? {
    if prefix.starts(with: Array("BZh".utf8)), prefix.count >= 10,
      (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(prefix[3]),
      // The digits of pi before a block, those of its root after the last.
      prefix[4...].starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
        || prefix[4...].starts(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    {
      return .bzip2
    }
    if prefix.starts(with: Array("RIFF".utf8)), prefix.count >= 12,
      prefix[8...].starts(with: Array("WEBP".utf8))
    {
      return .otherPicture
    }
    if prefix.starts(with: Array("BM".utf8)), prefix.littleEndian(at: 6, count: 4) == 0,
      let headerSize = prefix.littleEndian(at: 14, count: 4),
      [12, 40, 108, 124].contains(headerSize)
    {
      return .otherPicture
    }
    // Stata's older files begin with their version, the order of bytes, and a one.
    if prefix.count >= 4, [113, 114, 115].contains(prefix[0]), [1, 2].contains(prefix[1]),
      prefix[2] == 1, prefix[3] == 0
    {
      return .stata
    }
    // An IDX file begins with two zeros, its element type and its number of dimensions.
    if prefix.count >= 4, prefix[0] == 0, prefix[1] == 0,
      [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e].contains(prefix[2]), (1...8).contains(prefix[3])
    {
      return .idx
    }
    return nil
  }
}
