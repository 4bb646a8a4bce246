import LogitEngine

/// Where the panes of view 2 stand: the table below the histograms, as soon as every histogram can
/// have two rows beside it.
extension ScreenLayout {
  mutating func placeCompare(_ body: Rectangle, showsTable: Bool) {
    var body = body
    let count = LossKind.all.count
    let tableHeight = count + 3
    if showsTable, body.width >= 72, body.height - tableHeight >= 2 * count + 3 {
      place(.comparisonTable, body.takeBottom(tableHeight))
    }
    place(.comparedHistograms, body)
  }
}
