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
  ///
  /// - Parameter meanwhile: called once the program runs, to send it signals for instance.
  public init(
    _ arguments: [String], meanwhile: (_ process: pid_t) throws -> Void = { _ in }
  ) throws {
    try self.init(path: Self.program.path, arguments, meanwhile: meanwhile)
  }

  /// Runs any program to its end, with nothing to read.
  public init(
    path program: String, _ arguments: [String],
    meanwhile: (_ process: pid_t) throws -> Void = { _ in }
  ) throws {
    // Files, not pipes: a program that prints much must not wait for a reader.
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path("output"), folder.path("errors"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The threads that run tests block signals; a program that inherits that cannot be ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, create, 0o600)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    // Foundation's Process takes several times as long to notice the end of a short run.
    let code = posix_spawn(&process, program, &actions, &attributes, &words, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    let failure = Result { try meanwhile(process) }
    // What was waited for has not come: the program would not end either.
    if case .failure = failure { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    try failure.get()
    exitCode = status & 0x7f == 0 ? (status >> 8) & 0xff : status & 0x7f
    self.output = try Self.text(output)
    self.errors = try Self.text(errors)
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
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
