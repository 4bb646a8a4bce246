import LogitEngine

extension TrainingError {
  /// One sentence that says why the run cannot begin or go on.
  var sentence: String {
    switch self {
    case .batchTooLarge(let batchSize, let trainingCount):
      "--batch-size \(batchSize) is above the \(trainingCount.grouped) training examples"
    case .unsupportedPrecision(let precision):
      "--precision \(precision.rawValue) needs a processor with AVX-512 BF16 or AMX, which this one "
        + "does not have"
    case .classWithoutExamples(let classIndex, let loss):
      "\(loss.name) needs examples of every class, and class \(classIndex) has none in the "
        + "training set"
    case .unreadableExamples(let error): error.sentence
    case .memoryLacking(let needed, let available):
      "training needs \(gigabytes(needed)) of memory, and \(gigabytes(available)) are free; fewer "
        + "classes or test examples, a smaller network or --batch-size need less"
    case .checkpoint(let mismatch): mismatch.sentence
    }
  }

  /// The exit code that goes with it.
  var exitCode: Diagnosis.Code {
    switch self {
    case .batchTooLarge, .unsupportedPrecision: .usage
    case .classWithoutExamples: .badData
    case .unreadableExamples(let error): error.exitCode
    case .memoryLacking: .failure
    case .checkpoint(let mismatch): mismatch.exitCode
    }
  }
}

extension LossError {
  /// One sentence that says why the loss has no value.
  var sentence: String {
    switch self {
    case .noiseCount(let found, let expected):
      "the noise has \(found.grouped) entries, but \(expected.grouped) are needed"
    case .noiseClass(let value, let position, let classCount):
      "the noise class \(value) at position \(position.grouped) is not one of 0 to "
        + (classCount - 1).grouped
    case .noiseIsTrueClass(let value, let position):
      "the noise class \(value) at position \(position.grouped) is its example's own, but the noise "
        + "is to be of the other classes"
    case .noiseProbability(let classIndex):
      "class \(classIndex) is not among the labels, so that their frequencies cannot serve as "
        + "noise; give probabilities with --noise-distribution"
    case .notOneClass(let example, let count):
      "a loss needs exactly one class an example, but example \(example.grouped) (counted from 0) has "
        + (count == 0 ? "none" : count.grouped)
        + "; metrics takes such examples, and a file of the "
        + "others can be given to loss"
    case .singleLogit:
      "a loss needs the logits of at least two classes, but there is one logit an example; metrics "
        + "takes a single logit"
    }
  }
}

extension SpeedError {
  /// One sentence that says why nothing can be measured.
  var sentence: String {
    switch self {
    case .memoryLacking(let needed, let available):
      "so many --classes, --hidden-size and --batch-size need \(gigabytes(needed)) of memory, "
        + "and \(gigabytes(available)) are free"
    }
  }
}

/// A size of memory in words.
func gigabytes(_ bytes: Double) -> String {
  let size = bytes / 1e9
  return (size < 100 ? size.significant(3) : Int(min(size, 1e15).rounded()).grouped) + " GB"
}
