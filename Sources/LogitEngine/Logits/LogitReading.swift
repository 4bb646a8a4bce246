/// What files of logits held, and what was assumed in reading them.
public struct LogitReading: Sendable {
  /// The logits of one moment, or of several that follow one another.
  public var moments: [Moment]
  /// The names of the classes, where the files give them.
  public var classNames: [String]?
  /// How many examples were left out because their label is one to be ignored.
  public var ignoredCount: Int
  /// What the rows look like.
  public var scale: LogitScale
  /// One sentence for whatever was guessed, converted, narrowed or left out.
  public var notes: [String]

  /// The logits of one moment.
  public struct Moment: Sendable {
    /// The step, where the file says one.
    public var step: Int?
    /// The logits.
    public var snapshot: LogitSnapshot

    /// Creates a moment.
    public init(step: Int? = nil, snapshot: LogitSnapshot) {
      self.step = step
      self.snapshot = snapshot
    }
  }

  /// Creates a reading.
  public init(
    moments: [Moment], classNames: [String]? = nil, ignoredCount: Int = 0,
    scale: LogitScale = .logits, notes: [String] = []
  ) {
    self.moments = moments
    self.classNames = classNames
    self.ignoredCount = ignoredCount
    self.scale = scale
    self.notes = notes
  }
}

/// What the numbers of a file of logits look like.
public enum LogitScale: Hashable, Sendable {
  /// Any numbers.
  case logits
  /// Rows within 0 ... 1 that add up to 1: softmax probabilities.
  case probabilities
  /// Rows within 0 ... 1 that do not: sigmoids.
  case sigmoids
}

/// How to read files of logits, where their contents do not say it or say it otherwise.
public struct LogitReadingOptions: Hashable, Sendable {
  /// The name of the array (NPZ, safetensors) or the key (JSON lines) of the logits.
  public var logitsName: String?
  /// The name of the array, the key or the column of the labels.
  public var labelsName: String?
  /// Labels whose examples are left out, beside the usual ones.
  public var ignoredLabels: Set<String>
  /// Labels whose examples are negatives of every class.
  public var outsiderLabels: Set<String>
  /// The names of the classes, which text labels are matched with.
  public var classNames: [String]?
  /// The encoding of text files; nil for UTF-8, or UTF-16 with a byte order mark.
  public var encoding: String?

  /// Creates options.
  public init(
    logitsName: String? = nil, labelsName: String? = nil, ignoredLabels: Set<String> = [],
    outsiderLabels: Set<String> = [], classNames: [String]? = nil, encoding: String? = nil
  ) {
    self.logitsName = logitsName
    self.labelsName = labelsName
    self.ignoredLabels = ignoredLabels
    self.outsiderLabels = outsiderLabels
    self.classNames = classNames
    self.encoding = encoding
  }
}
