import Testing

@testable import ExplorerUI

@Suite struct NumberTextTests {
  @Test func integersAndFixed() {
    #expect(NumberText.integer(0) == "0")
    #expect(NumberText.integer(999) == "999")
    #expect(NumberText.integer(-1_234_567) == "−1,234,567")
    #expect(
      NumberText.fixed(-7.305, decimals: 2) == "−7.31"
        || NumberText.fixed(-7.305, decimals: 2) == "−7.30")
    #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberText.fixed(12.05, decimals: 3) == "12.050")
    #expect(NumberText.fixed(1234.5, decimals: 1) == "1,234.5")
    #expect(NumberText.fixed(.nan, decimals: 2) == "NaN")
    #expect(NumberText.fixed(-.infinity, decimals: 2) == "−∞")
    #expect(NumberText.fixed(3.2e30, decimals: 2) == "3.2e30")
    #expect(NumberText.fixed(-.greatestFiniteMagnitude, decimals: 2) == "−1.8e308")
  }

  @Test func sharesNeverReachABoundTheyHaveNotReached() {
    #expect(NumberText.share(1) == "1.000")
    #expect(NumberText.share(0.99996) == ">0.999")
    #expect(NumberText.share(0.0001) == "<0.001")
    #expect(NumberText.share(0.8421) == "0.842")
    #expect(NumberText.percent(0) == "0 %")
    #expect(NumberText.percent(0.000_01) == "<0.01 %")
    #expect(NumberText.percent(0.0061) == "0.61 %")
    #expect(NumberText.percent(0.081) == "8.1 %")
    #expect(NumberText.percent(0.9999) == ">99.9 %")
    #expect(NumberText.percent(1) == "100.0 %")
  }

  @Test func shortFormsAndDurations() {
    #expect(NumberText.short(950) == "950")
    #expect(NumberText.short(999.7) == "1k")
    #expect(NumberText.short(1234) == "1.2k")
    #expect(NumberText.short(98_321) == "98k")
    #expect(NumberText.short(999_600) == "1M")
    #expect(NumberText.short(3_400_000) == "3.4M")
    #expect(NumberText.duration(4.4) == "0:04")
    #expect(NumberText.duration(750) == "12:30")
    #expect(NumberText.duration(3723) == "1:02:03")
    #expect(NumberText.duration(.infinity) == "–")
    #expect(NumberText.setting(0.05) == "0.05")
    #expect(NumberText.setting(500) == "500")
    #expect(NumberText.setting(1e-7) == "1e−7")
    #expect(NumberText.general(0.012345) == "0.0123")
    #expect(NumberText.general(277_259) == "277,259")
  }

  @Test func cutAndWrappedText() {
    #expect("cross-entropy".truncated(to: 13) == "cross-entropy")
    #expect("cross-entropy".truncated(to: 6) == "cross…")
    #expect("シャツ".truncated(to: 4) == "シ…")
    #expect("シャツ".displayWidth == 6)
    #expect("x".truncated(to: 0) == "")
    let lines = "compares logits within one example only".wrapped(to: 16)
    #expect(lines == ["compares logits", "within one", "example only"])
  }
}
