/// How a program ends whose terminal does not answer.
public struct ForcedEnding: Sendable {
  /// What is said on standard error, if anybody reads it.
  public var text: String
  /// The exit code.
  public var exitCode: Int32

  /// Creates an ending.
  public init(text: String, exitCode: Int32) {
    self.text = text
    self.exitCode = exitCode
  }
}
