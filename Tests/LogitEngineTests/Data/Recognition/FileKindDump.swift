import Foundation
import Testing
@testable import LogitEngine
@Suite struct FileKindDump {
  @Test func dump() throws {
    guard let folder = ProcessInfo.processInfo.environment["DUMP"] else { return }
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      let path = folder + "/" + name
      guard let file = try? RandomAccessFile(path: path) else { continue }
      let kind = try FileKind(file)
      print("@@\(name)\t\(kind.format)\(kind.isGzipped ? " gz" : "")\t\(kind.foreignAdvice(path: path, use: name.hasPrefix("cifar") ? .dataset : .logits) ?? "-")")
    }
  }
}
