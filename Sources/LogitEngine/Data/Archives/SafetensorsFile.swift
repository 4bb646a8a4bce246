/// Named arrays in a file of the safetensors library.
///
/// The file is the length of a header, the header as JSON with type, shape and place of each array, and
/// the arrays. Every place is held against the file, and every size against its type and shape.
struct SafetensorsFile: ArrayCollection {
  /// The path, for messages.
  let path: String
  /// The names of the arrays, in order.
  let names: [String]
  private let file: RandomAccessFile
  private let arrays: [String: Entry]

  private struct Entry {
    var type: SafetensorsType
    var shape: [Int]
    /// The bytes of the array in the file.
    var place: Range<Int>
  }

  /// Reads the header of a file.
  ///
  /// - Throws: ``DataError``.
  init(_ file: RandomAccessFile) throws {
    self.file = file
    path = file.path
    let start = try file.read(count: min(8, file.byteCount), at: 0)
    guard let length = start.littleEndian(at: 0, count: 8) else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: file.byteCount))
    }
    guard length <= UInt64([UInt8].largestSafetensorsHeader) else {
      throw Self.damage(path, "its header is \(length) bytes long, more than the format allows")
    }
    guard length <= UInt64(file.byteCount - 8) else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: file.byteCount))
    }
    let header = try file.read(count: Int(length), at: 8)
    let dataStart = 8 + header.count
    let entries = try Self.entries(
      header, path: path, data: dataStart..<file.byteCount)
    arrays = entries
    names = entries.keys.sorted()
  }

  private static func entries(
    _ header: [UInt8], path: String, data: Range<Int>
  ) throws -> [String: Entry] {
    var members: [JSONElement.Member] = []
    do throws(JSONError) {
      members = try header.withUnsafeBufferPointer { (text) throws(JSONError) in
        var scanner = JSONScanner(text)
        guard case .object(let members) = try scanner.value(), scanner.peek() == nil else {
          throw scanner.error("is not an object")
        }
        return members
      }
    } catch {
      throw damage(path, "its header \(error.clause), \(error.offset) bytes into it")
    }
    var entries: [String: Entry] = [:]
    for member in members where member.key != "__metadata__" {
      let name = member.key
      let entry = try Self.entry(name, member.value, path: path, data: data)
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw damage(path, "'\(name.printable)' is in its header twice")
      }
    }
    try checkOverlap(entries, path: path)
    return entries
  }

  private static func entry(
    _ name: String, _ value: JSONElement, path: String, data: Range<Int>
  ) throws -> Entry {
    let name = name.printable
    guard case .object(let fields) = value else {
      throw damage(path, "the header of '\(name)' is not an object")
    }
    guard case .text(let typeName)? = fields.first(where: { $0.key == "dtype" })?.value else {
      throw damage(path, "the header of '\(name)' has no dtype")
    }
    guard let shape = sizes(fields.first(where: { $0.key == "shape" })?.value) else {
      throw damage(path, "the header of '\(name)' has no shape of whole numbers")
    }
    guard let offsets = sizes(fields.first(where: { $0.key == "data_offsets" })?.value),
      offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= data.count
    else {
      throw damage(path, "the data of '\(name)' are not within the file, as when it is cut short")
    }
    let type = SafetensorsType(name: typeName)
    let place = data.lowerBound + offsets[0]..<data.lowerBound + offsets[1]
    if let size = type.size {
      var count = size
      for length in shape {
        let (product, overflow) = count.multipliedReportingOverflow(by: length)
        guard !overflow else { throw DataError.malformed(path: path, .impossibleSize) }
        count = product
      }
      guard count == place.count else {
        throw damage(
          path, "'\(name)' has \(place.count) bytes of data, but its type and shape need \(count)")
      }
    }
    return Entry(type: type, shape: shape, place: place)
  }

  /// Whole numbers from 0; nil for anything else.
  private static func sizes(_ value: JSONElement?) -> [Int]? {
    switch value {
    case .list(let values) where values.isEmpty: []
    case .numbers(let numbers) where numbers.areIntegers:
      numbers.values.contains { $0 < 0 } ? nil : numbers.values.map(Int.init)
    default: nil
    }
  }

  private static func checkOverlap(_ entries: [String: Entry], path: String) throws {
    let sorted = entries.filter { !$0.value.place.isEmpty }
      .sorted { $0.value.place.lowerBound < $1.value.place.lowerBound }
    for (one, other) in zip(sorted, sorted.dropFirst())
    where other.value.place.lowerBound < one.value.place.upperBound {
      throw damage(
        path, "the data of '\(one.key.printable)' and '\(other.key.printable)' overlap")
    }
  }

  private static func damage(_ path: String, _ clause: String) -> DataError {
    DataError.malformed(path: path, .clause("is damaged: as a safetensors file, \(clause)"))
  }

  // MARK: - Arrays

  func header(of name: String) throws -> NPYHeader {
    let entry = try entry(name)
    return NPYHeader(
      elementDescription: entry.type.description, isFortranOrder: false, shape: entry.shape)
  }

  func open(_ name: String) throws -> (header: NPYHeader, data: InputFile) {
    let entry = try entry(name)
    let place = "\(path) (\(name.printable))"
    let data = InputFile(file, entry.place, path: place)
    switch entry.type {
    case .elements: return (try header(of: name), data)
    case .float8(let format):
      let bytes = try data.read(count: data.remaining)
      return (try header(of: name), InputFile(bytes: format.floats(bytes), path: place))
    case .unknown(let type):
      throw DataError.malformed(
        path: place,
        .clause(
          "holds elements of the type \(type.printable), which is not read here; save float32 "
            + "instead: t.float()"))
    }
  }

  /// What was made of an array's elements; nil where they are read as they are.
  func note(of name: String) -> String? {
    guard case .float8(let format)? = arrays[name]?.type else { return nil }
    return "the array '\(name.printable)' of \(FileSystem.name(of: path)) is \(format.name) with 8 "
      + "bits a number, at most 256 different values"
  }

  private func entry(_ name: String) throws -> Entry {
    guard let entry = arrays[name] else {
      throw DataError.missingArray(path: path, wanted: name, found: names)
    }
    return entry
  }
}

