import CJPEG

/// A JPEG picture, decoded by libjpeg-turbo.
final class JPEGDecoder: PictureDecoder {
  let header: PictureHeader
  private let reader: UnsafeMutablePointer<logitscope_jpeg>

  /// A picture may have so many pixels a byte of its file; in a larger one, most would be made up.
  private static let largestRatio = 4096

  /// Reads the header of a picture in memory, which must stay where it is.
  ///
  /// - Throws: ``PictureError``.
  init(_ bytes: UnsafeRawBufferPointer) throws(PictureError) {
    guard
      let reader = logitscope_jpeg_open(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    else { throw PictureError(reason: "there is no memory to decode it") }
    self.reader = reader
    guard logitscope_jpeg_read_header(reader) != 0 else {
      let reason = Self.message(of: reader)
      logitscope_jpeg_close(reader)
      throw PictureError(reason: reason)
    }
    var header = PictureHeader(
      width: Int(reader.pointee.info.image_width), height: Int(reader.pointee.info.image_height),
      isGray: reader.pointee.info.num_components == 1)
    var count: UInt32 = 0
    if let exif = logitscope_jpeg_exif(reader, &count) {
      header.orientation = ExifOrientation.read(
        UnsafeRawBufferPointer(start: exif, count: Int(count)))
    }
    if logitscope_jpeg_is_cmyk(reader) != 0 { header.conversions.insert(.fromInks) }
    if header.orientation != 1 { header.conversions.insert(.oriented) }
    self.header = header
    // A progressive picture is held whole while it is decoded, so that a lie would cost memory.
    guard header.width * header.height <= max(1 << 20, Self.largestRatio * bytes.count) else {
      throw PictureError(
        reason: "it claims \(header.width)x\(header.height) pixels in \(bytes.count) bytes")
    }
  }

  deinit { logitscope_jpeg_close(reader) }

  func decode(
    _ receive: (_ row: Int, _ columns: StrideTo<Int>, _ pixels: UnsafePointer<UInt8>) -> Void
  ) throws(PictureError) {
    guard logitscope_jpeg_begin(reader) != 0 else { throw failure }
    let channels = Int(reader.pointee.info.output_components)
    let (width, height) = (
      Int(reader.pointee.info.output_width), Int(reader.pointee.info.output_height)
    )
    let isOfInks = header.conversions.contains(.fromInks)
    guard width == header.width, height == header.height,
      channels == (isOfInks ? 4 : header.isGray ? 1 : 3)
    else { throw PictureError(reason: "its rows are of another size than they should be") }
    let isInverted = logitscope_jpeg_is_inverted(reader) != 0
    let row = UnsafeMutablePointer<UInt8>.allocate(capacity: width * channels)
    row.initialize(repeating: 0, count: width * channels)
    defer { row.deallocate() }
    for index in 0..<height {
      guard logitscope_jpeg_read_row(reader, row) != 0 else { throw failure }
      if isOfInks { row.printInks(count: width, isInverted: isInverted) }
      receive(index, stride(from: 0, to: width, by: 1), row)
    }
  }

  private var failure: PictureError { PictureError(reason: Self.message(of: reader)) }

  private static func message(of reader: UnsafeMutablePointer<logitscope_jpeg>) -> String {
    withUnsafeBytes(of: &reader.pointee.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self).printable
    }
  }
}

extension UnsafeMutablePointer<UInt8> {
  /// Turns pixels of cyan, magenta, yellow and black into red, green and blue.
  fileprivate func printInks(count: Int, isInverted: Bool) {
    for pixel in 0..<count {
      func light(_ ink: Int) -> Int {
        let value = Int(self[pixel * 4 + ink])
        return isInverted ? value : 255 - value
      }
      let black = light(3)
      for color in 0..<3 { self[pixel * 3 + color] = UInt8((light(color) * black + 127) / 255) }
    }
  }
}
