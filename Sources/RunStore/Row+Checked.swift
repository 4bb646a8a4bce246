import GRDB

extension Row {
  /// The value of a column that nobody vouches for.
  ///
  /// - Throws: ``DamagedBytes`` if it is not of the type that it should be.
  func checked<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    let stored: DatabaseValue = self[column]
    guard let value = Value.fromDatabaseValue(stored) else { throw DamagedBytes() }
    return value
  }

  /// The value of a column that may be NULL.
  func checkedOptional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    let stored: DatabaseValue = self[column]
    return stored.isNull ? nil : try checked(column) as Value
  }

  /// A count: an integer that is not below zero, nor so large that sums of a few overflow or lose one as
  /// a `Double`.
  func checkedCount(_ column: String) throws -> Int {
    let value: Int = try checked(column)
    guard (0...1 << 50).contains(value) else { throw DamagedBytes() }
    return value
  }

  /// Lends the bytes of a column without copying them.
  func withBytes<Result>(_ column: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws
    -> Result
  {
    try withUnsafeData(named: column) { data in
      guard let data else { throw DamagedBytes() }
      return try data.withUnsafeBytes(body)
    }
  }
}
