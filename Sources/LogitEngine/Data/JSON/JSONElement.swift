/// A value of JSON, with lists of numbers as they are wanted here.
enum JSONElement {
  case null
  case flag(Bool)
  case number(JSONNumber)
  case text(String)
  /// A list that is not empty, of numbers alone; null in it is NaN, as pandas writes it.
  case numbers(JSONNumbers)
  case list([JSONElement])
  case object([Member])

  /// A member of an object.
  struct Member {
    var key: String
    var value: JSONElement
  }

  /// What it is, in words.
  var name: String {
    switch self {
    case .null: "null"
    case .flag: "a truth value"
    case .number: "a number"
    case .text: "text"
    case .numbers: "a list of numbers"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// A number of JSON; NaN and the infinities are written as Python writes them.
struct JSONNumber: Hashable {
  /// The nearest Double.
  var value: Double
  /// Whether it is written without point and exponent, and exactly its value.
  var isInteger: Bool
}

/// Numbers of JSON.
struct JSONNumbers: Hashable {
  /// The nearest Doubles.
  var values: [Double]
  /// Whether all are integers.
  var areIntegers: Bool
}

/// What is not JSON, and where.
struct JSONError: Error, Hashable {
  /// The byte, counted from 0.
  var offset: Int
  /// What is wrong, as the part of a sentence between the path and the line.
  var clause: String

  /// The error with the path and the text of the file.
  func data(path: String, _ text: UnsafeBufferPointer<UInt8>) -> DataError {
    // CR alone ends no line of JSON.
    let line = text[..<min(offset, text.count)].count(where: { $0 == 0x0a }) + 1
    return .malformed(path: path, .clause("\(clause) at line \(line)"))
  }
}
