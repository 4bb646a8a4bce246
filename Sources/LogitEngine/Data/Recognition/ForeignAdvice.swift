/// What to do with a file of a kind that is not read here: one line that converts it, or why none can.
struct ForeignAdvice {
  /// What the file was given as.
  enum Use: Hashable, Sendable {
    case logits
    case labels
    case dataset
  }

  private let path: String
  private let use: Use

  /// The rest of a sentence that begins with the file's path; nil for files that some reader here
  /// takes.
  static func clause(for kind: FileKind, path: String, use: Use) -> String? {
    let advice = ForeignAdvice(path: path, use: use)
    guard let found = advice.found(kind.format) else { return nil }
    guard kind.isGzipped else { return found.clause }
    // What is in a gzip stream is converted once it is unpacked.
    if case .conversion(let name, _, _, _) = found, kind.format != .tar {
      return advice.unpacking("\(name), packed by gzip", "gzip -dc", suffixes: [".gz"]).clause
    }
    return found.clause
  }

  private enum Found {
    /// A line that makes a file or folder of it.
    case conversion(name: String, line: String, output: String, remark: String)
    /// What it is, and what to do instead.
    case explanation(String)

    var clause: String {
      switch self {
      case .conversion(let name, let line, let output, let remark):
        "is \(name), which is not read here; this line makes \(output) of it\(remark): \(line)"
      case .explanation(let text): "is \(text)"
      }
    }
  }

  private func found(_ format: FileKind.Format) -> Found? {
    switch format {
    case .json where use == .dataset:
      python("JSON", ConversionScript.json(isLines: path.lowercased().hasSuffix("l")), ".csv")
    case .empty, .npy, .npz, .safetensors, .json, .text, .idx, .gzip: nil
    case .png, .jpeg: picture(format == .png ? "a PNG picture" : "a JPEG picture")
    case .torch(let holdsObjects): torch(holdsObjects)
    case .torchScript: model("a TorchScript model")
    case .gguf: model("a GGUF file, the weights of a language model")
    case .onnx: model("an ONNX model")
    case .keras: model("a Keras model")
    case .pickle: python("a Python pickle", ConversionScript.pickle(names), trusts: true)
    case .joblib: python("a joblib file", ConversionScript.joblib(names), trusts: true)
    case .pandasPickle:
      python("a pickle of pandas", ConversionScript.frame("pickle"), ".csv", trusts: true)
    case .cifarPickle: cifar
    case .hdf5: python("an HDF5 file", ConversionScript.hdf5(transposed: false))
    case .matlab73:
      python("a MATLAB file of version 7.3", ConversionScript.hdf5(transposed: true))
    case .matlab5: python("a MATLAB file", ConversionScript.matlab)
    case .parquet(let lists): frame("a Parquet file", "parquet", lists)
    case .arrow(let lists): frame("an Arrow file", "feather", lists)
    case .arrowStream(let lists): arrowStream(lists)
    case .orc: frame("an ORC file", "orc", false)
    case .stata: frame("a Stata file", "stata", false)
    case .excel: sheet("an Excel workbook")
    case .excelBinary: sheet("a binary Excel workbook")
    case .openDocumentTable: sheet("an OpenDocument table")
    case .oldOffice: sheet("an old Excel workbook")
    case .word: python("a Word document", ConversionScript.word, ".csv")
    case .sqlite: python("an SQLite database", ConversionScript.sqlite, ".csv")
    case .rObject: r("an R object", "readRDS(a[1])")
    case .rWorkspace: r("an R workspace", "get(load(a[1])[1])")
    case .tensorBoard:
      .explanation(
        "a TensorBoard event file, which holds scalars and binned histograms, but no logits: save "
          + "the logits themselves in the training, with numpy.save(\"step100.npy\", logits)")
    case .tfRecord: python("a TFRecord file", ConversionScript.records)
    case .zlib:
      unpacking("a file packed by zlib", ConversionScript.zlib, suffixes: [".z", ".zz", ".zlib"])
    case .xz: unpacking("a file packed by xz", "xz -dc", suffixes: [".xz"])
    case .zstandard: unpacking("a file packed by zstd", "zstd -dc", suffixes: [".zst", ".zstd"])
    case .bzip2: unpacking("a file packed by bzip2", "bzip2 -dc", suffixes: [".bz2"])
    case .lz4: unpacking("a file packed by lz4", "lz4 -dc", suffixes: [".lz4"])
    case .compress: unpacking("a file packed by compress", "gzip -dc", suffixes: [".Z"])
    case .zip: archive("a ZIP archive without NPY arrays", "unzip", "-d")
    case .sevenZip: archive("a 7z archive", "7z x", "-o", isGlued: true)
    case .rar: archive("a RAR archive", "bsdtar -xf", "-C", needsFolder: true)
    case .tar: archive("a tar archive", "tar -xf", "-C", needsFolder: true)
    case .webPage:
      .explanation(
        "a web page, perhaps what a server answered instead of the file: download it again")
    case .largeFilePointer:
      .explanation(
        "a pointer of Git LFS, not the file itself: 'git lfs pull' in its folder gets it")
    case .otherPicture: picture("a picture")
    case .pdf: .explanation("a PDF document, which holds no numbers that could be read")
    case .binary: nil
    }
  }
}

