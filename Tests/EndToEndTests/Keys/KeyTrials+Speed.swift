@testable import ExplorerUI

extension KeyTrial {
  static let speed: [KeyTrial] = [
    KeyTrial(
      "In Speed: measure now what one logit takes, and what all take.",
      [
        .measureSpeed: [
          KeyEffect("times of one logit and of all") { _, after in
            after.lines.contains { $0.contains(#/ 10 .*[µm]s .*×/#) }
          }
        ]
      ]
    ) {
      try $0.go("6", "nothing measured yet")
    },
    KeyTrial(
      "In Speed: give the measurement up; what has been measured stays.",
      [
        .cancelSpeed: [
          KeyEffect("the first times, and that the others were cancelled") { _, after in
            after.shows("cancelled") && after.title.contains("LIVE")
              && after.lines.contains { $0.contains(#/ 10 .*[µm]s .*×/#) }
          }
        ]
      ]
    ) {
      try $0.go("6", "nothing measured yet")
      try $0.go("M", "measuring 2 of")
    },
  ]
}
