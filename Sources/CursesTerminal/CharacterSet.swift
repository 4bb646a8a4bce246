import Glibc

/// Which characters the terminal is believed to show.
enum CharacterSet {
  /// Takes over the user's locale, for characters only, and says whether it is one of UTF-8.
  ///
  /// - Returns: why only ASCII can be used; nil when everything can.
  static func adoptLocale(terminalType: String) -> String? {
    if setlocale(LC_CTYPE, "") == nil {
      // The locale asked for is not installed. If it was one of UTF-8, the terminal's end of the
      // line does not mind which of them is used here.
      if wantsUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    }
    guard codeset == "UTF-8" else {
      let name = wantedLocale
      return "ASCII only: the locale \(name.isEmpty ? "C" : name) is not UTF-8"
    }
    // Its fonts have 256 glyphs, without the parts of blocks and the dots that charts are made of.
    if terminalType == "linux" { return "ASCII only: the console has few symbols" }
    return nil
  }

  private static var codeset: String {
    nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
  }

  private static var wantsUTF8: Bool {
    let name = wantedLocale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  /// The locale for characters by the rules of POSIX.
  private static var wantedLocale: String {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return ""
  }
}