extension ForeignAdvice {
  /// What the arrays without names of their own are called.
  private var names: [String] { use == .dataset ? ["X", "y"] : ["logits", "labels"] }

  private func model(_ name: String) -> Found {
    .explanation(
      "\(name), not its output: run it on the examples and save what it gives, with "
        + "numpy.savez(\"z.npz\", logits=logits, labels=labels)")
  }

  private func picture(_ name: String) -> Found {
    .explanation(
      use == .dataset
        ? "\(name): for a dataset of pictures, give the folder that has one of them for each class"
        : "\(name), not an array of numbers: save the array with numpy.save(\"z.npy\", a)")
  }

  private func torch(_ holdsObjects: Bool) -> Found {
    python(
      "a PyTorch file", ConversionScript.torch(names, trusted: holdsObjects), trusts: holdsObjects)
  }

  private func frame(_ name: String, _ reader: String, _ lists: Bool) -> Found {
    lists
      ? python(name, ConversionScript.lists("pd.read_\(reader)(sys.argv[1])"))
      : python(name, ConversionScript.frame(reader), ".csv")
  }

  private func arrowStream(_ lists: Bool) -> Found {
    let source = "pa.ipc.open_stream(sys.argv[1]).read_pandas()"
    return python(
      "an Arrow stream", lists ? ConversionScript.lists(source) : ConversionScript.table(source),
      lists ? ".npz" : ".csv")
  }

  private func sheet(_ name: String) -> Found { python(name, ConversionScript.sheet, ".csv") }

  private func python(
    _ name: String, _ script: String, _ suffix: String = ".npz", trusts: Bool = false
  ) -> Found {
    let output = outputName(suffix)
    return .conversion(
      name: name, line: "python3 -c '\(script)' \(source) \(output.shellWord)", output: output,
      // Whoever loads a pickle runs what is in it.
      remark: trusts ? ", and runs whatever code is in it" : "")
  }

  private func r(_ name: String, _ value: String) -> Found {
    let output = outputName(".csv")
    return .conversion(
      name: name,
      line: "Rscript -e 'a <- commandArgs(TRUE); write.csv(\(value), a[2], row.names = FALSE)' "
        + "\(source) \(output.shellWord)",
      output: output, remark: "")
  }

  /// A line that writes the contents to a file named as this one is, but for the suffix.
  private func unpacking(_ name: String, _ program: String, suffixes: [String]) -> Found {
    let own = FileSystem.name(of: path)
    let suffix = suffixes.first {
      own.lowercased().hasSuffix($0.lowercased()) && own.count > $0.count
    }
    let output = suffix.map { String(own.dropLast($0.count)) } ?? own + ".unpacked"
    return .conversion(
      name: name, line: "\(program) \(source) > \(output.shellWord)", output: output, remark: "")
  }

  /// A line that unpacks an archive into a folder, `option` being what names the folder.
  private func archive(
    _ name: String, _ program: String, _ option: String, isGlued: Bool = false,
    needsFolder: Bool = false
  ) -> Found {
    var stem = FileSystem.stem(of: path)
    if stem.hasSuffix(".tar") { stem = String(stem.dropLast(4)) }
    let output = FileSystem.exists(stem) ? stem + "-unpacked" : stem
    let folder = output.shellWord
    let line = "\(program) \(source) \(option)\(isGlued ? "" : " ")\(folder)"
    return .conversion(
      name: name, line: needsFolder ? "mkdir -p \(folder) && \(line)" : line,
      output: "the folder \(output)", remark: "")
  }

  /// All files of CIFAR's Python version that lie together become those of its binary version.
  private var cifar: Found {
    let folder = FileSystem.folder(of: path)
    let name = FileSystem.name(of: path)
    let hasTen = name.hasPrefix("data_batch") || name == "test_batch"
    let files = (hasTen ? ["data_batch_?", "test_batch"] : ["train", "test"]).map {
      folder == "." ? $0 : FileSystem.join(folder.shellWord, $0)
    }
    return .conversion(
      name: "a batch of CIFAR's Python version",
      line: "python3 -c '\(ConversionScript.cifar)' \(files.joined(separator: " "))",
      output: "the binary version",
      remark: " in its folder, which can then be given as the dataset")
  }

  /// The path as a word of a command, and never as an option.
  private var source: String { (path.hasPrefix("-") ? "./" + path : path).shellWord }

  /// The name of a file in the folder where the line is run, that overwrites nothing there.
  private func outputName(_ suffix: String) -> String {
    let stem = FileSystem.stem(of: path)
    let name = stem.hasPrefix("-") ? "./" + stem : stem
    return FileSystem.exists(name + suffix) ? "\(name)-converted\(suffix)" : name + suffix
  }
}

extension String {
  /// The text as one word of a shell command, quoted where it has to be.
  fileprivate var shellWord: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || 0x61...0x7a ~= $0
          || [0x2d, 0x2e, 0x2f, 0x5f].contains($0)
      }
    if isPlain { return self }
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
