/// A ZIP archive, ZIP64 or not, of members that are stored or deflated, as NPZ files are.
///
/// What its directory says is believed of nothing: every offset and size is held against the real
/// bytes, a size after unpacking against what deflate can do, and what is unpacked against its size
/// and checksum.
struct ZipArchive {
  /// A member as the directory describes it.
  struct Member: Hashable {
    /// The name, `x_train.npy` for instance.
    var name: String
    /// How it is packed: 0 stored, 8 deflated.
    var method: Int
    /// The CRC-32 of the unpacked bytes.
    var checksum: UInt32
    /// How many bytes it takes in the archive.
    var packedSize: Int
    /// How many bytes it has.
    var size: Int
    /// Where its own header begins.
    var headerOffset: Int
  }

  /// The members, in the directory's order.
  let members: [Member]
  let file: RandomAccessFile

  /// Whether bytes begin as a ZIP archive does, an empty one included.
  static func isZip(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 3, 4]) || bytes.starts(with: [0x50, 0x4b, 5, 6])
  }

  /// Reads the directory of a file.
  ///
  /// - Throws: ``DataError``.
  init(_ file: RandomAccessFile) throws {
    self.file = file
    let directory = try ZipDirectoryPlace(file)
    var bytes = ZipFields(
      try file.read(count: directory.size, at: directory.offset), path: file.path)
    var members: [Member] = []
    for _ in 0..<directory.memberCount {
      members.append(try Self.member(&bytes, fileSize: file.byteCount))
    }
    self.members = members
  }

  /// Opens a member.
  ///
  /// - Throws: ``DataError``.
  func open(_ member: Member) throws -> ZipMemberStream {
    let path = file.path
    let fixed = 30
    guard member.headerOffset <= file.byteCount - fixed else {
      throw Self.damage(path, "a member begins after the end of the file")
    }
    var header = ZipFields(try file.read(count: fixed, at: member.headerOffset), path: path)
    guard try header.number(4) == 0x0403_4b50 else {
      throw Self.damage(path, "the header of '\(member.name)' is not where it should be")
    }
    try header.skip(4)
    guard try header.number(2) == member.method else {
      throw Self.damage(path, "'\(member.name)' is packed in another way than the directory says")
    }
    try header.skip(16)
    let nameLength = try header.number(2)
    let extraLength = try header.number(2)
    let begin = member.headerOffset + fixed + nameLength + extraLength
    guard begin <= file.byteCount, member.packedSize <= file.byteCount - begin else {
      throw Self.damage(path, "'\(member.name)' goes on after the end of the file")
    }
    return ZipMemberStream(file, member, offset: begin)
  }

  /// The error of a damaged archive.
  static func damage(_ path: String, _ clause: String) -> DataError {
    DataError.malformed(path: path, .damagedArchive(clause))
  }

  /// Deflate makes at best one byte of so many.
  private static let largestRatio = 1032

  private static func member(_ fields: inout ZipFields, fileSize: Int) throws -> Member {
    let path = fields.path
    guard try fields.number(4) == 0x0201_4b50 else {
      throw damage(path, "an entry of its directory begins wrongly")
    }
    try fields.skip(4)
    let flags = try fields.number(2)
    let method = try fields.number(2)
    try fields.skip(4)
    let checksum = UInt32(try fields.number(4))
    var (packedSize, size) = (try fields.number(4), try fields.number(4))
    let (nameLength, extraLength, commentLength) = (
      try fields.number(2), try fields.number(2), try fields.number(2)
    )
    try fields.skip(8)
    var headerOffset = try fields.number(4)
    let name = String(decoding: try fields.bytes(nameLength), as: UTF8.self).printable
    let extra = ZipFields(Array(try fields.bytes(extraLength)), path: path)
    try fields.skip(commentLength)
    if var wide = try extra.zip64Field() {
      if size == 0xffff_ffff { size = try wide.number(8) }
      if packedSize == 0xffff_ffff { packedSize = try wide.number(8) }
      if headerOffset == 0xffff_ffff { headerOffset = try wide.number(8) }
    }
    guard flags & 1 == 0 else { throw damage(path, "'\(name)' is encrypted") }
    guard method == 0 || method == 8 else {
      throw DataError.malformed(path: path, .unsupportedPacking(member: name, method: method))
    }
    guard size >= 0, packedSize >= 0, headerOffset >= 0, packedSize <= fileSize,
      method == 8 ? size / largestRatio <= packedSize : size == packedSize
    else { throw damage(path, "the sizes of '\(name)' cannot be true") }
    return Member(
      name: name, method: method, checksum: checksum, packedSize: packedSize, size: size,
      headerOffset: headerOffset)
  }
}

