/// Where the panes of view 7 stand: the text beside the list of lessons, or below it, or in its
/// place.
extension ScreenLayout {
  mutating func placeLearn(_ body: Rectangle) {
    var body = body
    let listHeight = Lesson.all.count + 2
    if body.width >= 72 {
      place(.lessonList, body.takeLeft(body.width >= 150 ? 50 : body.width >= 100 ? 40 : 32))
      place(.lessonText, body)
    } else if body.height >= listHeight + 8 {
      place(.lessonList, body.takeTop(listHeight))
      place(.lessonText, body)
    } else {
      place(.lessonList, body)
    }
  }

  /// The rows of the strip that shows the step of a lesson.
  static func lessonStripHeight(in size: Size) -> Int {
    size.height >= 30 ? 3 : size.height >= 16 ? 2 : 1
  }
}
