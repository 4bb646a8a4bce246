extension Dataset {
  /// Reads the pictures of class-named folders.
  ///
  /// Pictures become bytes of gray where all are gray, of red, green and blue otherwise. Without a
  /// folder of test pictures a fifth of the pictures is the test set.
  ///
  /// - Throws: ``DataError``, also where pictures of different sizes come without a size to bring them
  ///   to.
  init(_ folder: PictureFolder, options: PictureOptions) throws {
    let team = ThreadTeam(count: availableProcessorCount())
    let parts = [folder.training] + (folder.test.map { [$0] } ?? [])
    let censuses = parts.map {
      PictureCensus($0, classNames: folder.classNames, team: team)
    }
    let pictures = censuses.map(\.pictures)
    var rejects = censuses.flatMap(\.rejects)
    try folder.refuse(rejects, of: pictures)
    let summary = PictureSummary(pictures.flatMap(\.self), options: options)
    let shape = try summary.shape(of: folder.path)
    var sets: [Examples] = []
    for part in pictures {
      let set = part.decoded(to: shape, team: team, &rejects)
      sets.append(set)
    }
    let classes = Set(sets[0].labels)
    for (index, name) in folder.classNames.enumerated() where !classes.contains(Int32(index)) {
      throw DataError.malformed(
        path: FileSystem.join(folder.training.path, name),
        .clause("has no picture that can be read"))
    }
    guard sets[0].count > 1, sets.allSatisfy({ $0.count > 0 }) else {
      throw DataError.malformed(path: parts[parts.count - 1].path, .clause("has too few pictures"))
    }
    let names = folder.classNames
    let origin = "the \(names.count) classes are the folders of \(folder.training.path)"
    self.init(
      name: FileSystem.name(of: FileSystem.resolved(folder.path)), sets: sets, classNames: names,
      notes: [origin + (folder.test.map { "; the test set is \($0.path)" } ?? "")] + folder.notes
        + PictureSummary.notes(rejects) + summary.notes(shape))
  }
}

extension PictureFolder {
  /// Refuses a folder in which no file is a picture that can be decoded.
  fileprivate func refuse(
    _ rejects: [PictureCensus.Reject], of pictures: [[PictureCensus.Picture]]
  ) throws {
    guard pictures.contains(where: \.isEmpty), let first = rejects.first(where: \.isPicture) else {
      return
    }
    let formats = Set(rejects.filter(\.isPicture).map(\.reason))
    if formats.count == 1, let format = formats.first, ForeignPicture(rawValue: format) != nil {
      throw DataError.malformed(
        path: path,
        .clause("holds pictures in the format \(format), but PNG and JPEG are what can be read"))
    }
    throw DataError.malformed(
      path: path,
      .clause(
        "holds no picture that can be read; of the first, \(first.path), the reason is: "
          + first.reason))
  }
}

extension [PictureCensus.Picture] {
  /// Decodes pictures, shared by a team; those that cannot be are left out.
  fileprivate func decoded(
    to shape: ImageShape, team: ThreadTeam, _ rejects: inout [PictureCensus.Reject]
  ) -> Examples {
    let size = shape.featureCount
    var reasons: [String?] = []
    var pixels = [UInt8](unsafeUninitializedCapacity: count * size) { buffer, initialized in
      buffer.initialize(repeating: 0)
      initialized = count * size
      guard let base = buffer.baseAddress else { return }
      let place = PixelPlace(base)
      reasons = team.map { rank in
        let scaler = PictureScaler(shape: shape)
        return team.part(of: count, rank: rank).map { index -> String? in
          do {
            try PictureFile(path: self[index].path).withDecoder {
              // What was replaced since it was looked at is not what was chosen.
              guard $0.header == self[index].header else {
                throw PictureError(reason: "it has just been changed")
              }
              try scaler.write($0, to: place.base + index * size)
            }
            return nil
          } catch {
            return PictureFile.reason(error)
          }
        }
      }.flatMap(\.self)
    }
    var labels: [Int32] = []
    for (index, reason) in reasons.enumerated() {
      if let reason {
        rejects.append(.init(path: self[index].path, reason: reason, isPicture: true))
        continue
      }
      if labels.count < index {
        pixels.replaceSubrange(
          labels.count * size..<(labels.count + 1) * size,
          with: Array<UInt8>(pixels[index * size..<(index + 1) * size]))
      }
      labels.append(self[index].classIndex)
    }
    pixels.removeLast(pixels.count - labels.count * size)
    return Examples(pixels: pixels, labels: labels, shape: shape)
  }
}

/// Where threads write pixels, each to places of its own.
private struct PixelPlace: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt8>

  init(_ base: UnsafeMutablePointer<UInt8>) {
    self.base = base
  }
}
