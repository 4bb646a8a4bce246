/// What the pictures of a dataset have in common, and what becomes of them.
struct PictureSummary {
  private let count: Int
  private let grayCount: Int
  /// How often each size occurs.
  private let sizes: [PictureSize: Int]
  private let conversions: [PictureConversion: Int]
  private let options: PictureOptions

  /// Pictures of more pixels are not taken as they are: a network on them would hardly be meant.
  private static let largestArea = 1 << 16
  /// The size that is proposed for larger pictures.
  private static let proposedSide = 64

  init(_ pictures: [PictureCensus.Picture], options: PictureOptions) {
    self.options = options
    count = pictures.count
    grayCount = pictures.count { $0.header.isGray }
    var sizes: [PictureSize: Int] = [:]
    var conversions: [PictureConversion: Int] = [:]
    for picture in pictures {
      let header = picture.header
      sizes[PictureSize(height: header.shownHeight, width: header.shownWidth), default: 0] += 1
      for conversion in header.conversions { conversions[conversion, default: 0] += 1 }
    }
    self.sizes = sizes
    self.conversions = conversions
  }

  /// The shape that all pictures get.
  ///
  /// - Throws: ``DataError`` where a size is needed that was not given, or more memory than there is.
  func shape(of path: String) throws -> ImageShape {
    let channels = options.isGray || grayCount == count ? 1 : 3
    guard let size = options.size ?? commonSize else { throw unclearSize(path) }
    let shape = ImageShape(height: size.height, width: size.width, channels: channels)
    let (needed, overflow) = count.multipliedReportingOverflow(by: shape.featureCount)
    // Twice, since a test set may still have to be taken out of them.
    if let available = availableMemory(), overflow || needed > available / 2 {
      let smaller = proposal(fitting: available / 2 / count / channels)
      throw DataError.malformed(
        path: path,
        .clause(
          "has \(count) pictures, too many for the free memory at \(size.text): give a smaller "
            + "--image-size, for instance \(smaller.text)"))
    }
    return shape
  }

  private var commonSize: PictureSize? {
    guard sizes.count == 1, let size = sizes.keys.first,
      size.height * size.width <= Self.largestArea
    else { return nil }
    return size
  }

  private func unclearSize(_ path: String) -> DataError {
    let proposal = proposal(fitting: .max)
    guard let smallest = sizes.keys.min(by: { $0.area < $1.area }),
      let largest = sizes.keys.max(by: { $0.area < $1.area }), sizes.count > 1
    else {
      return .malformed(
        path: path,
        .clause(
          "has pictures of \(sizes.keys.first?.text ?? "no") pixels: say with --image-size to which "
            + "size to bring them, for instance --image-size \(proposal.text)"))
    }
    return .malformed(
      path: path,
      .clause(
        "has pictures of \(sizes.count) sizes, from \(smallest.text) to \(largest.text): say to "
          + "which one to bring them, for instance --image-size \(proposal.text)"))
  }

  /// A size that suits most pictures, and of which each has no more than so many pixels.
  private func proposal(fitting area: Int) -> PictureSize {
    let sides = sizes.flatMap { Array(repeating: min($0.height, $0.width), count: $1) }.sorted()
    var side = min(Self.proposedSide, sides.isEmpty ? 1 : sides[sides.count / 2])
    while side > 1, side * side > area { side /= 2 }
    return PictureSize(height: side, width: side)
  }

  /// What is done to the pictures.
  func notes(_ shape: ImageShape) -> [String] {
    var notes: [String] = []
    let size = PictureSize(height: shape.height, width: shape.width)
    if sizes != [size: count] {
      let from = sizes.count == 1 ? "of \(sizes.keys.first?.text ?? "")" : "of \(sizes.count) sizes"
      notes.append(
        "the pictures, \(from), are resized to \(size.text), each side by itself: to the mean of what "
          + "a pixel covers where they shrink, by linear interpolation where they grow")
    }
    if shape.channels == 1, grayCount < count {
      notes.append("color becomes gray: 0.299 red + 0.587 green + 0.114 blue")
    } else if shape.channels == 3, grayCount > 0 {
      notes.append(
        "\(grayCount) of the \(count) pictures \(grayCount == 1 ? "is" : "are") gray, and taken as "
          + "color like the others")
    }
    return notes
      + PictureConversion.allCases.compactMap { conversion in
        conversions[conversion].map { conversion.note($0, of: count) }
      }
  }

  /// What is said of files that are left out.
  static func notes(_ rejects: [PictureCensus.Reject]) -> [String] {
    [true, false].compactMap { isPicture in
      let files = rejects.filter { $0.isPicture == isPicture }
      guard !files.isEmpty else { return nil }
      let names = files.prefix(3).map {
        FileSystem.name(of: $0.path) + (isPicture ? " (\($0.reason))" : "")
      }
      let list = names.joined(separator: ", ") + (files.count > 3 ? ", …" : "")
      let (noun, verb) = files.count == 1 ? ("file", "is") : ("files", "are")
      return isPicture
        ? "\(files.count) \(noun) cannot be decoded and \(verb) left out: \(list)"
        : "\(files.count) \(noun) that \(verb) no picture \(verb) left out: \(list)"
    }
  }
}

extension PictureSize {
  fileprivate var area: Int { height * width }
}

extension PictureConversion {
  fileprivate func note(_ found: Int, of count: Int) -> String {
    let which =
      found == count
      ? "all pictures" : found == 1 ? "1 picture" : "\(found) of the \(count) pictures"
    let (have, are) = found == 1 && count > 1 ? ("has", "is") : ("have", "are")
    return switch self {
    case .flattened: "\(which) \(have) transparency: what is transparent is white"
    case .narrowed: "\(which) \(have) 16 bits a value, rounded to 8"
    case .fromInks: "\(which) \(are) of four inks (CMYK), turned into red, green and blue"
    case .oriented: "\(which) \(are) turned upright, as the Exif data say"
    }
  }
}
