import Testing

@testable import LogitEngine

/// Values of PyTorch 2.15 and ml_dtypes 0.6, which agree on all 256 of each format.
@Suite struct Float8FormatTests {
  @Test func readsE4M3() {
    let known: [(UInt8, Float)] = [
      (0x00, 0), (0x01, 0.001953125), (0x07, 0.013671875), (0x08, 0.015625), (0x38, 1),
      (0x3c, 1.5), (0x44, 3), (0x7b, 352), (0x7e, 448), (0x81, -0.001953125), (0xfe, -448),
    ]
    for (bits, value) in known { #expect(Float8Format.e4m3.float(bits) == value) }
    #expect(Float8Format.e4m3.float(0x80).sign == .minus)
    let all = (0...UInt8.max).map(Float8Format.e4m3.float)
    #expect(all.count(where: \.isNaN) == 2)
    #expect(all.filter(\.isFinite).reduce(0) { $0 + abs($1) } == 10815.75)
  }

  @Test func readsE5M2() {
    let known: [(UInt8, Float)] = [
      (0x00, 0), (0x01, 1.52587890625e-05), (0x07, 0.0001068115234375), (0x08, 0.0001220703125),
      (0x38, 0.5), (0x3c, 1), (0x44, 4), (0x7b, 57344), (0xfb, -57344), (0x7c, .infinity),
    ]
    for (bits, value) in known { #expect(Float8Format.e5m2.float(bits) == value) }
    let all = (0...UInt8.max).map(Float8Format.e5m2.float)
    #expect(all.count(where: \.isNaN) == 6)
    let sum = all.filter(\.isFinite).reduce(into: 0.0) { $0 += Double(abs($1)) }
    #expect(sum == 720_896 - 1.0 / 2048)
  }
}