/// The type of the elements of an array in a safetensors file.
enum SafetensorsType: Hashable {
  /// A type that NumPy has too, or bfloat16, as a `descr`.
  case elements(description: String, size: Int)
  /// A floating-point number of eight bits.
  case float8(Float8Format)
  /// A type that is not read here.
  case unknown(String)

  private static let names: [String: SafetensorsType] = [
    "F64": .elements(description: "<f8", size: 8), "F32": .elements(description: "<f4", size: 4),
    "F16": .elements(description: "<f2", size: 2),
    "BF16": .elements(description: "<bfloat16", size: 2),
    "F8_E4M3": .float8(.e4m3), "F8_E5M2": .float8(.e5m2),
    "I8": .elements(description: "|i1", size: 1), "I16": .elements(description: "<i2", size: 2),
    "I32": .elements(description: "<i4", size: 4), "I64": .elements(description: "<i8", size: 8),
    "U8": .elements(description: "|u1", size: 1), "U16": .elements(description: "<u2", size: 2),
    "U32": .elements(description: "<u4", size: 4), "U64": .elements(description: "<u8", size: 8),
    "BOOL": .elements(description: "|b1", size: 1),
  ]

  init(name: String) { self = Self.names[name] ?? .unknown(name) }

  /// Bytes an element; nil if that is not known.
  var size: Int? {
    switch self {
    case .elements(_, let size): size
    case .float8: 1
    case .unknown: nil
    }
  }

  /// The type as NumPy spells it, after numbers of eight bits have become float32.
  var description: String {
    switch self {
    case .elements(let description, _): description
    case .float8: "<f4"
    case .unknown(let name): name
    }
  }
}
