/// Brings pictures to one size and one kind of color, as they are decoded.
///
/// No more than the picture as it becomes is held, and a row of what it is. Used by one thread at a
/// time.
final class PictureScaler {
  /// What pictures become; one channel for gray, three for color.
  let shape: ImageShape
  private var horizontal = ResamplingAxis(from: 1, to: 1)
  private var vertical = ResamplingAxis(from: 1, to: 1)
  /// Sums of weighted pixels, in the rows and columns of the file.
  private var sums: [Float] = []
  /// The row that is being decoded, as wide as the sums.
  private var line: [Float] = []

  /// What red, green and blue contribute to gray (ITU-R BT.601).
  private static let luma: [Float] = [0.299, 0.587, 0.114]

  init(shape: ImageShape) {
    self.shape = shape
  }

  /// Decodes a picture and writes what it becomes, channel by channel.
  ///
  /// - Parameter target: has room for a picture of ``shape``.
  /// - Throws: ``PictureError``.
  func write(
    _ decoder: any PictureDecoder, to target: UnsafeMutablePointer<UInt8>
  ) throws(PictureError) {
    let header = decoder.header
    let (width, height) =
      header.isTurned ? (shape.height, shape.width) : (shape.width, shape.height)
    let channels = header.isGray ? 1 : 3
    if horizontal.sourceCount != header.width || horizontal.targetCount != width {
      horizontal = ResamplingAxis(from: header.width, to: width)
    }
    if vertical.sourceCount != header.height || vertical.targetCount != height {
      vertical = ResamplingAxis(from: header.height, to: height)
    }
    sums.assign(zeros: width * height * channels)
    try decoder.decode { row, columns, pixels in
      self.line.assign(zeros: width * channels)
      self.add(columns, pixels, channels)
      self.add(row: row)
    }
    for row in 0..<height {
      for column in 0..<width {
        let place = header.place(row, column, height, width, in: shape)
        write(pixel: row * width + column, channels, to: target + place)
      }
    }
  }

  private func add(_ columns: StrideTo<Int>, _ pixels: UnsafePointer<UInt8>, _ channels: Int) {
    let horizontal = horizontal
    line.withUnsafeMutableBufferPointer { line in
      var pixel = pixels
      for column in columns {
        for part in horizontal.parts(of: column) {
          let first = Int(part.target) * channels
          for channel in 0..<channels {
            line[first + channel] += part.weight * Float(pixel[channel])
          }
        }
        pixel += channels
      }
    }
  }

  private func add(row: Int) {
    let count = line.count
    for part in vertical.parts(of: row) {
      let first = Int(part.target) * count
      for index in 0..<count { sums[first + index] += part.weight * line[index] }
    }
  }

  private func write(pixel: Int, _ channels: Int, to target: UnsafeMutablePointer<UInt8>) {
    let area = shape.height * shape.width
    func byte(_ value: Float) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
    if shape.channels == 1, channels == 3 {
      var gray: Float = 0
      for channel in 0..<3 { gray += Self.luma[channel] * sums[pixel * 3 + channel] }
      target[0] = byte(gray)
    } else {
      for channel in 0..<shape.channels {
        target[channel * area] = byte(sums[pixel * channels + (channels == 1 ? 0 : channel)])
      }
    }
  }
}

extension PictureHeader {
  /// Where in a picture as it is shown a pixel lies that is at a row and a column of the file, both
  /// as large as the picture becomes.
  fileprivate func place(
    _ row: Int, _ column: Int, _ height: Int, _ width: Int, in shape: ImageShape
  ) -> Int {
    let (up, left) = (height - 1 - row, width - 1 - column)
    let (y, x) =
      switch orientation {
      case 2: (row, left)
      case 3: (up, left)
      case 4: (up, column)
      case 5: (column, row)
      case 6: (column, up)
      case 7: (left, up)
      case 8: (left, row)
      default: (row, column)
      }
    return y * shape.width + x
  }
}

extension [Float] {
  fileprivate mutating func assign(zeros count: Int) {
    if self.count == count {
      for index in indices { self[index] = 0 }
    } else {
      self = Array(repeating: 0, count: count)
    }
  }
}
