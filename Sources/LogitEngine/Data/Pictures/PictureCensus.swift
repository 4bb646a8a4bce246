/// What the files of a dataset of pictures are, by their headers.
struct PictureCensus {
  /// A picture that can be decoded, as far as its header tells.
  struct Picture {
    var path: String
    var classIndex: Int32
    var header: PictureHeader
  }

  /// A file that is left out, and why.
  struct Reject {
    var path: String
    var reason: String
    /// Whether it is a picture, though one that cannot be decoded.
    var isPicture: Bool
  }

  private(set) var pictures: [Picture] = []
  private(set) var rejects: [Reject] = []

  /// Looks at the files of each class, shared by a team.
  init(_ part: PictureFolder.Part, classNames: [String], team: ThreadTeam) {
    let files = classNames.enumerated().flatMap { index, name in
      (part.files[name] ?? []).map { (path: $0, classIndex: Int32(index)) }
    }
    let found = team.map { rank in
      team.part(of: files.count, rank: rank).map { Self.look(at: files[$0].path) }
    }.joined()
    for (file, result) in zip(files, found) {
      switch result {
      case .success(let header):
        pictures.append(
          Picture(path: file.path, classIndex: file.classIndex, header: header))
      case .failure(let reject): rejects.append(reject)
      }
    }
  }

  private enum Look {
    case success(PictureHeader)
    case failure(Reject)
  }

  /// A header lies within the first bytes of most files.
  private static let firstByteCount = 1 << 16

  private static func look(at path: String) -> Look {
    do {
      let file = try PictureFile(path: path, upTo: firstByteCount)
      guard PictureFormat(file.bytes) != nil else {
        return .failure(
          Reject(
            path: path, reason: ForeignPicture(file.bytes)?.rawValue ?? "no picture",
            isPicture: ForeignPicture(file.bytes) != nil))
      }
      do {
        return .success(try file.withDecoder { $0.header })
      } catch let error as PictureError {
        guard file.isCutOff else { throw error }
        return .success(try PictureFile(path: path).withDecoder { $0.header })
      }
    } catch {
      return .failure(Reject(path: path, reason: PictureFile.reason(error), isPicture: true))
    }
  }
}

/// The bytes of a file with a picture.
struct PictureFile {
  let bytes: [UInt8]
  /// Whether the file goes on after the bytes.
  let isCutOff: Bool

  /// No picture's file is larger.
  private static let largestByteCount = 1 << 28

  /// Reads a file, or its first bytes.
  ///
  /// - Throws: ``DataError`` or ``PictureError``.
  init(path: String, upTo count: Int = .max) throws {
    let file = try InputFile(path: path, upTo: Self.largestByteCount)
    guard file.byteCount <= Self.largestByteCount else {
      throw PictureError(reason: "it has more than 256 MB")
    }
    guard file.byteCount > 0 else { throw PictureError(reason: "it is empty") }
    bytes = try file.read(count: min(count, file.byteCount))
    isCutOff = bytes.count < file.byteCount
  }

  /// Opens the picture.
  ///
  /// - Throws: ``PictureError``, or what `body` throws.
  func withDecoder<Result>(_ body: (any PictureDecoder) throws -> Result) throws -> Result {
    try bytes.withUnsafeBytes { try body(PictureFormat.decoder($0)) }
  }

  /// Why a file cannot be read.
  static func reason(_ error: any Error) -> String {
    (error as? PictureError)?.reason ?? "it cannot be read"
  }
}

/// Formats of pictures that are known by their first bytes, but not decoded.
enum ForeignPicture: String {
  case gif = "GIF"
  case bmp = "BMP"
  case webp = "WebP"
  case tiff = "TIFF"
  case netpbm = "PPM or PGM"
  case heif = "HEIC or AVIF"

  init?(_ bytes: [UInt8]) {
    let starts = { (text: String) in bytes.starts(with: text.utf8) }
    let goesOn = { (text: String, offset: Int) in
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    if starts("GIF8") {
      self = .gif
    } else if starts("BM"), bytes.count > 26 {
      self = .bmp
    } else if starts("RIFF"), goesOn("WEBP", 8) {
      self = .webp
    } else if starts("II*\0") || starts("MM\0*") {
      self = .tiff
    } else if starts("P5") || starts("P6") || starts("P2") || starts("P3") {
      self = .netpbm
    } else if goesOn("ftyp", 4) {
      self = .heif
    } else {
      return nil
    }
  }
}
