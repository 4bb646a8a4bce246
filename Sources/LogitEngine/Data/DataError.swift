/// Why data could not be read or written: the file, what was wrong with it, what was expected.
public enum DataError: Error, Hashable, Sendable {
  /// The system refused to open or read a file; the code is an `errno`.
  case unreadable(path: String, code: Int32)
  /// The system refused to create or write a file; the code is an `errno`.
  case unwritable(path: String, code: Int32)
  /// A file was read, but does not hold what it should.
  case malformed(path: String, Malformation)
  /// A dataset that the catalog knows is not on this machine.
  case notInstalled(DatasetCatalog.Entry)
  /// Neither a dataset that the catalog knows nor a folder or file.
  case unknownDataset(name: String)
  /// A folder lacks one of the four files, given by its usual name.
  case missingFile(folder: String, name: String)
  /// A folder with files of CIFAR lacks one of them.
  case missingBatch(folder: String, name: String)
  /// Two files that belong together disagree about how many examples there are.
  case countMismatch(path: String, count: Int, otherPath: String, otherCount: Int)
  /// The training and the test pictures differ in size.
  case shapeMismatch(path: String, shape: ImageShape, otherPath: String, otherShape: ImageShape)
  /// The text that names a made-up dataset is wrong; the clause says in what.
  case badSpecification(text: String, clause: String)
  /// An NPZ archive has no array that will do.
  case missingArray(path: String, wanted: String, found: [String])
  /// Logits were given in a file that holds nothing else, and no labels.
  case missingLabels(path: String)
  /// A file of a timeline has another number of logits a row than those before it.
  case otherClassCount(path: String, found: Int, expected: Int)
}

/// What is wrong with the contents of a file.
public enum Malformation: Hashable, Sendable {
  /// The gzip stream is damaged or ends early.
  case damagedCompression
  /// The file ends before its header does.
  case truncatedHeader(byteCount: Int)
  /// The first bytes are not those of the format.
  case wrongFormat(expected: Format, firstBytes: [UInt8])
  /// The header promises another number of bytes than follow it.
  case wrongSize(promised: ByteCount, found: ByteCount)
  /// The header promises more bytes than any file could hold.
  case impossibleSize
  /// There is no example in the file, or an example has no value.
  case empty
  /// A file of class names has another number of them than the labels need.
  case wrongNameCount(found: Int, expected: Int)
  /// A file of class names has another number of them than there are logits a row.
  case wrongNameCountForLogits(found: Int, expected: Int)
  /// A file of class names has none.
  case noNames
  /// A line of a file of class names, counted from 1, is no name.
  case badName(line: Int, NameProblem)
  /// The NPY format version is not 1, 2 or 3.
  case unsupportedVersion(major: Int, minor: Int)
  /// The NPY header is not the dictionary it should be; the clause says in what.
  case badHeader(String)
  /// The element type, as NumPy spells it, is not one that can be read here.
  case unsupportedType(description: String, wanted: ElementClass)
  /// The array has another number of dimensions than wanted.
  case wrongRank(shape: [Int], wanted: Int)
  /// The array has another shape than wanted; nil stands for any length.
  case wrongShape(shape: [Int], wanted: [Int?])
  /// There are fewer than two logits a row.
  case tooFewClasses(Int)
  /// A noise class is its example's own, though the loss draws from the others.
  case noiseIsTrueClass(position: [Int], value: Int32)
  /// A class number is outside `0 ..< classCount`.
  case classOutOfRange(position: [Int], value: String, classCount: Int)
  /// A probability is not a finite number above zero.
  case badProbability(position: Int, value: Double)
  /// Probabilities do not add up to one.
  case badProbabilitySum(Double)
  /// A ZIP archive is damaged; the clause says how.
  case damagedArchive(String)
  /// A member of a ZIP archive is packed in a way that cannot be unpacked here.
  case unsupportedPacking(member: String, method: Int)
  /// The class of an example is not a number that a class can have.
  case badLabel(example: Int, value: String, classCount: Int)
  /// The file does not consist of whole records.
  case partialRecord(byteCount: Int, recordSize: Int)
  /// The array has a shape that is neither pictures nor feature vectors.
  case notInputs(shape: [Int])
  /// A value of a feature is not a finite number.
  case badFeature(example: Int, feature: Int, value: String)
  /// Anything else, as the rest of a sentence that begins with the file's path.
  case clause(String)

  /// What is wrong with the name of a class.
  public enum NameProblem: Hashable, Sendable {
    /// The line is not UTF-8.
    case notUTF8
  }

  /// The formats that files are expected to have.
  public enum Format: Hashable, Sendable {
    /// NumPy's format for one array.
    case npy
    /// MNIST's format for an array of bytes with so many dimensions.
    case idx(dimensions: Int)
  }

  /// How many bytes there are, where counting on would be pointless.
  public enum ByteCount: Hashable, Sendable {
    /// Exactly so many.
    case exactly(Int)
    /// More than so many: the rest was not unpacked.
    case moreThan(Int)
  }

  /// The classes of element types that a reader may ask for.
  public enum ElementClass: Hashable, Sendable {
    /// float16, float32 or float64.
    case floatingPoint
    /// Signed or unsigned integers of 8 to 64 bits.
    case integer
    /// Unsigned bytes or floats: what inputs may be made of.
    case byteOrFloatingPoint
  }
}
