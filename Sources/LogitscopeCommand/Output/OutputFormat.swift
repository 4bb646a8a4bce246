import ArgumentParser

/// How a headless command prints its results.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
