/// ZIP archives made by hand, right or wrong.
public struct ZipBytes: Sendable {
  /// A member and what the archive says of it.
  public struct Member: Sendable {
    /// The name.
    public var name: String
    /// The bytes.
    public var bytes: [UInt8]
    /// The bytes as they are packed.
    public var packed: [UInt8]
    /// 0 stored, 8 deflated.
    public var method: UInt16
    /// What the directory says the size is.
    public var claimedSize: UInt64
    /// What the directory says the checksum is.
    public var claimedChecksum: UInt32

    /// Creates a member, stored unless packed bytes are given.
    public init(_ name: String, _ bytes: [UInt8], deflated: [UInt8]? = nil) {
      self.name = name
      self.bytes = bytes
      packed = deflated ?? bytes
      method = deflated == nil ? 0 : 8
      claimedSize = UInt64(bytes.count)
      claimedChecksum = crc32(bytes)
    }
  }

  /// The members.
  public var members: [Member]
  /// Whether sizes and places are written in ZIP64 fields.
  public var isWide = false
  /// What follows the directory.
  public var comment: [UInt8] = []

  /// Creates an archive.
  public init(_ members: [Member], isWide: Bool = false) {
    self.members = members
    self.isWide = isWide
  }

  /// The archive as a file.
  public var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = UInt64(file.count)
      let name = Array(member.name.utf8)
      let small: UInt32? = isWide ? 0xffff_ffff : nil
      let localExtra =
        isWide
        ? little(UInt16(1)) + little(UInt16(16)) + little(member.claimedSize)
          + little(UInt64(member.packed.count)) : []
      file += little(UInt32(0x0403_4b50)) + little(UInt16(45)) + little(UInt16(0))
      file += little(member.method) + little(UInt32(0)) + little(member.claimedChecksum)
      file += little(small ?? UInt32(member.packed.count))
      file += little(small ?? UInt32(truncatingIfNeeded: member.claimedSize))
      file += little(UInt16(name.count)) + little(UInt16(localExtra.count))
      file += name + localExtra + member.packed
      let extra =
        isWide
        ? little(UInt16(9)) + little(UInt16(2)) + [7, 7] + little(UInt16(1)) + little(UInt16(24))
          + little(member.claimedSize) + little(UInt64(member.packed.count)) + little(offset) : []
      directory += little(UInt32(0x0201_4b50)) + little(UInt32(0)) + little(UInt16(0))
      directory += little(member.method) + little(UInt32(0)) + little(member.claimedChecksum)
      directory += little(small ?? UInt32(member.packed.count))
      directory += little(small ?? UInt32(truncatingIfNeeded: member.claimedSize))
      directory += little(UInt16(name.count)) + little(UInt16(extra.count)) + little(UInt16(3))
      directory += little(UInt64(0)) + little(small ?? UInt32(offset)) + name + extra + [1, 2, 3]
    }
    let begin = UInt64(file.count)
    file += directory
    if isWide {
      let place = UInt64(file.count)
      file += little(UInt32(0x0606_4b50)) + little(UInt64(44)) + little(UInt64(0))
      file += little(UInt32(0)) + little(UInt64(members.count)) + little(UInt64(members.count))
      file += little(UInt64(directory.count)) + little(begin)
      file += little(UInt32(0x0706_4b50)) + little(UInt32(0)) + little(place) + little(UInt32(1))
    }
    file += little(UInt32(0x0605_4b50)) + little(UInt32(0))
    file += little(isWide ? 0xffff : UInt16(members.count))
    file += little(isWide ? 0xffff : UInt16(members.count))
    file += little(isWide ? 0xffff_ffff : UInt32(directory.count))
    file += little(isWide ? 0xffff_ffff : UInt32(begin))
    return file + little(UInt16(comment.count)) + comment
  }

  private func little<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) -> [UInt8] {
    FileBytes.bytes(of: number.littleEndian)
  }
}

/// The CRC-32 of ZIP, bit by bit.
public func crc32(_ bytes: [UInt8]) -> UInt32 {
  var checksum: UInt32 = 0xffff_ffff
  for byte in bytes {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xedb8_8320 : 0) }
  }
  return ~checksum
}

/// The bytes with a few of them changed and, half of the time, the end cut off.
public func damaged(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...3, using: &generator) {
    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
      in: 0...255, using: &generator)
  }
  if Bool.random(using: &generator) {
    bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
  }
  return bytes
}
