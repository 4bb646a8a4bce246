extension FileBytes {
  /// A PNG file of 8 bits a value, its pixels not compressed.
  ///
  /// - Parameters:
  ///   - channels: 1 for gray, 3 for RGB, 4 for RGB and alpha.
  ///   - pixels: row by row, a pixel's channels one after the other.
  ///   - size: the width and the height to claim, if not the true ones.
  public static func png(
    width: Int, height: Int, channels: Int = 1, pixels: [UInt8], claiming size: (Int, Int)? = nil
  ) -> [UInt8] {
    let type: UInt8 = channels == 1 ? 0 : channels == 3 ? 2 : 6
    let length = width * channels
    var rows: [UInt8] = []
    for row in 0..<height { rows += [0] + pixels[row * length..<(row + 1) * length] }
    let (claimedWidth, claimedHeight) = size ?? (width, height)
    let header =
      bytes(of: UInt32(claimedWidth).bigEndian) + bytes(of: UInt32(claimedHeight).bigEndian)
      + [8, type, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  /// A chunk of a PNG file.
  public static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return bytes(of: UInt32(content.count).bigEndian) + body + bytes(of: crc(body).bigEndian)
  }

  /// Bytes as a zlib stream that does not compress them.
  private static func stored(_ content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var begin = 0
    repeat {
      let end = min(begin + 65_535, content.count)
      let length = UInt16(end - begin)
      result.append(end == content.count ? 1 : 0)
      result += bytes(of: length.littleEndian) + bytes(of: (~length).littleEndian)
      result += content[begin..<end]
      begin = end
    } while begin < content.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in content {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return result + bytes(of: (b << 16 | a).bigEndian)
  }

  private static func crc(_ content: [UInt8]) -> UInt32 {
    var value = UInt32.max
    for byte in content {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
