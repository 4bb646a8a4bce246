/// Where the panes of view 4 stand.
extension ScreenLayout {
  /// The list beside the example, or above it; on small screens the list alone.
  mutating func placeExamples(_ body: Rectangle) {
    var body = body
    if body.width >= 72 {
      let share = body.width >= 100 ? body.width * 9 / 20 : 36
      place(.exampleProfile, body.takeRight(share))
    } else if body.height >= 24 {
      place(.exampleProfile, body.takeBottom(body.height * 3 / 5))
    }
    place(.exampleList, body)
  }
}
