extension FileKind {
  /// The formats that files are told apart by.
  ///
  /// A name says what the bytes are; who reads them is another matter: ``ForeignAdvice`` has a line for
  /// each of those that are not read here.
  enum Format: Hashable, Sendable {
    // Formats of which some reader here knows something.
    case empty
    case npy
    case npz
    case safetensors
    case json
    case text
    case idx
    case png
    case jpeg

    // Arrays and Python objects.
    /// `torch.save`, in a ZIP archive or as a bare pickle; objects other than tensors need trust.
    case torch(holdsObjects: Bool)
    case torchScript
    case pickle
    case joblib
    case pandasPickle
    case cifarPickle
    case hdf5
    case matlab73
    case matlab5

    // Tables.
    case parquet(holdsLists: Bool)
    case arrow(holdsLists: Bool)
    case arrowStream(holdsLists: Bool)
    case orc
    case stata
    case excel
    case excelBinary
    case openDocumentTable
    case oldOffice
    case word
    case sqlite
    case rObject
    case rWorkspace

    // Records.
    case tensorBoard
    case tfRecord

    // Models.
    case gguf
    case onnx
    case keras

    // Packed files.
    case gzip
    case zlib
    case xz
    case zstandard
    case bzip2
    case lz4
    case compress
    case zip
    case sevenZip
    case rar
    case tar

    // What a download may leave in a file's place.
    case webPage
    case largeFilePointer

    case otherPicture
    case pdf
    case binary
  }
}
