@testable import LogitEngine

extension Examples {
  /// The bytes of examples that are held as bytes.
  var pixels: [UInt8] {
    guard case .bytes(let pixels) = storage else { return [] }
    return pixels
  }
}
