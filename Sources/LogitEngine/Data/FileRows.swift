import Synchronization

/// Rows of numbers that stay in their file, and become floats as a batch is gathered.
///
/// A row is read when it is asked for, into the place where it is wanted: nothing of the file is held
/// but what the system keeps of it in memory that it can take back. The file stays open, so that it
/// may be renamed or deleted; one that is cut short while it is used, or fails to be read, gives
/// zeros from then on, and ``failure`` says why.
struct FileRows: Sendable {
  /// The file, of which rows are read by any thread.
  private let source: Source
  /// The numbers of the rows that are used, in their order; nil for all.
  private var selection: [Int32]?

  /// An array of at least so many bytes is left in its file where it can be.
  static let worthwhileByteCount = 64 << 20

  /// Rows of `type`, the first number of which is at `offset` of a file, each right after the other.
  ///
  /// - Precondition: the file has as many bytes, `width ≥ 1`, and there are at most 2³¹ − 1 rows.
  init(_ file: RandomAccessFile, offset: Int, count: Int, width: Int, type: NPYElementType) {
    precondition(
      width >= 1 && (0...Int(Int32.max)).contains(count)
        && count * width * type.size <= file.byteCount - offset, "rows reach beyond their file")
    source = Source(file, offset: offset, count: count, width: width, type: type)
  }

  /// How many rows are used.
  var count: Int { selection?.count ?? source.count }

  /// How many numbers a row has.
  var width: Int { source.width }

  /// What a number is multiplied by to become an input: bytes become 0...1.
  var unit: Float { source.type.isByte ? Examples.byteScale : 1 }

  /// Why rows can no longer be read; nil as long as they can.
  var failure: DataError? { source.failure.withLock { $0 } }

  /// The rows at some places among those that are used.
  func selecting(_ places: [Int]) -> FileRows {
    var selected = self
    selected.selection = places.map { Int32(truncatingIfNeeded: number($0)) }
    return selected
  }

  /// Writes the row at a place among those that are used, as the file has it.
  ///
  /// - Parameter target: has room for ``width`` floats.
  func write(_ place: Int, into target: UnsafeMutablePointer<Float>) {
    source.write(number(place), into: target)
  }

  /// The first number that is not finite, by its row and its column; nil if all are.
  ///
  /// - Complexity: reads the whole file.
  func firstNonFinite() -> (row: Int, column: Int, value: Float)? {
    guard source.type.isFloatingPoint else { return nil }
    var row = [Float](repeating: 0, count: width)
    for place in 0..<count {
      row.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { write(place, into: base) }
      }
      if let column = row.firstIndex(where: { !$0.isFinite }) {
        return (place, column, row[column])
      }
    }
    return nil
  }

  /// Adds the bytes of all rows that are used to a checksum.
  func add(to sum: inout Checksum) {
    let size = width * source.type.size
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { bytes.deallocate() }
    for place in 0..<count {
      source.read(number(place) * size, into: bytes)
      sum.add(UnsafeRawBufferPointer(bytes))
    }
  }

  private func number(_ place: Int) -> Int { selection.map { Int($0[place]) } ?? place }

  /// The file with what its bytes mean.
  private final class Source: Sendable {
    let file: RandomAccessFile
    let offset: Int
    let count: Int
    let width: Int
    let type: NPYElementType
    let failure = Mutex<DataError?>(nil)

    init(_ file: RandomAccessFile, offset: Int, count: Int, width: Int, type: NPYElementType) {
      self.file = file
      self.offset = offset
      self.count = count
      self.width = width
      self.type = type
    }

    /// Reads bytes from an offset within the rows on, or writes zeros.
    func read(_ place: Int, into buffer: UnsafeMutableRawBufferPointer) {
      do {
        try file.read(into: buffer, at: offset + place)
      } catch {
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        failure.withLock { $0 = $0 ?? error as? DataError }
      }
    }

    /// Reads a row and turns it into floats in place.
    ///
    /// Numbers of up to four bytes are read into the end of the row's place, and widened from the
    /// front: none is overwritten before it has been read. Of larger ones, the row's place takes
    /// half of those that are left at a time.
    func write(_ row: Int, into target: UnsafeMutablePointer<Float>) {
      let size = type.size
      let first = row * width * size
      let place = UnsafeMutableRawBufferPointer(start: target, count: 4 * width)
      if size <= 4 {
        let bytes = UnsafeMutableRawBufferPointer(rebasing: place[(4 - size) * width..<4 * width])
        read(first, into: bytes)
        if !type.isNativeFloat { convert(bytes, into: target) }
        return
      }
      var done = 0
      while done < width {
        let rest = width - done
        guard rest > 1 else {
          withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { bytes in
            read(first + done * size, into: bytes)
            convert(bytes, into: target + done)
          }
          return
        }
        let taken = rest * 4 / size
        let bytes = UnsafeMutableRawBufferPointer(start: target + done, count: taken * size)
        read(first + done * size, into: bytes)
        convert(bytes, into: target + done)
        done += taken
      }
    }

    private func convert(
      _ bytes: UnsafeMutableRawBufferPointer, into target: UnsafeMutablePointer<Float>
    ) {
      guard let base = bytes.baseAddress else { return }
      let size = type.size
      for index in 0..<bytes.count / size {
        target[index] = type.float(at: base + index * size)
      }
    }
  }
}
