import Glibc
import LogitEngine

extension DataError {
  /// One sentence that says which file, what is wrong with it and what to do.
  var sentence: String {
    switch self {
    case .unreadable(let path, let code):
      "cannot read \(path.shown): \(systemMessage(code))"
    case .unwritable(let path, let code):
      "cannot write \(path.shown): \(systemMessage(code))"
    case .malformed(let path, let malformation):
      "\(path) \(malformation.predicate)"
    case .notInstalled(let entry):
      "the dataset '\(entry.name)' is not installed; \(entry.installation)"
    case .unknownDataset(let name):
      "there is no dataset, folder or file named '\(name)'; 'logitscope datasets' lists the datasets"
    case .missingFile(let folder, let name):
      "\(folder) has no file \(name) (plain or .gz), one of the four of an MNIST-like dataset"
    case .missingBatch(let folder, let name):
      "\(folder) has no file \(name), one of those of CIFAR's binary version"
    case .countMismatch(let path, let count, let otherPath, let otherCount):
      "\(path) has \(count.grouped) examples, but \(otherPath) has \(otherCount.grouped)"
    case .shapeMismatch(let path, let shape, let otherPath, let otherShape):
      "the examples of \(path) are \(shape.text), but those of \(otherPath) are \(otherShape.text)"
    case .badSpecification(let text, let clause): "'\(text)' names no dataset: \(clause)"
    case .missingArray(let path, let wanted, let found):
      "\(path) has no array named \(wanted); "
        + (found.isEmpty ? "it has no array" : "it has \(found.prefix(12).joined(separator: ", "))")
    case .otherClassCount(let path, let found, let expected):
      "\(path) has \(found.grouped) logits a row, but those before it have \(expected.grouped)"
    case .missingLabels(let path): "--labels is needed, since \(path) holds logits alone"
    }
  }

  /// The exit code that goes with it.
  var exitCode: Diagnosis.Code {
    switch self {
    case .unreadable(_, let code):
      [ENOENT, ENOTDIR, EISDIR, EACCES, ELOOP, ENAMETOOLONG].contains(code)
        ? .noInput : .outputFailed
    case .unwritable: .outputFailed
    case .notInstalled, .unknownDataset, .missingFile, .missingBatch: .noInput
    case .malformed, .countMismatch, .shapeMismatch, .missingArray, .otherClassCount:
      .badData
    case .badSpecification, .missingLabels: .usage
    }
  }
}

extension DatasetCatalog.Entry {
  /// How to get the dataset, as a clause.
  var installation: String {
    if let package { return "install it with: apt-get install \(package)" }
    return "put its four IDX files into \(folder), or give the folder that has them"
  }
}

extension ImageShape {
  /// The size in words, for instance `28x28`, `32x32x3` or `64 features`.
  var text: String {
    guard isPicture else { return channels == 1 ? "1 feature" : "\(channels.grouped) features" }
    return "\(height)x\(width)" + (channels == 1 ? "" : "x\(channels)")
  }
}

