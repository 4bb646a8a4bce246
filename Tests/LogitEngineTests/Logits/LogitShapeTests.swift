import Testing

@testable import LogitEngine

@Suite struct LogitShapeTests {
  private func shape(_ logits: [Int], _ labels: [Int]) throws -> LogitShape {
    try LogitShape(logits, "z.npy", labels, "y.npy")
  }

  @Test(
    arguments: [
      ([6, 3], [6], 6, 3), ([6, 3], [6, 1], 6, 3), ([6, 3], [1, 6], 6, 3),
      ([6], [6], 6, 1), ([6, 1], [6], 6, 1), ([6, 1], [6, 1], 6, 1), ([1, 6], [6], 6, 1),
      ([6, 1, 3], [6], 6, 3), ([6, 3, 1], [6], 6, 3), ([1, 6, 3], [6], 6, 3),
      ([6, 1, 1], [6], 6, 1), ([2, 3, 4], [2, 3], 6, 4), ([2, 3, 4], [6], 6, 4),
      ([1, 1, 6, 3], [6], 6, 3), ([3], [1], 1, 3), ([1, 3], [1], 1, 3), ([3, 3], [3], 3, 3),
      ([1, 6, 3], [1, 6], 6, 3), ([2, 3, 4], [2, 3, 1], 6, 4),
    ] as [([Int], [Int], Int, Int)])
  func findsRows(_ logits: [Int], _ labels: [Int], _ count: Int, _ classCount: Int) throws {
    let shape = try shape(logits, labels)
    #expect(shape.exampleCount == count && shape.classCount == classCount)
    #expect(shape.momentCount == 1 && !shape.hasMoments && !shape.hasLabelPerClass)
    #expect((shape.note == nil) == (logits == [count, classCount] && classCount > 1))
    #expect((shape.labelNote == nil) == (labels.count == 1))
  }

  @Test func findsMoments() throws {
    for labels in [[6], [6, 1], [1, 6]] {
      let shape = try shape([4, 6, 3], labels)
      #expect(shape.hasMoments && shape.momentCount == 4)
      #expect(shape.exampleCount == 6 && shape.classCount == 3)
    }
    // One logit an example, in four moments.
    let single = try shape([4, 6, 1], [6])
    #expect(single.momentCount == 4 && single.classCount == 1)
    let columns = try shape([4, 6, 3], [6, 3])
    #expect(columns.momentCount == 4 && columns.hasLabelPerClass)
  }

  @Test func findsAColumnAClass() throws {
    for (logits, labels) in [([6, 3], [6, 3]), ([1, 3], [1, 3]), ([2, 3, 4], [2, 3, 4])] {
      let shape = try shape(logits, labels)
      #expect(shape.hasLabelPerClass)
      #expect(shape.exampleCount * shape.classCount == labels.reduce(1, *))
    }
    // One column is a label an example.
    #expect(try !shape([6, 1], [6, 1]).hasLabelPerClass)
  }

  @Test(
    arguments: [
      ([3, 6], [6], "z.T"), ([6, 3], [6, 4], "(6,) or (6, 3)"), ([6], [6, 2], "(6,)"),
      ([2, 4, 3], [2, 3], "np.moveaxis(z, 1, -1).reshape(-1, 4)"),
      ([2, 4, 5, 6], [2, 5, 6], "np.moveaxis(z, 1, -1).reshape(-1, 4)"),
      ([2, 3, 4], [7], "z.reshape(-1, 4)"),
    ] as [([Int], [Int], String)])
  func saysWhatWouldBeRight(_ logits: [Int], _ labels: [Int], _ advice: String) {
    #expect {
      try shape(logits, labels)
    } throws: { error in
      guard case .malformed(_, .clause(let clause)) = error as? DataError else { return false }
      return clause.contains(advice)
    }
  }

  @Test func comparesCounts() {
    #expect(
      throws: DataError.countMismatch(path: "z.npy", count: 6, otherPath: "y.npy", otherCount: 5)
    ) { try shape([6, 3], [5]) }
    #expect(throws: DataError.malformed(path: "z.npy", .empty)) { try shape([0, 3], [0]) }
    #expect(throws: DataError.malformed(path: "y.npy", .empty)) { try shape([2, 3], [0]) }
  }
}
