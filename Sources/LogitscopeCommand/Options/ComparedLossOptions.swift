import ArgumentParser
import ExplorerUI
import LogitEngine

/// The options that say how Compare begins.
struct ComparedLossOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Compare: the losses: all for the paper's seven, more for the others as well, or names with \
      commas between them (default: all).
      """,
      valueName: "all|more|name,name"),
    transform: OptionValue.losses)
  var losses: [LossKind]?

  @Option(
    help: ArgumentHelp(
      "Compare: the loss that the others are measured against (default: the first).",
      valueName: "name"))
  var baseline: LossKind?

  @Option(help: "Compare: what is drawn of each loss (default: histograms).")
  var form: FirstLook.Form?

  func validate() throws {
    guard let baseline, !(losses ?? LossKind.all).contains(baseline) else { return }
    throw ValidationError("--baseline \(baseline.name) is none of the losses that are compared")
  }

  /// A look with these losses.
  func added(to look: FirstLook) -> FirstLook {
    var look = look
    look.losses = losses
    look.baseline = baseline
    look.form = form ?? .histograms
    return look
  }
}

extension FirstLook.Form: ExpressibleByArgument {}
