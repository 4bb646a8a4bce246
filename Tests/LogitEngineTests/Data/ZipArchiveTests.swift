import TestSupport
import Testing

@testable import LogitEngine

@Suite struct ZipArchiveTests {
  private static let text = Array(String(repeating: "the quick brown fox ", count: 9000).utf8)
  private static let members = [
    ZipBytes.Member("stored.bin", Array(0...255)),
    ZipBytes.Member("deflated.txt", text, deflated: deflated(text)),
    ZipBytes.Member("empty", []),
    ZipBytes.Member("empty deflated", [], deflated: deflated([])),
  ]

  private func archive(_ bytes: [UInt8]) throws -> ZipArchive {
    try ZipArchive(RandomAccessFile(bytes: bytes, path: "file"))
  }

  private func contents(_ archive: ZipArchive, _ member: ZipArchive.Member) throws -> [UInt8] {
    let file = InputFile(try archive.open(member), path: "member")
    var bytes: [UInt8] = []
    // In pieces, as readers do.
    while file.remaining > 0 { bytes += try file.read(count: min(1000, file.remaining)) }
    return bytes
  }

  @Test(arguments: [false, true]) func readsBackWhatIsInIt(_ isWide: Bool) throws {
    var whole = ZipBytes(Self.members, isWide: isWide)
    whole.comment = Array("a comment with PK\u{5}\u{6} in it, and some more to follow it".utf8)
    let archive = try archive(whole.bytes)
    #expect(archive.members.map(\.name) == Self.members.map(\.name))
    for (member, original) in zip(archive.members, Self.members) {
      #expect(try contents(archive, member) == original.bytes)
    }
    #expect(try self.archive(ZipBytes([]).bytes).members.isEmpty)
  }

  @Test func readsFiles() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(ZipBytes(Self.members).bytes, to: "a.zip")
    let archive = try ZipArchive(RandomAccessFile(path: path))
    #expect(try contents(archive, archive.members[1]) == Self.text)
    #expect(throws: DataError.unreadable(path: folder.path("gone"), code: 2)) {
      try RandomAccessFile(path: folder.path("gone"))
    }
  }

  private func expectDamage(
    _ clause: String, _ zip: ZipBytes, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      let archive = try archive(zip.bytes)
      for member in archive.members { _ = try contents(archive, member) }
    } throws: { error in
      guard case .malformed("file", .damagedArchive(let found)) = error as? DataError else {
        return false
      }
      return found.contains(clause)
    }
  }

  @Test func believesNoSizeAndNoChecksum() {
    var member = Self.members[1]
    member.claimedSize -= 1
    expectDamage("another size", ZipBytes([member]))
    member.claimedSize += 2
    expectDamage("ends before", ZipBytes([member]))
    // Deflate makes at most 1032 bytes of one.
    member.claimedSize = UInt64(member.packed.count * 1032 + 1032)
    expectDamage("cannot be true", ZipBytes([member]))
    member.claimedSize = 1 << 40
    expectDamage("cannot be true", ZipBytes([member], isWide: true))
    member.claimedSize = .max
    expectDamage("cannot be true", ZipBytes([member], isWide: true))
    member = Self.members[1]
    member.claimedChecksum ^= 1
    expectDamage("checksum", ZipBytes([member]))
    member = Self.members[0]
    member.claimedChecksum ^= 1
    expectDamage("checksum", ZipBytes([member]))
    member = Self.members[0]
    member.claimedSize += 1
    expectDamage("cannot be true", ZipBytes([member]))
    // Something after the end of the deflated stream.
    member = Self.members[1]
    member.packed += [0]
    expectDamage("invalid", ZipBytes([member]))
    member.packed.removeLast(20)
    expectDamage("invalid", ZipBytes([member]))
  }

  @Test func setsNothingAsideForABomb() throws {
    // 64 MB of zeros in 64 KB; the directory admits to 100 bytes, then to all.
    let zeros = [UInt8](repeating: 0, count: 64 << 20)
    var member = ZipBytes.Member("bomb", [], deflated: deflated(zeros))
    #expect(member.packed.count < 100_000)
    member.claimedSize = 100
    expectDamage("another size", ZipBytes([member]))
  }

  @Test func refusesWhatItCannotUnpack() {
    var member = Self.members[0]
    member.method = 12
    #expect(
      throws: DataError.malformed(
        path: "file", .unsupportedPacking(member: "stored.bin", method: 12))
    ) { try archive(ZipBytes([member]).bytes) }
    let whole = ZipBytes(Self.members).bytes
    #expect(
      throws: ZipArchive.damage(
        "file", "its directory is missing, as when a file is cut short")
    ) { try archive(whole.dropLast()) }
    #expect(throws: DataError.self) { try archive([]) }
  }

  @Test(arguments: [false, true]) func survivesDamage(_ isWide: Bool) throws {
    var generator = SeededGenerator(seed: 11)
    let small = [
      ZipBytes.Member("a.npy", Array(0..<60)),
      ZipBytes.Member(
        "b.npy", Array(Self.text.prefix(300)), deflated: deflated(Self.text.prefix(300))),
    ]
    let whole = ZipBytes(small, isWide: isWide).bytes
    var survivors = 0
    for _ in 0..<4000 {
      // Damage at the end, where the directory is, more often than elsewhere.
      let begin = Bool.random(using: &generator) ? 0 : whole.count - 150
      let bytes = whole[..<begin] + damaged(Array(whole[begin...]), using: &generator)
      do {
        let archive = try archive(Array(bytes))
        for member in archive.members {
          let bytes = try contents(archive, member)
          #expect(bytes.count <= 300)
          survivors += 1
        }
      } catch is DataError {}
    }
    #expect(survivors > 0)
  }
}