extension Malformation {
  /// What is wrong, as the rest of a sentence that begins with the file's path.
  fileprivate var predicate: String {
    switch self {
    case .damagedCompression: "is damaged: its gzip stream is invalid or ends early"
    case .truncatedHeader(let count): "is cut short: its header ends after \(bytes(count))"
    case .wrongFormat(let expected, let firstBytes):
      "is not \(expected.name): it \(beginning(firstBytes))"
    case .wrongSize(.exactly(let promised), .exactly(let found)) where found < promised:
      "is cut short: its header promises \(bytes(promised)) of data, \(found.grouped) are there"
    case .wrongSize(.exactly(let promised), .exactly(let found)):
      "has \(bytes(found - promised)) too many after its \(bytes(promised)) of data"
    case .wrongSize(.exactly(let promised), _), .wrongSize(.moreThan(let promised), _):
      "goes on after the \(bytes(promised)) of data that its header promises"
    case .impossibleSize: "is damaged: its header promises more data than the file can hold"
    case .empty: "holds no data: one of its dimensions is 0"
    case .wrongNameCount(let found, let expected):
      "names \(found.grouped) classes, but the labels have \(expected.grouped)"
    case .wrongNameCountForLogits(let found, let expected):
      "names \(found.grouped) classes, but a row of the logits has \(expected.grouped)"
    case .noNames: "holds no name of a class: one a line is needed"
    case .badName(let line, let problem): problem.predicate(line)
    case .unsupportedVersion(let major, let minor):
      "is an NPY file of version \(major).\(minor); versions 1.0, 2.0 and 3.0 can be read"
    case .badHeader(let clause): "is damaged: in its NPY header, \(clause)"
    case .unsupportedType(let description, let wanted):
      "holds \(typeName(description)), but \(wanted.hint)"
    case .wrongRank(let shape, let wanted):
      "has the shape \(tuple(shape)), but "
        + (wanted == 1 ? "one dimension is needed" : "two dimensions are needed")
    case .wrongShape(let shape, let wanted):
      "has the shape \(tuple(shape)), but \(tuple(wanted)) is needed"
    case .tooFewClasses(let count):
      "has \(count) logit\(count == 1 ? "" : "s") a row, but at least 2 classes are needed"
    case .classOutOfRange(let position, let value, let classCount):
      "has the class \(value) at \(place(position)); with \(classCount.grouped) logits a row, "
        + "classes are 0 to \((classCount - 1).grouped)"
    case .noiseIsTrueClass(let position, let value):
      "has the noise class \(value) at \(place(position)), which is that example's own; noise of "
        + "the other classes is needed"
    case .badProbability(let position, let value):
      "has the probability \(value) at index \(position.grouped); each must be above 0"
    case .badProbabilitySum(let sum): "holds probabilities that add up to \(sum), not to 1"
    case .damagedArchive(let clause): "is damaged: as a ZIP archive, \(clause)"
    case .unsupportedPacking(let member, let method):
      "has '\(member)' packed by \(packing(method)); stored and deflated members can be read, as "
        + "numpy.savez writes them"
    case .badLabel(let example, let value, let classCount):
      "has the class \(value) at example \(example.grouped); classes are 0 to "
        + (classCount - 1).grouped
    case .partialRecord(let byteCount, let recordSize):
      "is cut short or no file of CIFAR's: its \(bytes(byteCount)) are no multiple of "
        + recordSize.grouped
    case .notInputs(let shape):
      "has the shape \(tuple(shape)), but pictures (N, H, W), (N, H, W, C) or (N, C, H, W) or "
        + "feature vectors (N, D) are needed"
    case .badFeature(let example, let feature, let value):
      "has the value \(value) at example \(example.grouped), feature \(feature.grouped); "
        + "all must be finite"
    case .clause(let clause): clause
    }
  }

  private func beginning(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "is empty" }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
      return "is a ZIP archive, as .npz and .pt files are; save the array alone with numpy.save"
    }
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "begins with the bytes " + digits.joined(separator: " ")
  }

  private func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count.grouped) bytes" }

  private func place(_ position: [Int]) -> String {
    position.count == 1
      ? "row \(position[0].grouped)" : "row \(position[0].grouped), column \(position[1].grouped)"
  }

  private func packing(_ method: Int) -> String {
    let names = [
      1: "shrinking", 6: "imploding", 9: "Deflate64", 12: "bzip2", 14: "LZMA", 20: "Zstandard",
      93: "Zstandard", 95: "XZ", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "encryption with AES",
    ]
    return names[method].map { "\($0) (method \(method))" } ?? "method \(method)"
  }

  private func tuple(_ lengths: [Int?]) -> String {
    let words = lengths.map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
    return lengths.count == 1 ? "(\(words),)" : "(\(words))"
  }

  private func typeName(_ description: String) -> String {
    let kind =
      description.first.map { "<>=|".contains($0) } == true
      ? description.dropFirst().first : description.first
    return switch kind {
    case "[": "records with fields (\(description))"
    case "O": "pickled Python objects (\(description))"
    case "b" where description.hasSuffix("1"): "truth values (\(description))"
    case "c": "complex numbers (\(description))"
    case "U", "S", "a": "strings (\(description))"
    case "M", "m": "dates or times (\(description))"
    case "i", "u": "integers (\(description))"
    case "f": "floating-point numbers (\(description))"
    default: "elements of the type '\(description)'"
    }
  }
}

extension Malformation.NameProblem {
  /// What is wrong with a line, as the rest of a sentence that begins with the file's path.
  fileprivate func predicate(_ line: Int) -> String {
    switch self {
    case .notUTF8:
      "is not UTF-8 at line \(line.grouped), as names of classes must be; if it is Latin-1, iconv "
        + "-f latin1 -t utf-8 converts it"
    }
  }
}

extension Malformation.Format {
  fileprivate var name: String {
    switch self {
    case .npy: "an NPY file"
    case .idx(2), .idx(3): "an IDX file of pictures"
    case .idx(1): "an IDX file of labels"
    case .idx(let dimensions): "an IDX file of \(dimensions) dimensions"
    }
  }
}

extension Malformation.ElementClass {
  fileprivate var hint: String {
    switch self {
    case .floatingPoint:
      "float16, float32 or float64 is needed; convert with a.astype(\"float32\")"
    case .integer: "integers are needed; convert with a.astype(\"int32\")"
    case .byteOrFloatingPoint:
      "uint8 or floating-point numbers are needed; convert with a.astype(\"float32\")"
    }
  }
}
