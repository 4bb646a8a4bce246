import CKernels
import Testing

@testable import LogitEngine

/// Every kernel at every level of the processor against its plain twin in Double.
@Suite struct KernelTests {
  private static let levels = 0..<Int(logitscope_kernel_levels())
  private static let counts = [
    0, 1, 2, 15, 16, 17, 63, 64, 65, 511, 512, 513, 2000, 16_384, 20_003,
  ]

  /// Random values and extreme ones, at an address that is aligned to nothing.
  private func withValues(
    _ count: Int, spread: Double = 8, _ body: (UnsafePointer<Float>) throws -> Void
  ) rethrows {
    var stream = RandomStream(seed: 17, UInt64(count))
    let extremes: [Float] = [-10_000, -87.4, -0.0, 0, 1e-30, 10_000, 88]
    let values = (0..<count + 1).map { index in
      index % 11 == 3 ? extremes[index % extremes.count] : Float(spread * stream.normal())
    }
    try values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { try body(base + 1) }
    }
  }

  /// Whether two numbers differ by at most some units in the last place of Float.
  private func agrees(_ value: Float, _ exact: Double, ulps: Double = 2) -> Bool {
    let unit = Double(Float(exact).ulp)
    return Double(value) == exact || abs(Double(value) - exact) <= ulps * unit
  }

  @Test(arguments: levels, counts)
  func maximum(_ level: Int, _ count: Int) {
    withValues(count) { values in
      let twin = (0..<count).map { values[$0] }.max() ?? -.infinity
      #expect(logitscope_maximum_at_level(Int32(level), values, count) == twin)
    }
    let withNaN: [Float] = [.nan, 3, .nan, 5]
    #expect(logitscope_maximum_at_level(Int32(level), withNaN, 4) == 5)
  }

  @Test(arguments: levels, counts)
  func exponentials(_ level: Int, _ count: Int) {
    withValues(count) { values in
      let shift: Float = 2.5
      var result = [Float](repeating: -1, count: count + 1)
      let sum = logitscope_exponentials_at_level(Int32(level), values, count, shift, &result)
      let exact = (0..<count).map { exponential(Double(values[$0] - shift)) }
      for index in 0..<count where exact[index] > 1.2e-38 && exact[index] < 3.4e38 {
        #expect(agrees(result[index], exact[index]))
      }
      #expect(result[count] == -1, "wrote beyond the end")
      let total = exact.reduce(0, +)
      if total < 3.4e38 {
        #expect(agrees(Float(sum), total, ulps: 2 * Double(max(1, count)).squareRoot()))
        #expect(
          logitscope_exponential_sum_at_level(Int32(level), values, count, shift) == sum)
      } else {
        #expect(sum == .infinity)
      }
      var scaled = [Float](repeating: -1, count: count + 1)
      logitscope_scaled_exponentials_at_level(
        Int32(level), values, count, 10_000, 0.25, &scaled)
      for index in 0..<count where values[index] == 10_000 { #expect(scaled[index] == 0.25) }
      for index in 0..<count where values[index] < 9_900 { #expect(scaled[index] == 0) }
      #expect(scaled[count] == -1)
    }
  }

  @Test(arguments: levels, counts)
  func softplusAndSigmoids(_ level: Int, _ count: Int) {
    withValues(count) { values in
      var result = [Float](repeating: -1, count: count + 1)
      let sum = logitscope_softplus_sum_and_sigmoids_at_level(
        Int32(level), values, count, 0.5, &result)
      for index in 0..<count {
        let exact = 0.5 * sigmoid(Double(values[index]))
        // Two units, and half a one for the scale.
        if exact > 1.2e-38 { #expect(agrees(result[index], exact, ulps: 2.5)) }
        if values[index] == -10_000 { #expect(result[index] == 0) }
      }
      #expect(result[count] == -1)
      let total = (0..<count).map { softplus(Double(values[$0])) }.reduce(0, +)
      #expect(agrees(Float(sum), total, ulps: 2 * Double(max(1, count)).squareRoot()))
      #expect(logitscope_softplus_sum_at_level(Int32(level), values, count) == sum)
    }
  }

  @Test(arguments: levels, counts)
  func focalTerms(_ level: Int, _ count: Int) {
    for focus in [0.0, 0.5, 2, 5] {
      withValues(count) { values in
        var result = [Float](repeating: -1, count: count + 1)
        let sum = logitscope_focal_sum_and_gradients_at_level(
          Int32(level), values, count, Float(focus), 0.5, &result)
        var total = 0.0
        for index in 0..<count {
          let u = Double(values[index])
          let weight = exponential(-focus * softplus(-u))
          total += weight * softplus(u)
          let slope = 0.5 * weight * (focus * sigmoid(-u) * softplus(u) + sigmoid(u))
          // What rounding the exponent of the weight leaves grows with the exponent.
          if slope > 1.2e-38 {
            #expect(agrees(result[index], slope, ulps: 4 + 2 * focus * softplus(-u)))
          }
        }
        #expect(result[count] == -1)
        if total > 1.2e-38 {
          let ulps = 2 * Double(max(1, count)).squareRoot() + 2 * focus
          #expect(agrees(Float(sum), total, ulps: ulps))
        }
        #expect(
          logitscope_focal_sum_and_gradients_at_level(
            Int32(level), values, count, Float(focus), 0.5, nil) == sum)
      }
    }
  }

  @Test(arguments: levels, counts)
  func pairwiseSoftplus(_ level: Int, _ count: Int) {
    for shift in [Float(0.75), 10_000, -10_000] {
      withValues(count) { values in
        var sums = [Float](repeating: 0.25, count: count + 1)
        var slopes = 1.0
        let sum = logitscope_pairwise_softplus_at_level(
          Int32(level), values, count, shift, &sums, &slopes)
        let differences = (0..<count).map { Double(values[$0]) - Double(shift) }
        for (index, difference) in differences.enumerated() {
          #expect(agrees(sums[index], 0.25 + sigmoid(difference)))
        }
        #expect(sums[count] == 0.25)
        let ulps = 2 * Double(max(1, count)).squareRoot()
        let total = differences.map { softplus($0) }.reduce(0, +)
        if total > 1.2e-38 { #expect(agrees(Float(sum), total, ulps: ulps)) }
        let slope = 1 + differences.map { sigmoid($0) }.reduce(0, +)
        #expect(agrees(Float(slopes), slope, ulps: ulps))
      }
    }
  }

  @Test(arguments: levels)
  func notANumberStaysNotANumber(_ level: Int) {
    let values: [Float] = [1, .nan, 2]
    var result = [Float](repeating: 0, count: 3)
    #expect(logitscope_exponentials_at_level(Int32(level), values, 3, 0, &result).isNaN)
    #expect(result[1].isNaN && !result[0].isNaN && !result[2].isNaN)
    #expect(
      logitscope_softplus_sum_and_sigmoids_at_level(Int32(level), values, 3, 1, &result).isNaN)
    #expect(result[1].isNaN)
    var rectified: [Float] = [.nan, -1, 3]
    logitscope_add_bias_rectify_at_level(Int32(level), &rectified, 1, 3, [0, 0, 0])
    #expect(rectified[0].isNaN && rectified[1] == 0 && rectified[2] == 3)
  }

  @Test(arguments: levels, [(1, 1), (3, 10), (7, 256), (5, 33)])
  func rowsAndColumns(_ level: Int, _ shape: (Int, Int)) {
    let (rows, columns) = shape
    let count = rows * columns
    withValues(count) { values in
      let original = (0..<count).map { values[$0] }
      let bias = (0..<columns).map { Float($0) * 0.37 - 2 }
      var sums = [Float](repeating: .nan, count: columns)
      logitscope_column_sums_at_level(Int32(level), values, rows, columns, columns, &sums)
      var added = original
      logitscope_add_bias_at_level(Int32(level), &added, rows, columns, bias)
      var rectified = original
      logitscope_add_bias_rectify_at_level(Int32(level), &rectified, rows, columns, bias)
      var gradient = original
      logitscope_rectify_backward_at_level(Int32(level), rectified, &gradient, count)
      for column in 0..<columns {
        let column_ = (0..<rows).map { Double(original[$0 * columns + column]) }
        let scale = Float(column_.map(abs).max() ?? 0).ulp
        #expect(
          abs(Double(sums[column]) - column_.reduce(0, +)) <= Double(scale) * Double(2 * rows))
      }
      for index in 0..<count {
        let sum = original[index] + bias[index % columns]
        #expect(added[index] == sum)
        #expect(rectified[index] == max(0, sum))
        #expect(gradient[index] == (sum > 0 ? original[index] : 0))
      }
      var scaled = original
      logitscope_scale_at_level(Int32(level), &scaled, count, 3)
      #expect(scaled == original.map { $0 * 3 })
    }
  }

  @Test(arguments: levels, counts)
  func bfloat16(_ level: Int, _ count: Int) {
    withValues(count) { values in
      var rounded = [BFloat16](repeating: 7, count: count + 1)
      logitscope_round_to_bfloat16_at_level(Int32(level), values, count, &rounded)
      let twin = (0..<count).map { nearestBFloat16(values[$0]) }
      #expect(rounded == twin.map(\.upperHalf) + [7])
      var gradient = (0...count).map { BFloat16(truncatingIfNeeded: $0 + 3) }
      rounded.withUnsafeBufferPointer { rounded in
        guard let base = rounded.baseAddress else { return }
        logitscope_rectify_backward_bfloat16_at_level(Int32(level), base, &gradient, count)
      }
      for index in 0..<count {
        #expect(gradient[index] == (twin[index] == 0 ? 0 : UInt16(index + 3)))
      }
      #expect(gradient[count] == UInt16(count + 3))
    }
  }

  @Test(arguments: levels, counts)
  func sumsInBFloat16(_ level: Int, _ count: Int) {
    withValues(count) { values in
      let first = (0..<count).map { nearestBFloat16(values[$0]) }
      let second = (0..<count).map {
        nearestBFloat16(0.37 * values[($0 + 1) % count] - Float($0 % 3))
      }
      var sums = first.map(\.upperHalf) + [7]
      logitscope_add_bfloat16_at_level(Int32(level), &sums, second.map(\.upperHalf), count)
      let twin = zip(first, second).map { nearestBFloat16($0 + $1) }
      for index in 0..<count {
        let sum = Float(bitPattern: UInt32(sums[index]) << 16)
        #expect(sum == twin[index] || sum.isNaN && twin[index].isNaN)
      }
      #expect(sums[count] == 7)
    }
  }

  @Test(arguments: levels) func bfloat16AtItsEdges(_ level: Int) {
    let one = Float(1).bitPattern
    let values: [Float] = [
      .infinity, -.infinity, 0, -0.0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .leastNonzeroMagnitude, .leastNormalMagnitude, Float(bitPattern: one + 0x7fff),
      Float(bitPattern: one + 0x8000), Float(bitPattern: one + 0x8001),
      Float(bitPattern: one + 0x1_8000), Float(bitPattern: 0x7f7f_7fff),
    ]
    var rounded = [BFloat16](repeating: 7, count: values.count)
    logitscope_round_to_bfloat16_at_level(Int32(level), values, values.count, &rounded)
    #expect(rounded == values.map { nearestBFloat16($0).upperHalf })
    #expect(rounded[4] == Float.infinity.upperHalf && rounded[9] == Float(1).upperHalf)
    let notNumbers: [Float] = [.nan, -.nan, .signalingNaN, Float(bitPattern: 0x7f80_0001)]
    var halves = [BFloat16](repeating: 7, count: 4)
    logitscope_round_to_bfloat16_at_level(Int32(level), notNumbers, 4, &halves)
    #expect(halves.allSatisfy { Float(bitPattern: UInt32($0) << 16).isNaN })
  }

  @Test(arguments: levels, counts)
  func clearing(_ level: Int, _ count: Int) {
    for offset in 0..<3 {
      var values = [Float](repeating: 7, count: count + 4)
      values.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress {
          logitscope_clear_at_level(Int32(level), base + offset, count)
        }
      }
      #expect(values.prefix(offset).allSatisfy { $0 == 7 })
      #expect(values[offset..<offset + count].allSatisfy { $0 == 0 })
      #expect(values.suffix(4 - offset).allSatisfy { $0 == 7 })
    }
  }

  @Test(arguments: levels, counts)
  func dotProductsAndScaledSums(_ level: Int, _ count: Int) {
    withValues(count, spread: 1) { values in
      let ones = (0..<count).map { values[$0].magnitude > 100 ? 0 : values[$0] }
      let other = (0..<count).map { Float($0 % 7) * 0.3 - 1 }
      let products = zip(ones, other).map { Double($0) * Double($1) }
      let dot = logitscope_dot_at_level(Int32(level), ones, other, count)
      let size = products.map(abs).reduce(0, +)
      #expect(abs(Double(dot) - products.reduce(0, +)) <= 1e-6 * size)
      var sums = ones
      logitscope_add_scaled_at_level(Int32(level), &sums, other, count, 0.5)
      for index in 0..<count {
        #expect(abs(sums[index] - (ones[index] + 0.5 * other[index])) <= 1e-6)
      }
    }
  }

  @Test(arguments: levels, counts)
  func sums(_ level: Int, _ count: Int) {
    withValues(count, spread: 1) { values in
      let sum = logitscope_sum_at_level(Int32(level), values, count)
      let exact = (0..<count).map { Double(values[$0]) }
      #expect(abs(sum - exact.reduce(0, +)) <= 1e-5 * exact.map(abs).reduce(0, +))
      let other = (0..<count).map { Float($0 % 5) - 2.25 }
      for isPastCache: Int32 in [0, 1] {
        for offset in 0..<3 {
          var added = [Float](repeating: -7, count: count + 4)
          added.withUnsafeMutableBufferPointer { added in
            if let base = added.baseAddress {
              logitscope_add_at_level(
                Int32(level), values, other, count, isPastCache, base + offset)
            }
          }
          #expect(added.prefix(offset).allSatisfy { $0 == -7 })
          #expect((0..<count).allSatisfy { added[offset + $0] == values[$0] + other[$0] })
          #expect(added.suffix(4 - offset).allSatisfy { $0 == -7 })
        }
      }
    }
  }

  @Test(arguments: levels, [(0, 5), (1, 1), (4, 16), (7, 33), (6, 256), (9, 100), (3, 0)])
  func matrixTimesVector(_ level: Int, _ shape: (Int, Int)) {
    let (rows, columns) = shape
    withValues(rows * columns, spread: 1) { values in
      let matrix = (0..<rows * columns).map { values[$0].magnitude > 100 ? 0.5 : values[$0] }
      let vector = (0..<columns).map { Float($0 % 7) * 0.3 - 1 }
      let bias = (0..<rows).map { Float($0) - 3 }
      var result = [Float](repeating: -9, count: rows + 1)
      logitscope_matrix_vector_at_level(
        Int32(level), matrix, rows, columns, vector, bias, &result)
      #expect(result[rows] == -9, "wrote beyond the end")
      for row in 0..<rows {
        let products = (0..<columns).map {
          Double(matrix[row * columns + $0]) * Double(vector[$0])
        }
        let size = products.map(abs).reduce(abs(Double(bias[row])), +)
        let exact = products.reduce(Double(bias[row]), +)
        #expect(abs(Double(result[row]) - exact) <= 1e-6 * size)
        // A row alone is the same as among others.
        var alone: Float = 0
        matrix.withUnsafeBufferPointer { matrix in
          if let base = matrix.baseAddress {
            logitscope_matrix_vector_at_level(
              Int32(level), base + row * columns, 1, columns, vector, [bias[row]], &alone)
          }
        }
        #expect(alone == result[row])
      }
    }
  }

  @Test(arguments: levels)
  func bytes(_ level: Int) {
    let bytes = (0..<259).map { UInt8(truncatingIfNeeded: $0) }
    var result = [Float](repeating: -1, count: 260)
    logitscope_scaled_bytes_at_level(Int32(level), bytes, 259, 1 / 255, &result)
    #expect(result.prefix(259).elementsEqual(bytes.map { Float($0) * (1 / 255) }))
    #expect(result[259] == -1)
  }
}
