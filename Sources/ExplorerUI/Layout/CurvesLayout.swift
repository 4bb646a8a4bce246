/// Where the panes of view 5 stand.
///
/// What does not fit is left out in a fixed order: the receiver operating characteristic, the
/// sweep. The line of readings stays, also below a pane that fills the screen.
extension ScreenLayout {
  mutating func placeCurves(_ body: Rectangle) {
    var body = body
    if body.width >= 72, body.height >= 15 {
      let sweep = body.takeBottom(body.height * 2 / 5)
      place(.precisionRecall, body.takeLeft((body.width + 1) / 2))
      place(.receiverOperating, body)
      place(.thresholdSweep, sweep)
    } else if body.width >= 72 {
      place(.precisionRecall, body.takeLeft((body.width + 1) / 2))
      place(.thresholdSweep, body)
    } else {
      let sweep = body.takeBottom(body.height >= 17 ? body.height * 2 / 5 : 0)
      place(.precisionRecall, body)
      if !sweep.isEmpty { place(.thresholdSweep, sweep) }
    }
  }
}
