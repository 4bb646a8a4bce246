import ArgumentParser

/// How a comparison is printed.
enum ComparisonFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case csv
  case latex
  case json
}
