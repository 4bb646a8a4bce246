import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let instruments: [KeyTrial] = [
    KeyTrial(
      "Add a random constant to all logits of each example, or take it away: losses that only order "
        + "logits within an example stay the same.", course: .roundTrip,
      [
        .instrument(.toggleOffset): [
          KeyEffect("offsets that leave cross-entropy alone and no aligned loss") { _, after in
            func line(_ loss: String) -> String {
              after.lines.first { $0.contains("│ \(loss) ") } ?? ""
            }
            return after.shows("+offset 5") && line("✗ cross-entropy").contains("= the same")
              && line("✗ max-margin").contains("= the same")
              && line("✓ batch-cross-entropy").contains("jumps")
          },
          .hides("offset 5"),
        ]
      ]),
    KeyTrial(
      "With the offset: a smaller or a larger spread.", course: .continued,
      [
        .instrument(.changeOffset(-1)): [.shows("spread 2 "), .shows("spread 1 ")],
        .instrument(.changeOffset(1)): [
          .shows("spread 2 "), .shows("spread 5 "), .shows("spread 10 "),
        ],
      ]
    ) {
      try $0.go("u", "spread 5 ")
    },
    KeyTrial(
      "Show bare logits, logits less the mean of their row, or log-softmax.", course: .roundTrip,
      [
        .instrument(.cycleTransform): [
          .shows("−mean · "), .shows("log-softmax · "), .hides("log-softmax · "),
        ]
      ]),
    KeyTrial(
      "Show or hide the gradient of the loss, with the sum of each row.", course: .roundTrip,
      [
        .instrument(.toggleGradient): [
          KeyEffect("the gradient") {
            $1.shows("Gradient of cross-entropy") && $1.shows("row sum")
              && $1.shows("every row sums to 0")
          },
          .hides("Gradient of"),
        ]
      ]),
    KeyTrial(
      "The histogram of one class, or the true against the false logits of all.",
      course: .roundTrip,
      [
        .instrument(.togglePooled): [
          .shows("true against false logits"), .shows("◄ class"),
        ]
      ]),
    KeyTrial(
      "Reckon precision with one positive in ten, then rarer ones, down to one in a million, or as "
        + "in the test set; with Shift the other way round.",
      course: .continued,
      [
        .instrument(.changePrevalence(1)): [
          // In the test set it is one in twenty-five.
          .prevalence("1 in 10 ", isPrecisionHigher: true),
          .prevalence("1 in 100 ", isPrecisionHigher: false),
          .shows("1 in 1,000 "), .shows("1 in 10k"), .shows("1 in 100k"), .shows("1 in 1M"),
          .hides("1 in 1"),
        ],
        .instrument(.changePrevalence(-1)): [.shows("1 in 1M"), .shows("1 in 100k")],
      ]),
    KeyTrial(
      "Show or hide the smallest true and the largest false logit, side by side.",
      course: .roundTrip,
      [
        .instrument(.toggleWorstPair): [
          KeyEffect("the worst pair") {
            $1.shows("The worst pair") && $1.shows("smallest true logit")
              && $1.shows("largest false logit")
          },
          .hides("The worst pair"),
        ]
      ]),
    KeyTrial(
      "Positives and negatives on one side of the axis, or on both.", course: .roundTrip,
      [
        .instrument(.toggleOverlaid): [
          KeyEffect("both on one side") { $1.rowsBetweenHalves == 1 },
          KeyEffect("both sides") { ($1.rowsBetweenHalves ?? 0) > 5 },
        ]
      ]),
    KeyTrial(
      "Cursor: the bin before, the bin after.", course: .continued,
      [
        .instrument(.moveCursor(-1)): [
          KeyEffect("the bin before") {
            isSame($1.bounds(after: " bin ")?.high, $0.bounds(after: " bin ")?.low)
          }
        ],
        .instrument(.moveCursor(1)): [
          KeyEffect("the bin after") {
            isSame($1.bounds(after: " bin ")?.low, $0.bounds(after: " bin ")?.high)
          }
        ],
      ]
    ) {
      try $0.showCursor()
    },
    KeyTrial(
      "Cursor: brush a range of bins; also Shift with left and right.",
      [
        .instrument(.extendBrush(-1)): [
          KeyEffect("a brush from the bin before") {
            guard let bin = $0.bounds(after: " bin "), let range = $1.bounds(after: "brushed ")
            else { return false }
            return isSame(range.high, bin.high) && isSame(range.low, 2 * bin.low - bin.high)
          }
        ],
        .instrument(.extendBrush(1)): [
          KeyEffect("a brush to the bin after") {
            guard let bin = $0.bounds(after: " bin "), let range = $1.bounds(after: "brushed ")
            else { return false }
            return isSame(range.low, bin.low) && isSame(range.high, 2 * bin.high - bin.low)
          }
        ],
      ]
    ) {
      try $0.showCursor()
    },
    KeyTrial(
      "Show or hide the cursor that reads a bin.", course: .roundTrip,
      [
        .instrument(.toggleCursor): [
          KeyEffect("what the bin holds") {
            $1.bounds(after: " bin ") != nil && $1.shows(" positives, ")
          },
          KeyEffect("no bin") { $1.bounds(after: " bin ") == nil },
        ]
      ]),
    KeyTrial(
      "Magnify the bars twofold, so that tails show; ≈ marks the bars that go past the edge.",
      [
        .instrument(.magnify(1)): [
          KeyEffect("bars past the edge") {
            $1.shows("own peaks ×2 ") && !$0.shows("≈") && $1.shows("≈")
          },
          .shows("own peaks ×4 "),
        ]
      ]),
    KeyTrial(
      "Magnify the bars half as much, down to all of them.",
      [.instrument(.magnify(-1)): [.shows("own peaks ×2 "), .shows("own peaks · bin")]]
    ) { stage in
      for times in ["2", "4"] { try stage.go("e", "own peaks ×\(times) ") }
    },
    KeyTrial(
      "Halve the range of logits around the cursor or the threshold.",
      [
        .instrument(.zoom(1)): [
          KeyEffect("half the range") {
            $1.shows("· zoomed ") && isAxis($1, 0.5, of: $0)
          },
          KeyEffect("a quarter of the range") {
            isAxis($1, 0.5, of: $0)
          },
        ]
      ]),
    KeyTrial(
      "Double the range of logits, up to all of them.",
      [
        .instrument(.zoom(-1)): [
          KeyEffect("half the range") {
            $1.shows("· zoomed ") && isAxis($1, 2, of: $0)
          },
          .hides("· zoomed "),
        ]
      ]
    ) {
      try $0.zoomInTwice()
    },
    KeyTrial(
      "Zoomed in: move the range by an eighth; also Shift with left and right.", course: .continued,
      [
        .instrument(.pan(-1)): [
          KeyEffect("the threshold further right") {
            ($1.thresholdColumn ?? 0) >= ($0.thresholdColumn ?? .max) + 4
          }
        ],
        .instrument(.pan(1)): [
          KeyEffect("the threshold further left") {
            ($1.thresholdColumn ?? .max) <= ($0.thresholdColumn ?? 0) - 4
          }
        ],
      ]
    ) {
      try $0.zoomInTwice()
    },
  ]
}

