import ArgumentParser
import CursesTerminal
import Glibc
import LogitEngine
import RunStore

/// What people and scripts are told of an error: a sentence and an exit code.
///
/// Every error of every command becomes text and exit code here and nowhere else.
struct Diagnosis: Equatable {
  /// The sentence; nil when there is nothing to say.
  var sentence: String?
  /// The exit code.
  var exitCode: Code

  /// The exit codes of the program.
  enum Code: Int32 {
    case success = 0
    case failure = 1
    case interrupted = 2
    case usage = 64
    case badData = 65
    case noInput = 66
    case outputFailed = 74
  }

  /// Finds the words for an error.
  init(_ error: any Error) {
    switch error {
    case let error as CommandError: self.init(error)
    case let error as DataError: self.init(error.sentence, error.exitCode)
    case let error as LossError: self.init(error.sentence, .badData)
    case let error as CheckpointError: self.init(error.sentence, .badData)
    case let error as TrainingError: self.init(error.sentence, error.exitCode)
    case let error as SpeedError: self.init(error.sentence, .failure)
    case let error as RunStoreError: self.init(error.sentence, error.exitCode)
    case let error as CursesTerminalError: self.init(error.sentence, error.exitCode)
    default:
      // What the parser throws: bad usage, or a request for help or the version.
      if LogitscopeCommand.exitCode(for: error) == .success {
        var answer = LogitscopeCommand.fullMessage(for: error)
        while answer.last?.isNewline == true { answer.removeLast() }
        self.init(answer, .success)
      } else {
        self.init(Self.oneSentence(LogitscopeCommand.message(for: error)), .usage)
      }
    }
  }

  private init(_ sentence: String?, _ exitCode: Code) {
    // What was given is repeated, and may hold anything; an answer has its lines.
    self.sentence = exitCode == .success ? sentence : sentence?.onOneLine
    self.exitCode = exitCode
  }

  private init(_ error: CommandError) {
    switch error {
    case .usage(let sentence): self.init(sentence, .usage)
    case .badData(let sentence): self.init(sentence, .badData)
    case .unmeasured(let reason):
      self.init("the explorer cannot be measured: \(reason)", .failure)
    // Whoever closed the pipe has seen enough and wants no complaint.
    case .outputFailed(EPIPE): self.init(nil, .success)
    case .outputFailed(let code):
      self.init("cannot write to standard output: \(systemMessage(code))", .outputFailed)
    case .notRecorded(let error): self.init(nil, error.exitCode)
    case .interruptedUnrecorded(let step, let path, let error):
      self.init(
        "interrupted at step \(step.grouped), "
          + (path.map { "saved in \($0); go on with --resume \($0.shellWord)" } ?? "not recorded"),
        error.exitCode)
    case .interruptedRecording(let step, let name, let store):
      let location = store.map { " --store \($0.shellWord)" } ?? ""
      self.init(
        "interrupted at step \(step.grouped), recorded as '\(name)'; go on with "
          + "--resume \(name.shellWord)\(location)", .interrupted)
    case .interruptedComparison(let done, let total, nil):
      self.init(
        "interrupted after \(done.grouped) of \(total.grouped) runs, which --results would have "
          + "kept", .failure)
    case .interruptedComparison(let done, let total, let path?):
      self.init(
        "interrupted: \(done.grouped) of \(total.grouped) runs are kept in \(path); give the same "
          + "command to go on", .interrupted)
    case .interrupted(let step, nil):
      self.init("interrupted at step \(step.grouped)", .failure)
    case .interrupted(let step, let path?):
      self.init(
        "interrupted at step \(step.grouped), saved in \(path); go on with "
          + "--resume \(path.shellWord)", .interrupted)
    }
  }

  // The parser writes sentences with a capital and a full stop, and lists over several lines.
  private static func oneSentence(_ message: String) -> String {
    var lines = message.split(separator: "\n")
    guard var sentence = lines.first.map(String.init) else { return "" }
    lines.removeFirst()
    let items = lines.map { $0.drop { $0 == " " || $0 == "-" } }
    if !items.isEmpty { sentence += " " + items.joined(separator: ", ") }
    while sentence.last == "." { sentence.removeLast() }
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }

  /// Says it and ends the program at once, without waiting for threads that are at work; not for
  /// requests for help or the version.
  func exitAtOnce() -> Never {
    StandardError.write(complaint)
    Glibc._exit(exitCode.rawValue)
  }

  /// What is said on standard error; empty when there is nothing to say.
  var complaint: String { sentence.map { "logitscope: \($0)\n" } ?? "" }

  /// Says it and ends the program; a request for help or the version is answered on stdout.
  func exit() -> Never {
    if let sentence {
      if exitCode == .success {
        do {
          try StandardOutput.write(sentence + "\n")
        } catch {
          Diagnosis(error).exit()
        }
      } else {
        StandardError.write(complaint)
      }
    }
    Glibc.exit(exitCode.rawValue)
  }
}

/// The system's words for an `errno`, for instance `No such file or directory`.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
