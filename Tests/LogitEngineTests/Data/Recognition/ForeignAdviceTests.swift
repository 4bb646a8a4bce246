import Testing

@testable import LogitEngine

@Suite struct ForeignAdviceTests {
  private func advice(
    _ format: FileKind.Format, _ path: String, _ use: ForeignAdvice.Use = .logits,
    isGzipped: Bool = false
  ) -> String? {
    FileKind(format, isGzipped: isGzipped).foreignAdvice(path: path, use: use)
  }

  @Test func namesTheLineForPyTorch() {
    #expect(
      advice(.torch(holdsObjects: false), "runs/z.pt")
        == "is a PyTorch file, which is not read here; this line makes z.npz of it: python3 -c "
        + "'import sys, torch, numpy as np; d = torch.load(sys.argv[1], \"cpu\"); d = d if "
        + "isinstance(d, dict) else dict(zip([\"logits\", \"labels\"], d if isinstance(d, tuple) "
        + "else [d])); np.savez(sys.argv[2], **{str(k): (v.float() if v.dtype == torch.bfloat16 "
        + "else v).detach().numpy() if torch.is_tensor(v) else np.asarray(v) for k, v in "
        + "d.items()})' runs/z.pt z.npz")
    #expect(
      advice(.torch(holdsObjects: true), "z.pt")?.contains(
        "and runs whatever code is in it: python3 -c 'import sys, torch, numpy as np; d = "
          + "torch.load(sys.argv[1], \"cpu\", weights_only=False)") == true)
    #expect(advice(.torch(holdsObjects: false), "z.pt", .dataset)?.contains("\"X\", \"y\"") == true)
  }

  @Test func quotesPaths() {
    let odd = "it's a; file.xz"
    #expect(
      advice(.xz, odd)
        == "is a file packed by xz, which is not read here; this line makes it's a; file of it: "
        + "xz -dc 'it'\\''s a; file.xz' > 'it'\\''s a; file'")
    #expect(advice(.sqlite, "-x.db")?.hasSuffix(" ./-x.db ./-x.csv") == true)
  }

  @Test func unpacksFirstWhatGzipPacked() {
    #expect(
      advice(.pickle, "z.pkl.gz", isGzipped: true)
        == "is a Python pickle, packed by gzip, which is not read here; this line makes z.pkl of it: "
        + "gzip -dc z.pkl.gz > z.pkl")
    #expect(
      advice(.tar, "a/c.tar.gz", isGzipped: true)
        == "is a tar archive, which is not read here; this line makes the folder c of it: "
        + "mkdir -p c && tar -xf a/c.tar.gz -C c")
  }

  @Test func turnsBatchesOfCIFARIntoTheBinaryVersion() {
    #expect(
      advice(.cifarPickle, "d/cifar-10-batches-py/data_batch_1", .dataset)?.hasSuffix(
        " d/cifar-10-batches-py/data_batch_? d/cifar-10-batches-py/test_batch") == true)
    #expect(advice(.cifarPickle, "train", .dataset)?.hasSuffix(" train test") == true)
  }

  @Test func saysWhatHoldsNoLogits() {
    #expect(advice(.tensorBoard, "e")?.contains("no logits") == true)
    #expect(advice(.png, "p.png", .dataset)?.contains("the folder that has one of them for each class") == true)
    #expect(advice(.png, "p.png", .labels)?.contains("not an array of numbers") == true)
  }

  @Test func linesHaveNoQuoteWithinQuotes() {
    let formats: [FileKind.Format] = [
      .torch(holdsObjects: true), .pickle, .joblib, .pandasPickle, .cifarPickle, .hdf5, .matlab73,
      .matlab5, .parquet(holdsLists: true), .parquet(holdsLists: false), .arrow(holdsLists: true),
      .arrowStream(holdsLists: true), .arrowStream(holdsLists: false), .orc, .stata, .excel,
      .excelBinary, .openDocumentTable, .oldOffice, .word, .sqlite, .rObject, .rWorkspace,
      .tfRecord,
      .zlib,
    ]
    for format in formats {
      let line = advice(format, "z.bin")?.split(separator: ": ", maxSplits: 1).last ?? ""
      #expect(line.count { $0 == "'" } == 2, "\(format): \(line)")
    }
  }
}