extension KeyEffect {
  /// Another prevalence stands in the border, and the precision with it is higher or lower.
  fileprivate static func prevalence(_ text: String, isPrecisionHigher: Bool) -> KeyEffect {
    KeyEffect("'\(text)' and its precision") { before, after in
      guard let former = before.number(after: "P at R 0.90 "),
        let next = after.number(after: "P at R 0.90 ")
      else { return false }
      return after.shows(text) && (isPrecisionHigher ? next > former : next < former)
    }
  }
}

/// Whether two numbers read off a screen are the same, but for how they are rounded there.
private func isSame(_ one: Double?, _ other: Double?) -> Bool {
  guard let one, let other else { return false }
  return abs(one - other) < 0.004
}

/// Whether the axis of a moment spans so many times as much as that of another.
private func isAxis(_ after: Moment, _ factor: Double, of before: Moment) -> Bool {
  guard let range = after.rangeOfAxis, let former = before.rangeOfAxis else { return false }
  return abs(range / former / factor - 1) < 0.25
}

extension TerminalScreen {
  /// How far the label of the negatives is below that of the positives.
  fileprivate var rowsBetweenHalves: Int? {
    guard let positives = place(of: "positives ")?.row, let negatives = place(of: "negatives ")?.row
    else { return nil }
    return negatives - positives
  }

  /// How many logits sixty columns of the histogram's axis span, by the labels below it.
  fileprivate var rangeOfAxis: Double? {
    guard let row = place(of: "negatives ")?.row,
      let line = [1, 2].lazy.compactMap({ text(inFrame: "◄ class", row: row + $0) })
        // The rug may stand between them.
        .first(where: { $0.contains(#/\d/#) })
    else { return nil }
    let labels = line.matches(of: #/[−\d.]+/#).compactMap { match in
      Double(String(match.0.map { $0 == "−" ? "-" : $0 })).map { value in
        (value, column: line.distance(from: line.startIndex, to: match.range.upperBound))
      }
    }
    guard let first = labels.first, let last = labels.last, last.column > first.column else {
      return nil
    }
    return (last.0 - first.0) / Double(last.column - first.column) * 60
  }
}

extension ExplorerStage {
  fileprivate func showCursor() throws {
    try go("c", until: "the cursor") { $0.screen.bounds(after: " bin ") != nil }
  }

  fileprivate func zoomInTwice() throws {
    try go("z", "· zoomed ")
    let range = try now().rangeOfAxis ?? 0
    try go("z", until: "a smaller range") { ($0.rangeOfAxis ?? .infinity) < range * 0.8 }
  }
}
