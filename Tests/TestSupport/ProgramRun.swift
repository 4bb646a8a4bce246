import Foundation

/// One run of the built program: what it printed and how it ended.
public struct ProgramRun: Sendable {
  /// Standard output.
  public let output: String
  /// Standard error.
  public let errors: String
  /// The exit code; for a program ended by a signal, the signal.
  public let exitCode: Int32

  /// Where the build put the program: beside the tests.
  public static var program: URL {
    get throws {
      let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      let program = tests.deletingLastPathComponent().appendingPathComponent("logitscope")
      guard FileManager.default.isExecutableFile(atPath: program.path) else {
        throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: program.path])
      }
      return program
    }
  }

  /// Runs the program to its end, with nothing to read.
  public init(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = try Self.program
    process.arguments = arguments
    // Files, not pipes: a program that prints much must not wait for a reader.
    let folder = try TemporaryFolder()
    let output = try folder.write([], to: "output")
    let errors = try folder.write([], to: "errors")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    self.output = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    self.errors = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
    exitCode = process.terminationStatus
  }

  /// Standard output read as one JSON value.
  public func json<Value: Decodable>(as type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(output.utf8))
  }

  /// The lines of standard output, each read as a JSON object.
  public func jsonLines() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
      return object
    }
  }
}

/// A file of reference values, by its name without the extension.
public func goldenFile(_ name: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("LogitEngineTests/Fixtures/\(name).json")
}
