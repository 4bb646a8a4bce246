extension Examples {
  /// Four fifths and one fifth of the examples, to learn from and to evaluate on, drawn from a fixed
  /// seed, each in the order they have here.
  ///
  /// - Precondition: there are at least two.
  func split() -> (training: Examples, test: Examples) {
    precondition(count > 1, "one example cannot be split")
    var order = Array(labels.indices)
    var stream = RandomStream(seed: 0, 6)
    for index in order.indices.dropFirst().reversed() {
      order.swapAt(index, stream.below(index + 1))
    }
    let testCount = max(1, count / 5)
    return (
      selecting(order.dropFirst(testCount).sorted()), selecting(order.prefix(testCount).sorted())
    )
  }
}
