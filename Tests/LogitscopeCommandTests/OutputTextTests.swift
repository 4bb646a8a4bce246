import LogitEngine
import Testing

@testable import LogitscopeCommand

@Suite struct OutputTextTests {
  @Test func groupsThousands() {
    #expect(
      [0, 12, 999, 1000, 60_000, 1_234_567, -1000, -999].map(\.grouped)
        == ["0", "12", "999", "1,000", "60,000", "1,234,567", "-1,000", "-999"])
    #expect(Int.min.grouped == "-9,223,372,036,854,775,808")
  }

  @Test func roundsForPeople() {
    #expect(0.84215.fixed(4) == "0.8422" || 0.84215.fixed(4) == "0.8421")
    #expect((-7.3149).fixed(2) == "-7.31")
    #expect(Double.infinity.fixed(2) == "inf")
    #expect(1e300.fixed(0).count == 301)
    #expect(0.00613.percent == "0.61 %")
    #expect(1234.5678.significant(4) == "1235")
    #expect(0.000012345.significant(3) == "1.23e-05")
    #expect(0.39.significant(4) == "0.3900")
    #expect(0.05.short == "0.05")
    #expect(1000.0.short == "1000")
  }

  @Test func saysDurations() {
    #expect(
      [0.2, 59.4, 59.6, 187, 3723].map(durationText) == ["0 s", "59 s", "1:00", "3:07", "1:02:03"])
    #expect(durationText(.nan) == "-")
    #expect(durationText(.infinity) == "-")
    #expect(durationText(-1) == "-")
  }

  @Test func alignsColumns() {
    var table = TextTable([.init("class", .left), .init("n"), .init("where", .left)])
    table.add(["0 T-shirt", "1,000", "here"])
    table.add(["1", "7", ""])
    #expect(
      table.text == """
        class          n  where
        0 T-shirt  1,000  here
        1              7

        """)
  }

  @Test func namesCommandNoTerminal() {
    var table = TextTable([.init("name", .left), .init("n")])
    table.add(["\u{1b}[2Jé\n\u{9b}31m\u{202e}", "1"])
    #expect(table.text == "name         n\n [2Jé  31m   1\n")
    #expect("plain ~".onOneLine == "plain ~")
  }

  @Test func leavesOutTheLastOfManyClasses() {
    let report = EvaluationReport(
      LogitSnapshot(
        logits: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0], labels: [0, 1, 2, 2], classCount: 3))
    let all = ReportText.classTable(report, classNames: nil).split(separator: "\n")
    #expect(all.count == 5)
    let some = ReportText.classTable(report, classNames: nil, limit: 1).split(separator: "\n")
    #expect(some.count == 4)
    #expect(some[1].hasPrefix("0 ") && some[2] == "... 2 more")
    #expect(some[3].split(separator: " ") == all[4].split(separator: " "))
    #expect(ReportText.classTable(report, classNames: nil, limit: 3).split(separator: "\n") == all)
  }

  @Test func throttles() {
    var throttle = Throttle(perSecond: 4)
    let passed = stride(from: 0, to: 1, by: 0.05).filter { throttle.allows($0) }
    #expect(passed.count == 4)
    #expect(passed.first == 0)
  }

  @Test func averagesLossesSinceTheLastTime() {
    var mean = LossMean()
    #expect(mean.take() == nil)
    mean.add([1, 2])
    mean.add([6])
    #expect(mean.take() == 3)
    #expect(mean.take() == nil)
  }
}
