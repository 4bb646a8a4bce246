/// What a picture is, before its pixels are decoded.
struct PictureHeader: Hashable {
  /// Pixels a row, as they are stored.
  var width: Int
  /// Rows of pixels, as they are stored.
  var height: Int
  /// Whether all colors are gray.
  var isGray: Bool
  /// How the stored rows and columns are to be shown, 1 to 8 as Exif has it; 1 for as they are.
  var orientation = 1
  /// What is done to its pixels beside resizing.
  var conversions: Set<PictureConversion> = []

  /// Whether rows are to be shown as columns.
  var isTurned: Bool { orientation > 4 }
  /// Pixels a row, as the picture is shown.
  var shownWidth: Int { isTurned ? height : width }
  /// Rows of pixels, as the picture is shown.
  var shownHeight: Int { isTurned ? width : height }
}

/// What is done to pixels so that they become bytes of gray, or of red, green and blue.
enum PictureConversion: CaseIterable, Hashable {
  /// Transparent pixels are laid over white.
  case flattened
  /// 16 bits are rounded to 8.
  case narrowed
  /// The four inks of print become red, green and blue.
  case fromInks
  /// The picture is turned or mirrored as its Exif data say.
  case oriented
}

/// Why a picture cannot be read, in the words of the library that decodes it.
struct PictureError: Error, Hashable {
  let reason: String
}

/// A picture that is decoded row by row.
protocol PictureDecoder: AnyObject {
  /// What the picture is.
  var header: PictureHeader { get }

  /// Decodes all rows, each with one byte a pixel where the picture is gray and three otherwise.
  ///
  /// - Parameter receive: gets a row's pixels, which are those of `columns` in the picture.
  /// - Throws: ``PictureError``.
  func decode(
    _ receive: (_ row: Int, _ columns: StrideTo<Int>, _ pixels: UnsafePointer<UInt8>) -> Void
  ) throws(PictureError)
}

/// The formats of pictures that can be decoded.
enum PictureFormat {
  case png
  case jpeg

  /// Tells a format by a file's first bytes; nil for any other.
  init?(_ bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else {
      return nil
    }
  }

  /// Tells the format of a file by its first bytes; nil for any other, or none that can be read.
  init?(path: String) {
    guard let file = try? InputFile(path: path), file.byteCount >= 8,
      let start = try? file.read(count: 8), let format = PictureFormat(start)
    else { return nil }
    self = format
  }

  /// The most pixels that a picture may have: what a file claims to hold costs memory and time.
  static let largestPixelCount = 1 << 26

  /// Opens the picture that bytes hold, which must stay where they are as long as it is used.
  ///
  /// - Throws: ``PictureError``.
  static func decoder(_ bytes: UnsafeRawBufferPointer) throws(PictureError) -> any PictureDecoder {
    let decoder: any PictureDecoder
    switch PictureFormat(bytes) {
    case .png: decoder = try PNGDecoder(bytes)
    case .jpeg: decoder = try JPEGDecoder(bytes)
    case nil: throw PictureError(reason: "neither PNG nor JPEG")
    }
    let (count, overflow) = decoder.header.width.multipliedReportingOverflow(
      by: decoder.header.height)
    guard !overflow, count <= largestPixelCount else {
      throw PictureError(
        reason: "it claims \(decoder.header.width)x\(decoder.header.height) pixels, too many")
    }
    return decoder
  }
}
