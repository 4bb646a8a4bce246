import CKernels

extension Examples {
  /// Writes some examples as rows of floats, scaled, normalised and, in training, changed at
  /// random.
  ///
  /// May be called by many threads at once, and allocates nothing.
  ///
  /// - Parameter firstRow: the row of the batch that the first example becomes, which names, with
  ///   the step, what is random in it.
  func gather(
    _ indices: some Sequence<some BinaryInteger>, into rows: UnsafeMutablePointer<Float>,
    firstRow: Int, pass: Pass
  ) {
    switch storage {
    case .bytes(let values):
      values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        gather(indices, rows, firstRow, pass) { offset, count, feature, target in
          if let scaling {
            logitscope_normalized_bytes(
              base + offset, count, scaling.scales + feature, scaling.offsets + feature, target)
          } else {
            logitscope_scaled_bytes(base + offset, count, Self.byteScale, target)
          }
        }
      }
    case .floats(let values):
      values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        gather(indices, rows, firstRow, pass) { offset, count, feature, target in
          if let scaling {
            logitscope_normalized_floats(
              base + offset, count, scaling.scales + feature, scaling.offsets + feature, target)
          } else {
            target.update(from: base + offset, count: count)
          }
        }
      }
    case .rows(let source): gather(source, indices, rows, firstRow, pass)
    case .synthetic(let source):
      var target = rows + firstRow * featureCount
      for index in indices {
        source.write(Int(index), into: target)
        if let scaling {
          logitscope_normalized_floats(
            target, featureCount, scaling.scales, scaling.offsets, target)
        }
        target += featureCount
      }
    }
  }

  /// Goes through rows of a file; only where pictures are changed at random, one is held meanwhile.
  private func gather(
    _ source: FileRows, _ indices: some Sequence<some BinaryInteger>,
    _ rows: UnsafeMutablePointer<Float>, _ firstRow: Int, _ pass: Pass
  ) {
    let width = featureCount
    func write(_ index: Int, into target: UnsafeMutablePointer<Float>) {
      source.write(index, into: target)
      if let scaling {
        logitscope_normalized_floats(target, width, scaling.scales, scaling.offsets, target)
      } else if source.unit != 1 {
        logitscope_scale(target, width, source.unit)
      }
    }
    var row = firstRow
    for index in indices {
      let target = rows + row * width
      if let augmenter, case .training(let seed, let step) = pass {
        let change = augmenter.draw(seed: seed, step: step, row: row)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { picture in
          guard let base = picture.baseAddress else { return }
          write(Int(index), into: base)
          change.apply(
            to: target, shape: shape, blank: { scaling?.offsets[$0] ?? 0 },
            convert: { $2.update(from: base + $0, count: $1) })
        }
      } else {
        write(Int(index), into: target)
      }
      row += 1
    }
  }

  /// The values of one example before normalisation, channel by channel: a picture's pixels 0...1.
  public func values(of index: Int) -> [Float] {
    precondition((0..<count).contains(index), "there is no such example")
    var plain = self
    plain.scaling = nil
    return [Float](unsafeUninitializedCapacity: featureCount) { buffer, initialized in
      if let base = buffer.baseAddress {
        plain.gather(CollectionOfOne(index), into: base, firstRow: 0, pass: .evaluation)
      }
      initialized = featureCount
    }
  }

  /// What a byte's value is multiplied by.
  static let byteScale: Float = 1 / 255

  /// Goes through examples; `convert` turns a stretch of stored values, whose first is a given
  /// feature, into floats.
  @inline(__always)
  private func gather(
    _ indices: some Sequence<some BinaryInteger>, _ rows: UnsafeMutablePointer<Float>,
    _ firstRow: Int, _ pass: Pass,
    _ convert: (
      _ offset: Int, _ count: Int, _ feature: Int, _ target: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let width = featureCount
    var row = firstRow
    for index in indices {
      let target = rows + row * width
      if let augmenter, case .training(let seed, let step) = pass {
        let change = augmenter.draw(seed: seed, step: step, row: row)
        change.apply(
          to: target, shape: shape, blank: { scaling?.offsets[$0] ?? 0 },
          convert: { convert(Int(index) * width + $0, $1, $0, $2) })
      } else {
        convert(Int(index) * width, width, 0, target)
      }
      row += 1
    }
  }
}
