extension Dataset {
  /// The checksums of the training and the test set, sixteen hexadecimal digits each, by which a
  /// dataset is known again whatever it is called.
  public var fingerprint: String {
    [training, test].map { examples in
      let digits = String(examples.fingerprint, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined(separator: "-")
  }
}
