/// Where the panes of view 1 stand.
///
/// What does not fit is left out in a fixed order: the class list, the curves, the separation pane
/// (one line of metrics takes its place), the losses. An instrument takes the place of the curves.
extension ScreenLayout {
  mutating func placeExplore(_ body: Rectangle, instrument: Pane?) {
    if body.width >= 72 {
      placeColumns(body, instrument)
    } else {
      placeStack(body, instrument)
    }
  }

  /// Losses at the left, the histogram in the middle, numbers at the right, curves below.
  private mutating func placeColumns(_ body: Rectangle, _ instrument: Pane?) {
    var body = body
    let isWide = body.width >= 104
    if !isWide, body.height < 18 { metricsLine = body.takeBottom(1) }
    var left = body.takeLeft(
      body.width >= 160 ? 36 : body.width >= 118 ? 30 : isWide ? 28 : 27)
    let lossHeight = min(
      left.height,
      body.height >= 52 ? 22 : body.height >= 40 ? 17 : body.height >= 30 ? 16 : 12)
    if isWide, left.height - lossHeight >= 7 {
      place(.losses, left.takeTop(lossHeight))
      place(.classes, left)
    } else if !isWide, metricsLine == nil {
      place(.losses, left.takeTop(max(9, min(lossHeight, left.height - 9))))
      place(.separation, left)
    } else {
      place(.losses, left)
    }
    if body.height >= 18 {
      let height = body.height >= 30 ? body.height / 3 : 8
      if let instrument {
        place(instrument, body.takeBottom(max(height, min(11, body.height / 2))))
      } else {
        placeTrainingCurves(body.takeBottom(height))
      }
    }
    if isWide {
      place(.separation, body.takeRight(body.width >= 120 ? 38 : body.width >= 88 ? 29 : 27))
    }
    place(.histogram, body)
  }

  /// Everything one below the other, for narrow screens.
  private mutating func placeStack(_ body: Rectangle, _ instrument: Pane?) {
    var body = body
    if let instrument, body.height >= 22 {
      place(instrument, body.takeBottom(11))
    } else if body.height >= 42 {
      placeTrainingCurves(body.takeBottom(9))
    }
    if body.height >= 28 {
      var row = body.takeBottom(11)
      if row.width >= 54 {
        place(.losses, row.takeLeft(26))
        place(.separation, row)
      } else {
        metricsLine = row.takeTop(1)
        place(.losses, row)
      }
    } else {
      metricsLine = body.takeBottom(1)
    }
    place(.histogram, body)
  }

  private mutating func placeTrainingCurves(_ row: Rectangle) {
    var row = row
    if row.width >= 52 { place(.lossCurve, row.takeLeft(row.width / 2)) }
    place(.precisionCurve, row)
  }
}
