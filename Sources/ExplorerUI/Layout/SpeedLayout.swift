/// Where the panes of view 6 stand: the table beside the chart, or below it, or not at all.
extension ScreenLayout {
  mutating func placeSpeed(_ body: Rectangle) {
    var body = body
    if body.width >= 110 {
      place(.speedTable, body.takeRight(body.width >= 160 ? 72 : 58))
    } else if body.height >= 18 {
      place(.speedTable, body.takeBottom(min(13, body.height / 2)))
    }
    place(.speedChart, body)
  }
}
