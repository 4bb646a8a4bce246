extension NPYHeader {
  /// Why the elements cannot be read and what to do, as the rest of a sentence that begins with the
  /// file's path; the Python in it works once NumPy is imported as `np`.
  ///
  /// - Parameter path: the file's path.
  func refusalOfType(path: String) -> String {
    let type = elementDescription
    let code = type.drop { "<>=|".contains($0) }
    let load = Self.loading(path)
    switch code.first {
    case "[":
      let field = type.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first
      return "holds records with fields (\(type)); save one of them alone: "
        + "\(load)[\"\(field ?? "name")\"]"
    case "O":
      return "holds pickled Python objects (\(type)), which are not read; save plain numbers or "
        + "strings: np.array(\(Self.loading(path, options: ", allow_pickle=True")).tolist())"
    case "c":
      return "holds complex numbers (\(type)); save their real parts: \(load).real"
    case "M", "m":
      return "holds dates or times (\(type)); save whole numbers: \(load).astype(\"int64\")"
    case "f" where code == "f1":
      let count = elementCount ?? 0
      return "holds float8_e5m2 (\(type)), which NumPy itself cannot load; save float32: "
        + "np.frombuffer(open(\"\(FileSystem.name(of: path))\", \"rb\").read()[-\(count):], "
        + "ml_dtypes.float8_e5m2).astype(\"float32\").reshape\(shape.tuple)"
    case "f", "g":
      return "holds long floating-point numbers (\(type)), which differ from machine to machine; "
        + "save float64: \(load).astype(\"float64\")"
    case "V" where code == "V1":
      return "holds bytes whose type is not said (\(type)), most likely float8_e4m3fn or another "
        + "8-bit type of ml_dtypes; save float32: "
        + "\(load).view(ml_dtypes.float8_e4m3fn).astype(\"float32\")"
    case "V":
      return "holds raw bytes (\(type)) whose type is not said; save float32, or .view() them as "
        + "what they are"
    default:
      return "holds elements of the type '\(type)', which is unknown; save float32 or int64: "
        + "\(load).astype(\"float32\")"
    }
  }

  /// The Python that loads an array, a file's own or one of an archive's: `x.npz (logits)`.
  private static func loading(_ path: String, options: String = "") -> String {
    let name = FileSystem.name(of: path)
    guard name.hasSuffix(")"), let place = name.ranges(of: ".npz (").last else {
      return "np.load(\"\(name)\"\(options))"
    }
    let archive = name[..<name.index(place.lowerBound, offsetBy: 4)]
    return "np.load(\"\(archive)\"\(options))[\"\(name[place.upperBound...].dropLast())\"]"
  }
}