/// Where the directory of an archive is, from the record at the archive's end.
private struct ZipDirectoryPlace {
  var offset: Int
  var size: Int
  var memberCount: Int

  private static let recordSize = 22
  private static let locatorSize = 20
  private static let wideRecordSize = 56

  init(_ file: RandomAccessFile) throws {
    let tailSize = min(file.byteCount, Self.recordSize + 0xffff)
    let tail = try file.read(count: tailSize, at: file.byteCount - tailSize)
    guard let place = Self.recordPlace(in: tail) else {
      throw ZipArchive.damage(file.path, "its directory is missing, as when a file is cut short")
    }
    var record = ZipFields(Array(tail[place...]), path: file.path)
    try record.skip(10)
    memberCount = try record.number(2)
    size = try record.number(4)
    offset = try record.number(4)
    let recordOffset = file.byteCount - tailSize + place
    if memberCount == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff {
      try widen(file, locatorOffset: recordOffset - Self.locatorSize)
    }
    guard offset >= 0, size >= 0, offset <= recordOffset, size <= recordOffset - offset,
      memberCount >= 0, memberCount <= size / 46
    else { throw ZipArchive.damage(file.path, "its directory is not where it should be") }
  }

  private mutating func widen(_ file: RandomAccessFile, locatorOffset: Int) throws {
    guard locatorOffset >= 0 else { return }
    var locator = ZipFields(
      try file.read(count: Self.locatorSize, at: locatorOffset), path: file.path)
    // Without a locator, the numbers are what they seem to be.
    guard try locator.number(4) == 0x0706_4b50 else { return }
    try locator.skip(4)
    let place = try locator.number(8)
    guard place >= 0, place <= locatorOffset - Self.wideRecordSize else {
      throw ZipArchive.damage(file.path, "its directory is not where it should be")
    }
    var record = ZipFields(
      try file.read(count: Self.wideRecordSize, at: place), path: file.path)
    guard try record.number(4) == 0x0606_4b50 else {
      throw ZipArchive.damage(file.path, "its directory is not where it should be")
    }
    try record.skip(28)
    memberCount = try record.number(8)
    size = try record.number(8)
    offset = try record.number(8)
  }

  /// Where the last record stands whose comment ends with the file.
  private static func recordPlace(in tail: [UInt8]) -> Int? {
    guard tail.count >= recordSize else { return nil }
    return (0...tail.count - recordSize).reversed().first { place in
      tail[place...].starts(with: [0x50, 0x4b, 5, 6])
        && Int(tail[place + 20]) | Int(tail[place + 21]) << 8 == tail.count - place - recordSize
    }
  }
}

/// Little-endian numbers, read one after another, none past the end.
private struct ZipFields {
  let path: String
  private let storage: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8], path: String) {
    storage = bytes
    self.path = path
  }

  mutating func bytes(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count <= storage.count - position else {
      throw ZipArchive.damage(path, "its directory ends early")
    }
    defer { position += count }
    return storage[position..<position + count]
  }

  mutating func skip(_ count: Int) throws { _ = try bytes(count) }

  /// The next number; one of eight bytes above `Int.max` comes out negative.
  mutating func number(_ size: Int) throws -> Int {
    Int(
      truncatingIfNeeded: try bytes(size).reversed().reduce(into: UInt64(0)) {
        $0 = $0 << 8 | UInt64($1)
      })
  }

  /// The contents of the ZIP64 field among extra fields; nil without one.
  func zip64Field() throws -> ZipFields? {
    var extra = self
    while extra.position <= extra.storage.count - 4 {
      let kind = try extra.number(2)
      let content = try extra.bytes(try extra.number(2))
      if kind == 1 { return ZipFields(Array(content), path: path) }
    }
    return nil
  }
}
