import LogitEngine

/// Where things stand inside the pane of one example: what is wrong with it, its picture, and its
/// logits below the picture, or beside it where the pane is low.
struct ExampleProfileLayout: Sendable {
  /// What is wrong with it.
  let words: Rectangle
  /// The picture, no larger than it is drawn; or some lines for features.
  let picture: Rectangle
  /// The line above the logits.
  let header: Rectangle
  /// One line a class.
  let rows: Rectangle

  /// Below a picture there are at least so many classes, or all.
  private static let fewestRows = 6

  init(frame: Rectangle, classCount: Int, shape: ImageShape?) {
    var inside = frame.inner.inset(horizontally: 1, vertically: 0)
    words = inside.takeTop(inside.height >= 22 ? 3 : inside.height >= 9 ? 2 : 1)
    if let shape, shape.isPicture {
      if inside.height < 12 || inside.width >= 5 * inside.height {
        let size = PixelPicture.size(
          of: shape, columns: min(inside.width * 2 / 5, 2 * inside.height), rows: inside.height)
        picture = inside.takeLeft(size.width)
        _ = inside.takeLeft(2)
      } else {
        // All classes if the picture is still large enough then, else those that matter most.
        let spare = inside.height - 2
        let most = max(spare - classCount, spare / 2, 1)
        let rows = min(most, spare - min(classCount, Self.fewestRows))
        let size = PixelPicture.size(of: shape, columns: inside.width, rows: max(1, rows))
        picture = inside.takeTop((size.height + 1) / 2)
        _ = inside.takeTop(1)
      }
    } else {
      picture = inside.takeTop(inside.height >= 12 ? 4 : 1)
    }
    header = inside.takeTop(1)
    rows = inside
  }

  /// The class at a cell, of those that are drawn.
  func index(atColumn column: Int, row: Int) -> Int? {
    rows.contains(column: column, row: row) ? row - rows.row : nil
  }
}

extension ExplorerState {
  func exampleProfileLayout(in frame: Rectangle) -> ExampleProfileLayout {
    ExampleProfileLayout(frame: frame, classCount: classCount, shape: exampleSet?.shape)
  }
}
