/// Different texts, each with the number of how many came before it, told apart by their bytes.
///
/// Texts that only look alike are different here, as they are to whoever wrote the table; Swift's
/// own strings would take some for the same.
struct ByteStrings {
  /// The texts one after another.
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []
  /// Numbers of texts, −1 where there is none; their number is a power of two.
  private var places: [Int32] = []

  /// How many texts there are.
  var count: Int { ends.count }

  /// Creates an empty set.
  init() {}

  /// The number of a text, which is added if it is new.
  mutating func number(of text: some Collection<UInt8>) -> Int {
    if 2 * (count + 1) > places.count { grow() }
    let place = find(text)
    if places[place] >= 0 { return Int(places[place]) }
    places[place] = Int32(count)
    bytes += text
    ends.append(bytes.count)
    return count - 1
  }

  /// The number of a text; nil if it is not here.
  func find(numberOf text: some Collection<UInt8>) -> Int? {
    guard count > 0 else { return nil }
    let number = places[find(text)]
    return number < 0 ? nil : Int(number)
  }

  /// The text of a number.
  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  private func find(_ text: some Collection<UInt8>) -> Int {
    var hasher = Hasher()
    let isDone: Void? = text.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { Array(text).withUnsafeBytes { hasher.combine(bytes: $0) } }
    var place = hasher.finalize() & (places.count - 1)
    while places[place] >= 0, !self[Int(places[place])].elementsEqual(text) {
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: max(16, 2 * places.count))
    for number in 0..<count {
      let text = self[number]
      places[find(text)] = Int32(number)
    }
  }
}
