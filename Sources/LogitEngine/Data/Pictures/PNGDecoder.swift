import CPNG

/// A PNG picture, decoded by libpng.
///
/// An interlaced picture is decoded pass by pass, so that no more than a row of it is held.
final class PNGDecoder: PictureDecoder {
  let header: PictureHeader
  private let reader: UnsafeMutablePointer<logitscope_png>
  /// Whether rows come in the seven passes of an interlaced picture.
  private let isInterlaced: Bool

  /// Reads the header of a picture in memory, which must stay where it is.
  ///
  /// - Throws: ``PictureError``.
  init(_ bytes: UnsafeRawBufferPointer) throws(PictureError) {
    guard
      let reader = logitscope_png_open(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    else { throw PictureError(reason: "there is no memory to decode it") }
    self.reader = reader
    guard logitscope_png_read_header(reader) != 0 else {
      let reason = Self.message(of: reader)
      logitscope_png_close(reader)
      throw PictureError(reason: reason)
    }
    let (png, info) = (reader.pointee.png, reader.pointee.info)
    isInterlaced = Int32(png_get_interlace_type(png, info)) != PNG_INTERLACE_NONE
    var header = PictureHeader(
      width: Int(png_get_image_width(png, info)), height: Int(png_get_image_height(png, info)),
      isGray: logitscope_png_is_gray(reader) != 0)
    var count: UInt32 = 0
    if let exif = logitscope_png_exif(reader, &count) {
      header.orientation = ExifOrientation.read(
        UnsafeRawBufferPointer(start: exif, count: Int(count)))
    }
    if logitscope_png_has_alpha(reader) != 0 { header.conversions.insert(.flattened) }
    if png_get_bit_depth(png, info) == 16 { header.conversions.insert(.narrowed) }
    if header.orientation != 1 { header.conversions.insert(.oriented) }
    self.header = header
  }

  deinit { logitscope_png_close(reader) }

  func decode(
    _ receive: (_ row: Int, _ columns: StrideTo<Int>, _ pixels: UnsafePointer<UInt8>) -> Void
  ) throws(PictureError) {
    guard logitscope_png_begin(reader) != 0 else { throw failure }
    let (png, info) = (reader.pointee.png, reader.pointee.info)
    let channels = Int(png_get_channels(png, info))
    let size = Int(png_get_rowbytes(png, info))
    guard (1...4).contains(channels), size == channels * header.width else {
      throw PictureError(reason: "its rows are of another size than they should be")
    }
    let row = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    row.initialize(repeating: 0, count: size)
    defer { row.deallocate() }
    for pass in passes {
      let columns = stride(
        from: Int(pass.first_column), to: header.width, by: Int(pass.column_step))
      for index in 0..<Int(pass.rows) {
        guard logitscope_png_read_row(reader, row) != 0 else { throw failure }
        row.flatten(count: Int(pass.columns), channels: channels, isGray: header.isGray)
        receive(Int(pass.first_row) + index * Int(pass.row_step), columns, row)
      }
    }
  }

  /// Where the rows that come lie in the picture.
  private var passes: [logitscope_png_pass] {
    let (width, height) = (UInt32(header.width), UInt32(header.height))
    guard isInterlaced else {
      return [
        logitscope_png_pass(
          columns: width, rows: height, first_column: 0, first_row: 0, column_step: 1, row_step: 1)
      ]
    }
    return (0..<Int32(7)).map { logitscope_png_describe_pass(width, height, $0) }
      .filter { $0.columns > 0 && $0.rows > 0 }
  }

  private var failure: PictureError { PictureError(reason: Self.message(of: reader)) }

  private static func message(of reader: UnsafeMutablePointer<logitscope_png>) -> String {
    withUnsafeBytes(of: &reader.pointee.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self).printable
    }
  }
}

extension UnsafeMutablePointer<UInt8> {
  /// Lays pixels of gray and alpha, or of RGB and alpha, over white, and takes one channel of those
  /// that are gray.
  fileprivate func flatten(count: Int, channels: Int, isGray: Bool) {
    let colors = channels < 3 ? 1 : 3
    let kept = isGray ? 1 : 3
    guard channels != kept else { return }
    for pixel in 0..<count {
      let alpha = channels > colors ? Int(self[pixel * channels + colors]) : 255
      for color in 0..<kept {
        let value = Int(self[pixel * channels + color])
        self[pixel * kept + color] = UInt8((value * alpha + 255 * (255 - alpha) + 127) / 255)
      }
    }
  }
}
