import Synchronization
import Testing

@testable import LogitEngine

@Suite struct ComputeTests {
  @Test(arguments: 1...5)
  func aTeamDoesEachJobOnceOnEveryThread(_ count: Int) {
    let team = ThreadTeam(count: count)
    for round in 0..<200 {
      let results = team.map { rank in rank + round }
      #expect(results == (0..<count).map { $0 + round })
    }
    let parts = (0..<count).flatMap { Array(team.part(of: 17, rank: $0)) }
    #expect(parts == Array(0..<17))
  }

  @Test func aTeamThatFellAsleepWakes() {
    let team = ThreadTeam(count: 3)
    for _ in 0..<3 {
      ContinuousClock().sleepBriefly()
      #expect(team.map { $0 } == [0, 1, 2])
    }
  }

  @Test func reductionsCombineInOrder() {
    let team = ThreadTeam(count: 4)
    let reducer = TeamReducer(count: 4)
    for round in 0..<100 {
      let totals = team.map { rank in
        var own = BatchReduction()
        own.sum = Double(rank + round)
        own.addExponentials(maximum: Double(rank), scaledSum: 1)
        own.smallestTrue = .init(value: Float(rank % 2), row: rank, column: 0)
        return reducer.allReduce(own, rank: rank)
      }
      #expect(totals.allSatisfy { $0 == totals[0] })
      #expect(totals[0].sum == Double(4 * round + 6))
      #expect(totals[0].smallestTrue.row == 0, "the lower position wins a tie")
      let expected = logarithm((0..<4).map { exponential(Double($0)) }.reduce(0, +))
      #expect(abs(totals[0].logSumExp - expected) < 1e-12)
    }
  }

  @Test func sumsAddUpInOrder() {
    let team = ThreadTeam(count: 4)
    let reducer = TeamReducer(count: 4)
    // Added in another order, these would make something else.
    let values = [1, 1e17, -1e17, 3.0]
    for round in 0..<100 {
      let totals = team.map { rank in
        let sums = [Double(rank * round), values[rank], -0.5]
        var total = [7.0, 7, 7, 7]
        reducer.allReduce(sums: sums, into: &total, count: 3, rank: rank)
        return total
      }
      #expect(totals.allSatisfy { $0 == [Double(6 * round), 3, -2, 7] })
    }
    var total = [7.0, 7]
    SoleReducer().allReduce(sums: [2], into: &total, count: 1, rank: 0)
    #expect(total == [2, 7])
  }

  @Test func theAliasTableDrawsItsDistribution() {
    let weights = [0.5, 0.05, 0.25, 0.2, 1e-9]
    let table = AliasTable(weights)
    var stream = RandomStream(seed: 1)
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<200_000 { counts[Int(table.draw(&stream))] += 1 }
    for (count, weight) in zip(counts, weights) {
      #expect(abs(Double(count) / 200_000 - weight) < 0.005)
    }
  }

  @Test func streamsOfOtherNamesDiffer() {
    var values: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for name in 0..<20 as Range<UInt64> {
        var stream = RandomStream(seed: seed, name)
        values.insert(stream.next())
      }
    }
    #expect(values.count == 400)
  }

  @Test func normalDrawsHaveTheirMoments() {
    var stream = RandomStream(seed: 4)
    let draws = (0..<100_000).map { _ in stream.normal() }
    let mean = draws.reduce(0, +) / 100_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean) < 0.015 && abs(variance - 1) < 0.02)
  }

  @Test(arguments: [false, true], [false, true])
  func productsAgreeWithTheirDefinition(_ left: Bool, _ right: Bool) {
    let (rows, columns, inner) = (5, 7, 3)
    let a = (0..<rows * inner).map { Float($0 % 7) - 3 }
    let b = (0..<columns * inner).map { Float($0 % 5) - 2 }
    var result = [Float](repeating: .nan, count: rows * columns)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return }
        multiply(
          left ? MatrixOperand(transposed: a, stride: rows) : MatrixOperand(a, stride: inner),
          right ? MatrixOperand(transposed: b, stride: inner) : MatrixOperand(b, stride: columns),
          into: &result, rows: rows, columns: columns, inner: inner)
      }
    }
    // Small whole numbers, so that bfloat16 is exact.
    var rounded = [Float](repeating: .nan, count: rows * columns)
    let (halfA, halfB) = (a.map(\.upperHalf), b.map(\.upperHalf))
    halfA.withUnsafeBufferPointer { a in
      halfB.withUnsafeBufferPointer { b in
        guard Precision.bfloat16.isSupported, let a = a.baseAddress, let b = b.baseAddress
        else { return }
        multiply(
          left ? MatrixOperand(transposed: a, stride: rows) : MatrixOperand(a, stride: inner),
          right ? MatrixOperand(transposed: b, stride: inner) : MatrixOperand(b, stride: columns),
          into: &rounded, rows: rows, columns: columns, inner: inner)
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let expected = (0..<inner).map { index in
          a[left ? index * rows + row : row * inner + index]
            * b[right ? column * inner + index : index * columns + column]
        }
        #expect(result[row * columns + column] == expected.reduce(0, +))
        if Precision.bfloat16.isSupported {
          #expect(rounded[row * columns + column] == expected.reduce(0, +))
        }
      }
    }
  }
}

extension ContinuousClock {
  /// Long enough for spinning threads to give up and sleep.
  fileprivate func sleepBriefly() {
    let end = now + .milliseconds(30)
    while now < end {}
  }
}
