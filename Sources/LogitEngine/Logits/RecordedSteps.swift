/// The steps of the moments that an exported run's logits are of.
enum RecordedSteps {
  /// The file beside the logits that has them.
  static let name = "metrics.csv"

  /// Reads the steps, if the file is there and has one for each of so many moments.
  static func read(beside path: String, count: Int) -> [Int]? {
    let place = FileSystem.join(FileSystem.folder(of: path), name)
    guard FileVersion(ofFile: place) != nil, let file = try? InputFile(path: place),
      file.byteCount <= largestSize, let bytes = try? file.read(count: file.remaining)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let header = lines.first, let snapshot = header.firstIndex(of: "snapshot"),
      let step = header.firstIndex(of: "step")
    else { return nil }
    var steps: [Int] = []
    for cells in lines.dropFirst() where cells.count == header.count && !cells[snapshot].isEmpty {
      guard Int(cells[snapshot]) == steps.count, let number = Int(cells[step]),
        number > steps.last ?? -1
      else { return nil }
      steps.append(number)
    }
    return steps.count == count ? steps : nil
  }

  private static let largestSize = 64 << 20
}
