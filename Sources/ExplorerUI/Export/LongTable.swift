/// The numbers behind a view that shows several things, as one table with a number a line.
///
/// What a number belongs to stands before it: the part of the view (`table`), loss, class (`all`
/// for all of them), how the logits are looked at (`bare` for as they are), step of the evaluation,
/// and the name of the quantity (`series`). `x` is its place on the axis, which for a bin or for
/// several steps taken together reaches to `x_end`.
struct LongTable {
  /// What the numbers that are added next belong to.
  struct Subject {
    var table: String
    var loss: String
    var className: String
    var lens = "bare"
    var step: Int

    /// The word for all classes.
    static let allClasses = "all"

    /// The same loss and moment in another part, or of another class.
    func with(table: String, className: String? = nil) -> Subject {
      var other = self
      other.table = table
      other.className = className ?? self.className
      return other
    }
  }

  private var table = CSVText(columns: [
    "table", "loss", "class", "logits", "step", "series", "x", "x_end", "value",
  ])

  /// What has been written.
  var text: String { table.text }

  /// Adds a number.
  mutating func add(
    _ subject: Subject, _ series: String, x: CSVText.Field = .number(nil),
    to end: CSVText.Field = .number(nil), _ value: CSVText.Field
  ) {
    table.add([
      .text(subject.table), .text(subject.loss), .text(subject.className), .text(subject.lens),
      .integer(subject.step), .text(series), x, end, value,
    ])
  }
}
