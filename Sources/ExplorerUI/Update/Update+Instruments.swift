import LogitEngine

extension ExplorerState {
  mutating func perform(_ action: InstrumentAction) {
    switch action {
    case .toggleOffset:
      lens.offsets = lens.offsets == nil ? RowOffsets(spread: lens.offsetSpread) : nil
      if lens.offsets != nil {
        show(instrument: .offsetTable)
      } else if instrument == .offsetTable {
        hideInstrument()
      }
      refreshLens()
    case .changeOffset(let direction):
      let spread = lens.offsetSpread
      let next = direction > 0 ? RoundStep.above(spread) : RoundStep.below(spread)
      lens.offsetSpread = next.clamped(to: 0.1...1000)
      lens.offsets?.spread = lens.offsetSpread
      refreshLens()
    case .cycleTransform:
      let all = LogitTransform.allCases
      lens.transform = all[(lens.transform.rawValue + 1) % all.count]
      refreshLens()
    case .toggleGradient:
      if instrument == .gradientStrip { hideInstrument() } else { show(instrument: .gradientStrip) }
      refreshInstruments(bare: timeline.shown?.evaluation)
    case .togglePooled:
      isPooled.toggle()
      forgetPlaces()
      refreshInstruments(bare: timeline.shown?.evaluation)
      refreshAxis()
      refreshRuleThreshold()
    case .toggleOverlaid: isOverlaid.toggle()
    case .changePrevalence(let direction): changePrevalence(direction)
    case .toggleWorstPair:
      overlay = overlay == .worstPair ? nil : .worstPair
      refreshWorstPair()
    case .toggleCursor:
      if cursor == nil, let axis = histogramLayout?.axis {
        let start = threshold.map { axis.column(of: $0) } ?? axis.columnCount / 2
        place(cursorAtBin: axis.bin(atColumn: start.clamped(to: 0...axis.columnCount - 1)))
        isMovingThreshold = false
        focus = .histogram
      } else {
        cursor = nil
        brushedRange = nil
      }
    case .moveCursor(let bins):
      brushedRange = nil
      moveCursor(by: bins)
    case .extendBrush(let bins): extendBrush(by: bins)
    case .zoom(let direction): zoom(direction)
    case .pan(let direction): pan(direction)
    case .magnify(let direction):
      barMagnification = (direction > 0 ? barMagnification * 2 : barMagnification / 2)
        .clamped(to: 1...HistogramBars.largestMagnification)
    }
  }

  /// Prevalences from a tenth down to one in a million; beyond them is the test set's own.
  private mutating func changePrevalence(_ direction: Int) {
    let decades = [nil, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6]
    let place = decades.firstIndex(of: prevalence) ?? 0
    prevalence = decades[(place + direction + decades.count) % decades.count]
    refreshDialledMetrics()
  }

  mutating func refreshDialledMetrics() {
    dialled =
      if let prevalence, let scores = classView?.scores {
        DialledMetrics(scores, prevalence: prevalence)
      } else { DialledMetrics() }
  }

  private mutating func refreshLens() {
    forgetPlaces()
    _ = refreshShown()
  }

  /// Places on an axis mean nothing on another one.
  private mutating func forgetPlaces() {
    cursor = nil
    brushedRange = nil
    zoom = nil
    userThreshold = nil
  }

  private mutating func show(instrument: Pane) {
    hideInstrument()
    self.instrument = instrument
  }

  private mutating func hideInstrument() {
    if let instrument, focus == instrument { focus = .histogram }
    instrument = nil
  }

  /// Whether logits are looked at through something that Esc takes away.
  var canLeaveInstruments: Bool {
    !lens.isBare || instrument != nil || isPooled || prevalence != nil
  }

  /// Back to bare logits of one class.
  mutating func leaveInstruments() {
    if prevalence != nil {
      prevalence = nil
      refreshDialledMetrics()
    } else if lens.offsets != nil {
      perform(.toggleOffset)
    } else if instrument == .gradientStrip {
      perform(.toggleGradient)
    } else if lens.transform != .bare {
      lens.transform = .bare
      refreshLens()
    } else if isPooled {
      perform(.togglePooled)
    }
  }

