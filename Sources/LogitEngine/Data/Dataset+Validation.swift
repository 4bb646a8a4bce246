extension Dataset {
  /// The dataset with a part of its training set held out, to be evaluated on in place of the test
  /// set, which is left out altogether.
  ///
  /// Every class gives the same share, chosen at random, rounded down; a class keeps at least one
  /// example for training.
  ///
  /// - Parameter share: the share held out, above 0 and below 1.
  public func holdingOut(_ share: Double, seed: UInt64) -> Dataset {
    var byClass = Array(repeating: [Int32](), count: classCount)
    for (index, label) in training.labels.enumerated() {
      byClass[Int(label)].append(Int32(index))
    }
    var stream = RandomStream(seed: seed, 9)
    var isHeldOut = Array(repeating: false, count: training.count)
    for var members in byClass {
      let count = min(Int(share * Double(members.count)), members.count - 1)
      for position in 0..<max(0, count) {
        members.swapAt(position, position + stream.below(members.count - position))
        isHeldOut[Int(members[position])] = true
      }
    }
    return Dataset(
      name: name,
      training: training.selecting(isHeldOut.indices.filter { !isHeldOut[$0] }),
      test: training.selecting(isHeldOut.indices.filter { isHeldOut[$0] }),
      classNames: classNames, origin: origin)
  }
}
