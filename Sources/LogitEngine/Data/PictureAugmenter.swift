/// Draws how pictures are shifted and flipped in training.
struct PictureAugmenter: Sendable {
  /// The most pixels by which pictures are shifted along each side.
  let largestShift: Int
  /// Whether half of the pictures are mirrored, left for right.
  let flips: Bool

  /// Makes what some augmentations ask for; pictures are shifted by up to an eighth of their
  /// smaller side.
  init(_ augmentations: Set<Augmentation>, shape: ImageShape) {
    let smallerSide = min(shape.height, shape.width)
    largestShift =
      augmentations.contains(.shift) && smallerSide > 1 ? max(1, smallerSide / 8) : 0
    flips = augmentations.contains(.flip)
  }

  /// Draws what becomes of a row of a step: the same for every number of threads.
  func draw(seed: UInt64, step: Int, row: Int) -> PictureChange {
    var stream = RandomStream(seed: seed, 5, UInt64(step), UInt64(row))
    let range = 2 * largestShift + 1
    return PictureChange(
      down: stream.below(range) - largestShift, right: stream.below(range) - largestShift,
      isFlipped: flips && stream.next() & 1 == 1)
  }
}

/// What becomes of one picture: shifted, what was beyond its edges black, then mirrored.
struct PictureChange: Hashable {
  var down: Int
  var right: Int
  var isFlipped: Bool

  /// Writes a changed picture.
  ///
  /// - Parameters:
  ///   - blank: what a feature's black pixel is written as.
  ///   - convert: writes so many stored values, the first of a given feature.
  @inline(__always)
  func apply(
    to target: UnsafeMutablePointer<Float>, shape: ImageShape, blank: (_ feature: Int) -> Float,
    convert: (_ feature: Int, _ count: Int, _ target: UnsafeMutablePointer<Float>) -> Void
  ) {
    let (height, width) = (shape.height, shape.width)
    // The columns of the target that the picture covers, before it is mirrored.
    let covered = max(0, right)..<max(max(0, right), min(width, width + right))
    for channel in 0..<shape.channels {
      let first = channel * height * width
      for line in 0..<height {
        let pixels = target + first + line * width
        let source = line - down
        guard (0..<height).contains(source) else {
          pixels.update(repeating: blank(first), count: width)
          continue
        }
        pixels.update(repeating: blank(first), count: covered.lowerBound)
        convert(
          first + source * width + covered.lowerBound - right, covered.count,
          pixels + covered.lowerBound)
        (pixels + covered.upperBound).update(
          repeating: blank(first), count: width - covered.upperBound)
        if isFlipped {
          for column in 0..<width / 2 {
            swap(&pixels[column], &pixels[width - 1 - column])
          }
        }
      }
    }
  }
}
