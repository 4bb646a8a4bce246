extension Theme {
  /// Whether positives and negatives have colours of their own.
  var tellsClassesByColor: Bool {
    self[.positive].foreground != self[.negative].foreground
  }

  /// Whether there are colours between those of negatives and positives.
  var hasRamp: Bool {
    self[.share0].foreground != self[.share20].foreground
      && self[.share20].foreground != self[.share40].foreground
  }
}
