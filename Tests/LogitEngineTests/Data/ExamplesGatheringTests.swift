import CKernels
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct ExamplesGatheringTests {
  private let shape = ImageShape(height: 5, width: 7, channels: 3)
  private static let training = Pass.training(seed: 4, step: 9)

  private func bytes(count: Int = 20) -> Examples {
    randomExamples(count: count, shape: shape, classCount: 4, seed: 1)
  }

  private func rows(
    _ examples: Examples, _ indices: [Int], firstRow: Int = 0, pass: Pass = .evaluation
  ) -> [[Float]] {
    let width = examples.featureCount
    var values = [Float](repeating: -7, count: (firstRow + indices.count + 1) * width)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      examples.gather(indices, into: base, firstRow: firstRow, pass: pass)
    }
    // Nothing before the first row, nothing after the last.
    #expect(values.prefix(firstRow * width).allSatisfy { $0 == -7 })
    #expect(values.suffix(width).allSatisfy { $0 == -7 })
    return indices.indices.map { row in
      Array(values[(firstRow + row) * width..<(firstRow + row + 1) * width])
    }
  }

  @Test func bytesBecomeZeroToOne() {
    let examples = bytes()
    let width = examples.featureCount
    for (row, index) in zip(rows(examples, [3, 0, 19], firstRow: 2), [3, 0, 19]) {
      for feature in 0..<width {
        let exact = Float(examples.pixels[index * width + feature]) / 255
        #expect(abs(row[feature] - exact) <= exact.ulp)
      }
      #expect(row == examples.values(of: index))
    }
  }

  @Test func floatsAreTakenAsTheyAre() {
    let values: [Float] = [1, -2, 3e10, 4, 5, 6]
    let examples = Examples(
      values: values, labels: [0, 1], shape: ImageShape(featureVectorOf: 3))
    #expect(rows(examples, [1, 0]) == [[4, 5, 6], [1, -2, 3e10]])
    #expect(examples.values(of: 0) == [1, -2, 3e10])
  }

  @Test func channelsAreNormalized() {
    let plain = bytes(count: 200)
    let dataset = Dataset(
      name: "d", training: plain, test: bytes(count: 3), classNames: ["a", "b", "c", "d"]
    ).prepared(InputPreparation(isNormalized: true))
    let all = rows(dataset.training, Array(0..<200))
    for channel in 0..<3 {
      let values = all.flatMap { Array($0[channel * 35..<(channel + 1) * 35]) }.map(Double.init)
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(abs(mean) < 1e-5)
      #expect(abs(variance - 1) < 1e-4)
    }
    // The test set is normalised by the training set's figures, and by the same linear map.
    let test = rows(dataset.test, [0])[0]
    let raw = plain.values(of: 0)
    #expect(raw != dataset.test.values(of: 0) || test == all[0])
    let scale = (all[0][1] - all[0][0]) / (raw[1] - raw[0])
    let rawTest = dataset.test.values(of: 0)
    for feature in 0..<35 {
      let expected = all[0][0] + scale * (rawTest[feature] - raw[0])
      #expect(abs(test[feature] - expected) < 1e-3)
    }
    #expect(dataset.training.values(of: 5) == plain.values(of: 5))
  }

  @Test func featuresAreNormalizedEachByItself() {
    // One feature far from 0, one constant, one with a small spread.
    var values: [Float] = []
    for example in 0..<100 {
      values.append(1e6 + Float(example % 2))
      values.append(5)
      values.append(Float(example % 4) * 1e-6)
    }
    let labels = (0..<100).map { Int32($0 % 2) }
    let shape = ImageShape(featureVectorOf: 3)
    let examples = Examples(values: values, labels: labels, shape: shape)
    // A constant feature stays 0 even where the test set breaks the rule.
    let test = Examples(values: [1e6, 17, 0], labels: [0], shape: shape)
    let dataset = Dataset(
      name: "d", training: examples, test: test, classNames: ["a", "b"]
    ).prepared(InputPreparation(isNormalized: true))
    let all = rows(dataset.training, Array(0..<100))
    #expect(all.allSatisfy { abs(abs($0[0]) - 1) < 0.2 && $0[1] == 0 })
    let last = all.map { Double($0[2]) }
    let mean = last.reduce(0, +) / 100
    let variance = last.reduce(0) { $0 + $1 * $1 } / 100
    #expect(abs(mean) < 1e-5 && abs(variance - 1) < 1e-4)
    #expect(rows(dataset.test, [0])[0][1] == 0)
  }

  @Test func preparationCanBeTakenBack() {
    let dataset = Dataset(
      name: "d", training: bytes(), test: bytes(), classNames: ["a", "b", "c", "d"])
    let prepared = dataset.prepared(
      InputPreparation(isNormalized: true, augmentations: [.shift, .flip]))
    let back = prepared.prepared(InputPreparation())
    #expect(
      rows(back.training, [1, 2], pass: Self.training) == rows(dataset.training, [1, 2]))
  }

  /// The picture changed pixel by pixel.
  private func slowly(_ picture: [Float], _ change: PictureChange, blank: [Float]) -> [Float] {
    (0..<picture.count).map { feature in
      let (channel, place) = feature.quotientAndRemainder(dividingBy: 35)
      let (line, column) = place.quotientAndRemainder(dividingBy: 7)
      let before = change.isFlipped ? 6 - column : column
      let (y, x) = (line - change.down, before - change.right)
      guard (0..<5).contains(y), (0..<7).contains(x) else { return blank[channel] }
      return picture[channel * 35 + y * 7 + x]
    }
  }

  @Test(arguments: [false, true], [false, true])
  func everyChangeIsRight(_ isNormalized: Bool, _ isFloat: Bool) {
    let plain = bytes()
    let examples =
      isFloat
      ? Examples(
        values: (0..<20).flatMap { plain.values(of: $0) }, labels: plain.labels, shape: shape)
      : plain
    let dataset = Dataset(
      name: "d", training: examples, test: examples, classNames: ["a", "b", "c", "d"]
    ).prepared(InputPreparation(isNormalized: isNormalized, augmentations: [.shift, .flip]))
    let before = rows(dataset.training, [7])[0]
    let blank = (0..<3).map { dataset.training.scaling?.offsets[$0 * 35] ?? 0 }
    var seen: Set<PictureChange> = []
    for step in 0..<300 {
      let pass = Pass.training(seed: 4, step: step)
      let row = rows(dataset.training, [7], firstRow: 3, pass: pass)[0]
      let change = dataset.training.augmenter?.draw(seed: 4, step: step, row: 3)
      guard let change else { return #expect(Bool(false), "nothing is drawn") }
      seen.insert(change)
      #expect(row == slowly(before, change, blank: blank))
    }
    #expect(seen.count == 18, "three places down, three right, flipped or not")
  }

  @Test func changesAreDrawnByStepAndRowAlone() {
    let dataset = Dataset(
      name: "d", training: bytes(), test: bytes(), classNames: ["a", "b", "c", "d"]
    ).prepared(InputPreparation(augmentations: [.shift, .flip]))
    let training = dataset.training
    let indices = [4, 4, 4, 4, 9, 9, 9, 9]
    let whole = rows(training, indices, pass: Self.training)
    let parts =
      rows(training, Array(indices[..<3]), pass: Self.training)
      + rows(training, Array(indices[3...]), firstRow: 3, pass: Self.training)
    #expect(whole == parts)
    #expect(Set(whole[..<4]).count > 1, "rows differ")
    #expect(rows(training, indices, pass: .training(seed: 4, step: 10)) != whole)
    #expect(rows(training, indices, pass: .training(seed: 5, step: 9)) != whole)
    #expect(rows(training, [4]) == [training.values(of: 4)], "not in evaluation")
    #expect(rows(dataset.test, [4], pass: Self.training) == [training.values(of: 4)])
  }

  @Test func shiftsAndFlipsAreChosenApart() {
    let shape = ImageShape(height: 28, width: 32)
    let both = PictureAugmenter([.shift, .flip], shape: shape)
    #expect(both.largestShift == 3 && both.flips)
    #expect(PictureAugmenter([.flip], shape: shape).largestShift == 0)
    #expect(!PictureAugmenter([.shift], shape: shape).flips)
    let changes = (0..<400).map { both.draw(seed: 0, step: $0, row: 0) }
    #expect(Set(changes.map(\.down)) == Set(-3...3))
    #expect(Set(changes.map(\.right)) == Set(-3...3))
    let flipped = changes.count { $0.isFlipped }
    #expect((150...250).contains(flipped))
  }

  @Test func featureVectorsAreNotAugmented() {
    let examples = Examples(
      values: [1, 2, 3, 4], labels: [0, 1], shape: ImageShape(featureVectorOf: 2))
    let dataset = Dataset(
      name: "d", training: examples, test: examples, classNames: ["a", "b"]
    ).prepared(InputPreparation(augmentations: [.shift, .flip]))
    #expect(rows(dataset.training, [0, 1], pass: Self.training) == [[1, 2], [3, 4]])
  }

  @Test(arguments: 0..<Int(logitscope_kernel_levels()), [0, 1, 15, 16, 17, 63, 64, 65, 777])
  func kernelsEqualTheirTwins(_ level: Int, _ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    // One more at the beginning, so that nothing is aligned, and at the end, to stay untouched.
    let bytes = (0..<count + 2).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let floats = bytes.map { Float($0) * 1e3 - 7 }
    let scales = bytes.indices.map { _ in Float.random(in: -3...3, using: &generator) }
    let offsets = bytes.indices.map { _ in Float.random(in: -3...3, using: &generator) }
    var fromBytes = [Float](repeating: 9, count: count + 2)
    var inPlace = floats
    bytes.withUnsafeBufferPointer { bytes in
      scales.withUnsafeBufferPointer { scales in
        offsets.withUnsafeBufferPointer { offsets in
          fromBytes.withUnsafeMutableBufferPointer { result in
            guard let bytes = bytes.baseAddress, let scales = scales.baseAddress,
              let offsets = offsets.baseAddress, let result = result.baseAddress
            else { return }
            logitscope_normalized_bytes_at_level(
              Int32(level), bytes + 1, count, scales + 1, offsets + 1, result + 1)
          }
          inPlace.withUnsafeMutableBufferPointer { values in
            guard let scales = scales.baseAddress, let offsets = offsets.baseAddress,
              let values = values.baseAddress
            else { return }
            logitscope_normalized_floats_at_level(
              Int32(level), values + 1, count, scales + 1, offsets + 1, values + 1)
          }
        }
      }
    }
    #expect(fromBytes[0] == 9 && fromBytes[count + 1] == 9)
    #expect(inPlace[0] == floats[0] && inPlace[count + 1] == floats[count + 1])
    for index in 1..<count + 1 {
      let results = [(fromBytes[index], Float(bytes[index])), (inPlace[index], floats[index])]
      for (result, input) in results {
        let (a, b) = (Double(scales[index]) * Double(input), Double(offsets[index]))
        let bound = (abs(a) + abs(b)) * 0x1p-22
        #expect(abs(Double(result) - (a + b)) <= bound)
      }
    }
  }

  @Test func noiseIsNotNormalized() throws {
    // Twelve features of like deviation, one constant but for rounding, two far below all others.
    var generator = SeededGenerator(seed: 7)
    let count = 200
    var values: [Float] = []
    for _ in 0..<count {
      for _ in 0..<12 { values.append(.random(in: -0.1...0.1, using: &generator)) }
      values.append(Float(0.3).nextUp * .random(in: 0.9999999...1.0000001, using: &generator))
      values.append(-1.6e-8 * .random(in: 0.8...1.2, using: &generator))
      values.append(1e-34 * .random(in: -1...1, using: &generator))
    }
    let examples = Examples(
      values: values, labels: Array(repeating: 0, count: count),
      shape: ImageShape(featureVectorOf: 15))
    let dataset = Dataset(
      name: "e", training: examples, test: examples, classNames: ["a", "b"]
    ).prepared(InputPreparation(isNormalized: true))
    var rows = [Float](repeating: 0, count: count * 15)
    rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      dataset.training.gather(0..<count, into: base, firstRow: 0, pass: .evaluation)
    }
    for feature in 0..<15 {
      let column = (0..<count).map { Double(rows[$0 * 15 + feature]) }
      let square = column.reduce(0) { $0 + $1 * $1 } / Double(count)
      if feature < 12 {
        #expect(abs(square - 1) < 1e-3)
      } else {
        #expect(square < 1e-12, "feature \(feature)")
      }
    }
    #expect(
      dataset.origin.notes == [
        "each feature is brought to mean 0 and deviation 1 over the training set",
        "3 features are constant but for rounding and keep their scale",
      ])
    // Features with units of their own are all kept.
    let scaled = (0..<400).map { (index: Int) -> Float in
      index % 2 == 0 ? Float(index) * 1e-9 : Float(index * 7 % 11) * 1e4
    }
    let table = Examples(
      values: scaled,
      labels: Array(repeating: 0, count: 200), shape: ImageShape(featureVectorOf: 2))
    #expect(ChannelStatistics(table).noiseChannels() == [false, false])
  }
}