  /// Makes anew what the instruments show of an evaluation.
  mutating func refreshInstruments(bare: Evaluation?) {
    offsetComparison =
      if lens.offsets != nil, let bare, let evaluation {
        OffsetComparison(
          bare: bare.snapshot, shifted: evaluation.snapshot, parameters: loss.parameters)
      } else { nil }
    gradientSample =
      instrument == .gradientStrip
      ? evaluation.flatMap { GradientSample($0.snapshot, loss: shownLoss) } : nil
    refreshWorstPair()
    pooledView =
      isPooled
      ? evaluation.map {
        ClassView(pooled: ClassScores.pooled($0.snapshot), step: $0.moment.step)
      } : nil
  }

  private mutating func refreshWorstPair() {
    worstPair = overlay == .worstPair ? evaluation.flatMap { WorstPair($0.snapshot) } : nil
  }

  // The cursor and the brush.

  mutating func place(cursorAtBin bin: Int) {
    guard let axis = histogramLayout?.axis else { return }
    // The middle of a bin stays in it, whatever is rounded.
    cursor = axis.bins.lowerBound(of: bin) + axis.bins.width / 2
  }

  /// The bin under the cursor; nil without one, or where it lies outside the axis.
  func cursorBin(_ axis: HistogramAxis) -> Int? {
    guard let cursor else { return nil }
    let column = axis.column(of: cursor)
    return (0..<axis.columnCount).contains(column) ? axis.bin(atColumn: column) : nil
  }

  private mutating func moveCursor(by bins: Int) {
    guard let axis = histogramLayout?.axis else { return }
    let bin = cursorBin(axis) ?? (cursor ?? 0 < axis.bounds.lowerBound ? 0 : axis.bins.count - 1)
    place(cursorAtBin: (bin + bins).clamped(to: 0...axis.bins.count - 1))
  }

  private mutating func extendBrush(by bins: Int) {
    guard let axis = histogramLayout?.axis, let anchor = cursorBin(axis) else { return }
    let start = axis.bins.lowerBound(of: anchor)
    let former = brushedRange ?? start...axis.bins.lowerBound(of: anchor + 1)
    moveCursor(by: bins)
    guard let bin = cursorBin(axis) else { return }
    let (low, high) = (axis.bins.lowerBound(of: bin), axis.bins.lowerBound(of: bin + 1))
    // The end that the cursor was at moves with it.
    let isAtHigh =
      abs(former.upperBound - axis.bins.lowerBound(of: anchor + 1)) < axis.bins.width / 4
    let isAtLow = abs(former.lowerBound - start) < axis.bins.width / 4
    if isAtHigh, !isAtLow || bins > 0 {
      brushedRange = min(former.lowerBound, low)...max(high, former.lowerBound + axis.bins.width)
    } else {
      brushedRange = min(low, former.upperBound - axis.bins.width)...former.upperBound
    }
  }

  // Zoom and pan.

  private mutating func zoom(_ direction: Int) {
    guard let shown = zoom ?? axisRange else { return }
    let inside = [cursor, threshold].compactMap(\.self).first { shown.contains($0) }
    zoom(
      by: direction > 0 ? 2 : 0.5, around: inside ?? (shown.lowerBound + shown.upperBound) / 2)
  }

  /// Shows a range so many times narrower, in which a logit stays in its place on the screen.
  mutating func zoom(by factor: Double, around centre: Double) {
    guard let whole = axisRange, let shown = zoom ?? axisRange else { return }
    let width = (shown.upperBound - shown.lowerBound) / factor
    let wholeWidth = whole.upperBound - whole.lowerBound
    guard width < wholeWidth * 0.999 else {
      zoom = nil
      return
    }
    guard width > wholeWidth / 5000 else { return }
    let share = (centre - shown.lowerBound) / (shown.upperBound - shown.lowerBound)
    zoom = held(from: centre - share * width, width: width, in: whole)
  }

  private mutating func pan(_ direction: Int) {
    guard let zoom, let whole = axisRange else { return }
    let width = zoom.upperBound - zoom.lowerBound
    self.zoom = held(
      from: zoom.lowerBound + Double(direction) * width / 8, width: width, in: whole)
  }

  private func held(
    from start: Double, width: Double, in whole: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let start = start.clamped(
      to: whole.lowerBound...max(whole.lowerBound, whole.upperBound - width))
    return start...(start + width)
  }
}
