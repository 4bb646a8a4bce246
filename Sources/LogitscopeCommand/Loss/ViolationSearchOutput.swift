import LogitEngine

/// What `loss --search-violation` prints.
struct ViolationSearchOutput {
  let search: ViolationSearch
  let result: ViolationSearchResult

  private var kind: LossKind { search.loss.kind }

  /// The logits to show: the violation, or for want of one what separates.
  private var witness: LogitWitness? { result.violation ?? result.separated }

  var text: String {
    var text = ""
    if result.violation != nil {
      text += "\(kind.name): found logits near the infimum that violate separation\n"
    } else if result.nearCount > 0 {
      text += "\(kind.name): found no logits near the infimum that violate separation\n"
    } else {
      text += "\(kind.name): found no logits near the infimum at all\n"
    }
    text += "\(kind.isAligned ? "aligned" : "not aligned"): \(kind.reason)\n\n"
    var facts = [
      (
        "infimum",
        result.infimum.short + (kind.infimumFormula == "0" ? "" : " = \(kind.infimumFormula)")
      ),
      ("near means", "at most \(search.nearness.short)"),
      (
        "descents",
        "\(result.descentCount.grouped), \(result.nearCount.grouped) of them to near the infimum, "
          + "\(result.violatingCount.grouped) to a violation there"
      ),
    ]
    if result.violation == nil, let closest = result.closestViolation {
      facts.append(("least loss met with a violation", closest.value.short))
    }
    if let witness {
      facts += [
        ("loss of the logits below", witness.value.short),
        (
          "violating pairs",
          "\(witness.violatingPairCount.grouped) of \(witness.pairCount.grouped)"
        ),
        ("margin", "\(witness.margin.short), the smallest true logit less the largest false one"),
      ]
    }
    let width = facts.reduce(0) { max($0, $1.0.count) }
    for (name, value) in facts { text += "  \(name.leftPadded(to: width))  \(value)\n" }
    if let witness { text += "\n" + Self.matrix(witness) }
    return text
  }

  /// The logits, true ones in brackets, false ones with a mark if a true one is not above them.
  private static func matrix(_ witness: LogitWitness) -> String {
    let (snapshot, k) = (witness.snapshot, witness.snapshot.classCount)
    let smallestTrue = snapshot.labels.enumerated().reduce(Float.infinity) { smallest, row in
      min(smallest, snapshot.logits[row.offset * k + Int(row.element)])
    }
    var table = TextTable([.init("example")] + (0..<k).map { .init("class \($0) ") })
    for (row, label) in snapshot.labels.enumerated() {
      let cells = (0..<k).map { column in
        let logit = snapshot.logits[row * k + column]
        let number = Double(logit).fixed(2)
        if column == Int(label) { return "[\(number)]" }
        return number + (logit >= smallestTrue ? "!" : " ")
      }
      table.add(["\(row)"] + cells)
    }
    return table.text + "[true]   false!  no less than the smallest true logit\n"
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("loss", .string(kind.name)), .init("aligned", .bool(kind.isAligned)),
      .init("reason", .string(kind.reason)),
    ]
    members += LossParameterName.members(of: search.loss)
    members += [
      .init("classes", .integer(search.classCount)),
      .init("examples", .integer(search.labels.count)),
      .init("infimum", .number(result.infimum)),
      .init("nearness", .number(search.nearness)),
      .init("descents", .integer(result.descentCount)),
      .init("descents_near_infimum", .integer(result.nearCount)),
      .init("violation_found", .bool(result.violation != nil)),
      .init("violation", result.violation.map(Self.json) ?? .null),
      .init("separated", result.separated.map(Self.json) ?? .null),
      .init("closest_violation", result.closestViolation.map(Self.json) ?? .null),
    ]
    return .object(members)
  }

  private static func json(_ witness: LogitWitness) -> JSONValue {
    let k = witness.snapshot.classCount
    return .object([
      .init("value", .number(witness.value)),
      .init("margin", .number(witness.margin)),
      .init("violating_pairs", .integer(witness.violatingPairCount)),
      .init("pairs", .integer(witness.pairCount)),
      .init("labels", .array(witness.snapshot.labels.map { .integer(Int($0)) })),
      .init(
        "logits",
        .array(
          witness.snapshot.labels.indices.map { row in
            .array(witness.snapshot.logits[row * k..<(row + 1) * k].map { .number(Double($0)) })
          })),
    ])
  }
}
