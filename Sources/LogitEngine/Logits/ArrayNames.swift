/// What arrays of logits and labels are called, in the files of people and programs.
enum ArrayNames {
  /// Names of logits; those that stand first are more surely so.
  static let logits = [
    "logits", "logit", "outputs", "output", "predictions", "scores", "score", "y_score", "y_scores",
    "decision_function", "preds", "y_logits", "log_probs", "logprobs", "log_proba", "probs",
    "probabilities", "proba", "y_proba", "y_prob", "predict_proba", "pred", "y_pred", "y_hat",
    "yhat", "z",
  ]
  /// Names of labels; those that stand first are more surely so.
  static let labels = [
    "labels", "label_ids", "y_true", "ytrue", "targets", "target", "label", "gt", "gt_labels",
    "ground_truth", "groundtruth", "gold", "true", "truth", "true_labels", "y_test", "y_val",
    "y_eval", "y", "classes_true", "annotations",
  ]
  /// Names of the names of classes.
  static let classNames = [
    "class_names", "classnames", "classes", "classes_", "label_names", "labels_names",
    "target_names", "categories", "names",
  ]

  /// Words that say of an array that it is neither logits nor labels.
  private static let otherWords: Set<String> = [
    "argmax", "fold", "folds", "split", "splits", "group", "groups", "id", "ids", "idx", "idxs",
    "index", "indices", "indexes", "epoch", "epochs", "weight", "weights", "step", "steps", "seed",
    "seeds", "sample", "samples", "row", "rows", "time", "times", "mask", "masks", "count",
    "counts", "len", "length", "lengths", "top", "topk", "rank", "ranks", "order", "perm",
    "permutation", "batch", "size", "sizes", "shape", "hat", "guess", "guesses", "iter",
    "iteration",
    "rng", "domain", "source", "subject", "subjects", "user", "users", "uid", "key", "keys",
  ]
  /// Words that say of numbers that they are what a network takes or has within, not its logits.
  private static let innerWords: Set<String> = [
    "embedding", "embeddings", "embed", "embeds", "emb", "feature", "features", "feat", "feats",
    "hidden", "latent", "latents", "activation", "activations", "input", "inputs", "image",
    "images", "img", "imgs", "x", "data", "pixels", "representation", "representations", "encoding",
    "encodings", "attention", "attentions", "loss", "losses", "grad", "grads", "gradient",
    "gradients", "kernel", "bias", "coef", "variance", "std", "mean", "pca", "tsne", "umap", "cam",
  ]

  /// What is missing where there are no labels, in words.
  static let wantedLabels =
    "labels, label_ids, y_true, targets, gt or y, nor just one of n integers or strings; "
    + "--labels-name says which it is"

  /// Whether an array that is not called labels may be them for want of another.
  static func mayBeLabels(_ name: String) -> Bool {
    let words = words(name)
    return !words.contains {
      otherWords.contains($0) || $0.hasPrefix("pred") || $0.hasPrefix("argmax")
        || $0.hasPrefix("logit") || $0.hasPrefix("prob") || $0.hasPrefix("score")
    } && !classNames.contains(name.lowercased())
  }

  /// Whether an array that is not called logits may be them for want of another.
  static func mayBeLogits(_ name: String) -> Bool {
    let words = words(name)
    return !labels.contains(lastPart(name).lowercased())
      && !words.contains {
        otherWords.contains($0) || innerWords.contains($0) || $0 == "label" || $0 == "labels"
          || $0 == "target" || $0 == "targets"
      }
  }

  /// The arrays that bear one of some names, the surest first: the whole name, or else its end, as
  /// in `val_logits`.
  static func find(_ wanted: [String], among names: [String]) -> [String] {
    let lowercased = names.map { (name: $0, lowercased: lastPart($0).lowercased()) }
    let whole = wanted.flatMap { wanted in
      // The exact spelling goes before another.
      names.filter { $0 == wanted }
        + lowercased.filter { $0.lowercased == wanted && $0.name != wanted }.map(\.name)
    }
    guard whole.isEmpty else { return whole }
    return wanted.filter { $0.utf8.count > 3 }.flatMap { wanted in
      let ending = lowercased.filter {
        ($0.lowercased.hasSuffix("_" + wanted) || $0.lowercased.hasSuffix("." + wanted))
          && !(labels.contains(wanted) && saysPrediction($0.name))
      }
      return ending.count == 1 ? [ending[0].name] : []
    }
  }

  /// Whether a name, such as `pred_labels`, is that of labels that a model gave.
  private static func saysPrediction(_ name: String) -> Bool {
    words(name).contains {
      $0.hasPrefix("pred") || $0.hasPrefix("argmax") || $0.hasPrefix("guess") || $0 == "hat"
    }
  }

  /// The part after the last slash.
  private static func lastPart(_ name: String) -> Substring {
    name.split(separator: "/").last ?? Substring(name)
  }

  private static func words(_ name: String) -> [String] {
    // argMax and sampleIndex are two words as well.
    var words: [String] = [""]
    var wasLower = false
    for character in lastPart(name) {
      guard character.isLetter else {
        words.append("")
        wasLower = false
        continue
      }
      if character.isUppercase, wasLower { words.append("") }
      wasLower = character.isLowercase
      words[words.count - 1] += character.lowercased()
    }
    return words.filter { !$0.isEmpty }
  }
}
