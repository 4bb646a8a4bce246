import Glibc

/// Floats in a large stretch of memory: all zero, on pages as large as the system gives, and taking
/// memory only where they are written.
final class LargeBuffer: @unchecked Sendable {
  /// The first of them, on a page's boundary.
  let elements: UnsafeMutablePointer<Float>
  /// How many there are.
  let count: Int

  private let mapping: UnsafeMutableRawPointer
  private let byteCount: Int

  /// Large pages are so large, and begin at multiples of that.
  private static let largePage = 2 << 20

  /// Reserves memory; nil if the system refuses.
  init?(count: Int) {
    let byteCount = max(count, 1) * MemoryLayout<Float>.stride + Self.largePage
    let mapping = mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapping, mapping != MAP_FAILED else { return nil }
    let start = mapping.alignedUp(toMultipleOf: Self.largePage)
    // Reading on through small pages costs a tenth of the speed; a system without large ones says
    // no, and nothing is lost.
    madvise(start, byteCount - (start - mapping), MADV_HUGEPAGE)
    elements = start.bindMemory(to: Float.self, capacity: count)
    self.count = count
    self.mapping = mapping
    self.byteCount = byteCount
  }

  deinit {
    munmap(mapping, byteCount)
  }
}
