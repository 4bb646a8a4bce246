import LogitEngine

extension ExplorerState {
  mutating func perform(_ action: LearnAction) -> [ExplorerEffect] {
    switch action {
    case .moveCursor(let rows): chooseLesson(learn.cursor + rows)
    case .begin: beginLesson(learn.cursor)
    case .next: goOnInLesson()
    case .back:
      if let progress = learn.progress, progress.step > 0 {
        begin(step: progress.step - 1, ofLesson: progress.lesson)
      }
    case .close: leaveLesson()
    case .search: return searchViolation()
    case .scroll(let lines):
      learn.firstLine = (lessonFirstLine + lines).clamped(to: 0...lastLessonLine)
    }
    return []
  }

  /// Puts the cursor on a lesson; beyond the last is the first.
  mutating func chooseLesson(_ index: Int) {
    learn.cursor = (index + Lesson.all.count) % Lesson.all.count
    learn.firstLine = nil
  }

  /// Begins a lesson where it was left, and shows the view of its step.
  mutating func beginLesson(_ index: Int) {
    learn.cursor = index
    let step = learn.reached[index] ?? 0
    if learn.progress?.lesson != index { begin(step: step, ofLesson: index) }
    show(Lesson.all[index].steps[step].view ?? Lesson.all[index].view)
    focusOnLessonText()
  }

  /// Gives the focus to the text of a lesson that is in Learn itself, so that a screen with room
  /// for one pane shows what the lesson speaks of.
  mutating func focusOnLessonText() {
    if view == .learn, learn.progress != nil { focus = .lessonText }
  }

  /// Begins a step: what there is now is what its outcome is told against.
  mutating func begin(step: Int, ofLesson lesson: Int) {
    learn.progress = LearnState.Progress(
      lesson: lesson, step: step, start: LessonMoment(self), outcome: nil,
      seeksClass: step == 0 && Lesson.all[lesson].isAboutOverlap)
    learn.reached[lesson] = step
    learn.cursor = lesson
    learn.firstLine = nil
  }

  /// Goes on to the next step or, after the last, to the list of lessons.
  private mutating func goOnInLesson() {
    guard let progress = learn.progress else { return }
    guard progress.isLastStep else {
      begin(step: progress.step + 1, ofLesson: progress.lesson)
      return
    }
    learn.finished.insert(progress.lesson)
    learn.reached[progress.lesson] = nil
    learn.progress = nil
    show(.learn)
    focus = .lessonList
    let count = Lesson.all.count
    let rest = (1..<count).map { (progress.lesson + $0) % count }
    if let next = rest.first(where: { !learn.finished.contains($0) }) {
      chooseLesson(next)
      _ = show(
        notice: "✓ \(Lesson.all[progress.lesson].name) done; Enter begins \(Lesson.all[next].name)")
    } else {
      _ = show(notice: "✓ all \(count) lessons done")
    }
  }

  /// Closes a lesson before its last step; it can be gone on with.
  mutating func leaveLesson() {
    learn.progress = nil
    learn.firstLine = nil
    if view == .learn { focus = .lessonList }
  }

  /// Notices when what a step asks for has been done, and tells what it has changed as long as that
  /// stands.
  mutating func refreshLesson() {
    guard let progress = learn.progress, let goal = progress.current.goal else { return }
    let context = LessonContext(self, since: progress.start)
    guard goal.isReached(context) else {
      learn.progress?.obstacle = progress.outcome == nil ? context.obstacle : nil
      return
    }
    learn.progress?.obstacle = nil
    learn.progress?.outcome = LessonStep.Wording(
      brief: goal.outcome.brief.settled(context), full: goal.outcome.full.settled(context))
  }

  // MARK: - The search for a violation

  private mutating func searchViolation() -> [ExplorerEffect] {
    guard let name = learn.progress?.current.searchedLoss, let kind = LossKind(named: name) else {
      return []
    }
    learn.searchedKind = kind
    return [.searchViolation(Loss(kind))]
  }

  /// Takes in what a search has found.
  mutating func take(_ finding: ViolationFinding) -> [ExplorerEffect] {
    learn.findings[finding.kind] = finding
    if learn.searchedKind == finding.kind { learn.searchedKind = nil }
    return []
  }

  // MARK: - The mouse

  mutating func clickLessons(
    _ event: MouseEvent, frame: Rectangle, again lastLesson: Int?
  ) -> [ExplorerEffect] {
    guard
      let lesson = LessonListLayout(frame: frame).lesson(atColumn: event.column, row: event.row)
    else { return [] }
    chooseLesson(lesson)
    if lastLesson == lesson, canBeginLesson { return perform(.learn(.begin)) }
    clickedLesson = lesson
    return []
  }

  /// Goes on when the step is done; a click must not skip what is still to be done.
  mutating func clickLessonStrip() -> [ExplorerEffect] {
    showsNotices = false
    return learn.progress?.isDone == true ? perform(.learn(.next)) : []
  }
}
