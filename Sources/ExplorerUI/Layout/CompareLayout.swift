import LogitEngine

/// Where the panes of view 2 stand: the table below the histograms, as soon as every histogram can
/// have two rows beside it.
extension ScreenLayout {
  mutating func placeCompare(_ body: Rectangle, lossCount: Int) {
    var body = body
    let tableHeight = max(lossCount, min(LossKind.all.count, body.height / 3)) + 3
    if lossCount > 0, body.width >= 72, body.height - tableHeight >= 2 * lossCount + 3 {
      place(.comparisonTable, body.takeBottom(tableHeight))
    }
    place(.comparedHistograms, body)
  }
}
