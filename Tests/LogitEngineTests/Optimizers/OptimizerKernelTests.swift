import CKernels
import Testing

@testable import LogitEngine

/// Every kernel of the optimizers at every level of the processor against its plain twin in Double.
@Suite struct OptimizerKernelTests {
  private static let levels = 0..<Int32(logitscope_kernel_levels())
  private static let counts = [0, 1, 15, 16, 17, 64, 95, 513]
  private static let terms = logitscope_gradient_terms(scale: 0.75, decay: 0.02)

  /// Numbers at an address that is aligned to nothing, with a guard before and after.
  private struct Values {
    var storage: [Float]
    let count: Int

    init(_ name: UInt64, _ count: Int, isPositive: Bool = false) {
      var stream = RandomStream(seed: 29, name, UInt64(count))
      let extremes: [Float] = [0, 1e-30, -1e6, 1e6, -0.0, .leastNonzeroMagnitude]
      storage = (0..<count + 2).map { index in
        let value = index % 13 == 5 ? extremes[index % 6] : Float(stream.normal())
        return isPositive ? abs(value) : value
      }
      self.count = count
    }

    subscript(_ index: Int) -> Double { Double(storage[index + 1]) }

    mutating func use<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
      storage.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("there are two guards") }
        return body(base + 1)
      }
    }

    func keepsGuards(of other: Values) -> Bool {
      storage.first == other.storage.first && storage.last == other.storage.last
    }
  }

  /// Whether a result is exact but for roundings of Float in values of a size.
  private func agrees(_ value: Double, _ exact: Double, size: Double) -> Bool {
    abs(value - exact) <= 4 * Double(Float(max(abs(exact), size)).ulp)
  }

  @Test(arguments: levels, counts)
  func squareSum(_ level: Int32, _ count: Int) {
    var values = Values(1, count)
    let sum = values.use { logitscope_square_sum_at_level(level, $0, count) }
    let exact = (0..<count).map { values[$0] * values[$0] }.reduce(0, +)
    #expect(abs(sum - exact) <= 1e-14 * exact)
    #expect(values.use { logitscope_square_sum_at_level(0, $0, count) } == sum)
  }

  @Test(arguments: levels, counts)
  func descentStep(_ level: Int32, _ count: Int) {
    let before = Values(1, count)
    var (after, gradient) = (before, Values(2, count))
    after.use { after in
      gradient.use { logitscope_descent_step_at_level(level, after, $0, count, Self.terms, 0.1) }
    }
    for index in 0..<count {
      let step = 0.1 * (0.75 * gradient[index] + 0.02 * before[index])
      let size = max(abs(before[index]), abs(gradient[index]))
      #expect(agrees(after[index], before[index] - step, size: size))
    }
    #expect(after.keepsGuards(of: before))
  }

  @Test(arguments: levels, counts)
  func momentumStep(_ level: Int32, _ count: Int) {
    for isNesterov in [false, true] { momentumStep(level, count, isNesterov: isNesterov) }
  }

  private func momentumStep(_ level: Int32, _ count: Int, isNesterov: Bool) {
    let (before, velocity) = (Values(1, count), Values(3, count))
    var (after, moved, gradient) = (before, velocity, Values(2, count))
    let kernel =
      isNesterov ? logitscope_nesterov_step_at_level : logitscope_momentum_step_at_level
    after.use { after in
      moved.use { moved in
        gradient.use { kernel(level, after, moved, $0, count, Self.terms, 0.1, 0.9) }
      }
    }
    for index in 0..<count {
      let own = 0.75 * gradient[index] + 0.02 * before[index]
      let expected = 0.9 * velocity[index] + own
      let step = isNesterov ? own + 0.9 * expected : expected
      let size = [before[index], gradient[index], velocity[index]].map(abs).max() ?? 0
      #expect(agrees(moved[index], expected, size: size))
      #expect(agrees(after[index], before[index] - 0.1 * step, size: size))
    }
    #expect(after.keepsGuards(of: before) && moved.keepsGuards(of: velocity))
  }

  @Test(arguments: levels, counts)
  func adamStep(_ level: Int32, _ count: Int) {
    let (before, mean) = (Values(1, count), Values(3, count))
    let square = Values(4, count, isPositive: true)
    var (after, movedMean, movedSquare) = (before, mean, square)
    var gradient = Values(2, count)
    var numbers = logitscope_adam_coefficients(
      terms: Self.terms, shrinkage: 0.99, mean_weight: 0.1, square_decay: 0.999,
      square_weight: 0.001, rate: 0.01, root_correction: 0.3, epsilon: 1e-8)
    after.use { after in
      movedMean.use { mean in
        movedSquare.use { square in
          gradient.use {
            logitscope_adam_step_at_level(level, after, mean, square, $0, count, &numbers)
          }
        }
      }
    }
    for index in 0..<count {
      let own = 0.75 * gradient[index] + 0.02 * before[index]
      let size = [before[index], gradient[index], mean[index]].map(abs).max() ?? 0
      let expectedMean = mean[index] + 0.1 * (own - mean[index])
      let expectedSquare = 0.999 * square[index] + 0.001 * own * own
      #expect(agrees(movedMean[index], expectedMean, size: size))
      #expect(agrees(movedSquare[index], expectedSquare, size: max(square[index], 1e-37)))
      // From here on with the kernel's own sums, whose roundings a small root would magnify.
      let step = 0.01 * movedMean[index] / (movedSquare[index].squareRoot() / 0.3 + 1e-8)
      #expect(agrees(after[index], 0.99 * before[index] - step, size: max(size, abs(step))))
    }
    #expect(after.keepsGuards(of: before) && movedMean.keepsGuards(of: mean))
    #expect(movedSquare.keepsGuards(of: square))
  }

  @Test(arguments: levels)
  func notANumberStaysNotANumber(_ level: Int32) {
    var gradient: [Float] = [1, .nan, 2]
    var parameters: [Float] = [1, 1, 1]
    logitscope_descent_step_at_level(level, &parameters, &gradient, 3, Self.terms, 0.1)
    #expect(parameters.map(\.isNaN) == [false, true, false])
    #expect(logitscope_square_sum_at_level(level, gradient, 3).isNaN)
  }
}
