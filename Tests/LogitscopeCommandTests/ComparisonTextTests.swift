import LogitEngine
import Testing

@testable import LogitscopeCommand

/// What a comparison looks like in each format.
@Suite struct ComparisonTextTests {
  private let seeds: [UInt64] = [0, 1]

  private func record() throws -> ComparisonRecord {
    var record = ComparisonRecord(
      dataset: "toys", fingerprint: "0", network: "mlp 4-2",
      settings: ComparisonSettings(
        TrainingConfiguration(
          network: NetworkSpecification(architecture: .mlp), loss: Loss(LossKind.all[0]),
          epochs: 3), outputBias: nil, isTuned: false))
    let figures: [(String, UInt64, Double, Double, Double)] = [
      ("cross-entropy", 0, 0.8, 0.9, 0.02), ("cross-entropy", 1, 0.84, 0.92, 0.03),
      ("max-margin", 0, 0.88, 0.9, 0.02), ("max-margin", 1, 0.88, 0.9, 0.02),
      ("nce", 0, 0.94, 0.93, 0.01), ("nce", 1, 0.94, 0.94, 0.01),
    ]
    for (name, seed, logit, softmax, violating) in figures {
      record.add(
        ComparedRun(
          loss: Loss(try #require(LossKind(named: name))), seed: seed, learningRate: 0.05,
          values: [
            .averagePrecision: logit, .softmaxAveragePrecision: softmax, .accuracy: 0.75,
            .precisionAtRecall90: 0.5, .violatingPairFraction: violating,
          ], seconds: 2))
    }
    record.seconds = 61
    record.machine = "Abacus, 2 threads"
    record.date = "2026-11-21"
    return record
  }

  private func text(width: Int, usesASCII: Bool) throws -> String {
    ComparisonText(
      record: try record(), losses: LossKind.all, seeds: seeds, width: width, usesASCII: usesASCII
    ).text
  }

  @Test func fitsTheTerminal() throws {
    let narrow = try text(width: 80, usesASCII: false)
    #expect(narrow == Self.narrow, "\(narrow)")
    let lines = narrow.split(whereSeparator: \.isNewline)
    #expect(lines.dropFirst(2).allSatisfy { $0.count <= 80 })
    let wide = try text(width: 200, usesASCII: false)
    #expect(wide.split(whereSeparator: \.isNewline).count == lines.count - 8)
  }

  @Test func asciiIsASCII() throws {
    let text = try text(width: 80, usesASCII: true)
    #expect(text.allSatisfy { $0.isASCII })
    #expect(text.contains("+ nce"))
    #expect(text.contains("- cross-entropy"))
    #expect(text.contains("0.820+-0.028"))
  }

  @Test func markdown() throws {
    let comparison = try record().comparison(losses: LossKind.all, seeds: seeds)
    #expect(ComparisonDocument.markdown(comparison) == Self.markdownTable)
  }

  @Test func latex() throws {
    let comparison = try record().comparison(losses: LossKind.all, seeds: seeds)
    #expect(ComparisonDocument.latex(comparison) == Self.latexTable)
  }

  @Test func csvHasAllDigits() throws {
    let comparison = try record().comparison(losses: LossKind.all, seeds: seeds)
    let lines = ComparisonDocument.csv(comparison).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(lines.count == 4 && lines.allSatisfy { $0.count == lines[0].count })
    let nce = Dictionary(uniqueKeysWithValues: zip(lines[0], lines[3]))
    #expect(nce["loss"] == "nce" && nce["aligned"] == "true" && nce["seeds"] == "2")
    #expect(nce["average_precision_mean"] == "0.94")
    #expect(nce["average_precision_deviation"] == "0.0")
    #expect(nce["precision_at_recall_99_mean"] == "")
    let improvement = try #require(nce["improvement_over_unaligned"].flatMap { Double($0) })
    #expect(abs(improvement - 0.5) < 1e-12)
    let overCrossEntropy = try #require(
      nce["improvement_over_cross_entropy"].flatMap { Double($0) })
    #expect(abs(overCrossEntropy - 2.0 / 3) < 1e-12)
  }

  @Test func jsonLinesAreTheSameValue() throws {
    let json = try record().json(losses: LossKind.all, seeds: seeds)
    let lines = json.lines.filter { !$0.isWhitespace }
    let line = json.text.filter { !$0.isWhitespace }
    #expect(lines == line)
    #expect(json.lines.split(whereSeparator: \.isNewline).count > 20)
    #expect(JSONValue.object([.init("a", .array([]))]).lines == "{\n  \"a\": []\n}\n")
    #expect(JSONValue.integer(3).lines == "3\n")
  }

  @Test func aSingleSeedHasNoSpreadAndASingleLossNoBest() throws {
    var record = try record()
    record.results.removeAll { $0.seed == 1 || $0.loss.kind.name != "nce" }
    let comparison = record.comparison(losses: LossKind.all, seeds: [0])
    let last = ComparisonDocument.markdown(comparison).split(whereSeparator: \.isNewline).last
    #expect(
      last == "| ✓ nce | 0.940 | 0.500 | - | 0.750 | 0.930 | 1.00 | +0.010 |")
  }

  @Test func theOrderOfRunsIsThatOfSeedsAndLosses() throws {
    var record = try record()
    let sorted = record.results
    record.results = []
    for result in sorted.reversed() { record.add(result) }
    #expect(record.results == sorted)
    let loss = Loss(LossKind.all[0])
    for rate in [0.1, 0.02, 0.05] {
      record.add(LossTuning.Trial(loss: loss, learningRate: rate, averagePrecision: 0.5))
    }
    #expect(record.trials.map(\.learningRate) == [0.02, 0.05, 0.1])
  }
}

// MARK: - What is expected

// swift-format-ignore
extension ComparisonTextTests {
  private static let narrow = """
    toys, mlp 4-2, epochs 3, batch size 128, optimizer sgd, learning rate 0.05, momentum 0.9, 2 seeds
    6 runs in 1:01, Abacus, 2 threads, 2026-11-21
    mean ± sample standard deviation over the seeds; * the best; ✓ aligned, ✗ not
    vs: by how much 1 - AUPRC is smaller

    loss                   AUPRC         P@0.9   P@0.99      accuracy
    ✗ cross-entropy  0.820±0.028   0.500±0.000*       -   0.750±0.000*
    ✗ max-margin     0.880±0.000   0.500±0.000*       -   0.750±0.000*
    ✓ nce            0.940±0.000*  0.500±0.000*       -   0.750±0.000*

    loss             softmax AUPRC   violating %   logit - softmax
    ✗ cross-entropy    0.910±0.014     2.50±0.71      -0.090±0.014
    ✗ max-margin       0.900±0.000     2.00±0.00      -0.020±0.000
    ✓ nce              0.935±0.007*    1.00±0.00*     +0.005±0.007

    loss             vs max-margin %   vs cross-entropy %
    ✗ cross-entropy            -50.0                    -
    ✗ max-margin                   -                +33.3
    ✓ nce                      +50.0                +66.7

    1 - AUPRC of aligned losses: 50.0 % below max-margin's, each at least 50.0 %
    1 - AUPRC of aligned losses: 66.7 % below cross-entropy's, each at least 66.7 %
    AUPRC, nce logit less cross-entropy softmax: +0.0300 ± 0.0141

    """

  private static let markdownTable = """
    | loss | AUPRC | P@0.9 | P@0.99 | accuracy | softmax AUPRC | violating % | logit - softmax | vs max-margin % | vs cross-entropy % |
    |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
    | ✗ cross-entropy | 0.820 ± 0.028 | **0.500 ± 0.000** | - | **0.750 ± 0.000** | 0.910 ± 0.014 | 2.50 ± 0.71 | −0.090 ± 0.014 | −50.0 | - |
    | ✗ max-margin | 0.880 ± 0.000 | **0.500 ± 0.000** | - | **0.750 ± 0.000** | 0.900 ± 0.000 | 2.00 ± 0.00 | −0.020 ± 0.000 | - | +33.3 |
    | ✓ nce | **0.940 ± 0.000** | **0.500 ± 0.000** | - | **0.750 ± 0.000** | **0.935 ± 0.007** | **1.00 ± 0.00** | +0.005 ± 0.007 | +50.0 | +66.7 |

    """

  private static let latexTable = #"""
    % needs \usepackage{booktabs,amssymb}
    \begin{tabular}{llrrrrrrrrr}
    \toprule
    loss & aligned & AUPRC & P@0.9 & P@0.99 & accuracy & softmax AUPRC & violating \% & logit $-$ softmax & vs max-margin \% & vs cross-entropy \% \\
    \midrule
    cross-entropy &  & $0.820 \pm 0.028$ & $\mathbf{0.500 \pm 0.000}$ & -- & $\mathbf{0.750 \pm 0.000}$ & $0.910 \pm 0.014$ & $2.50 \pm 0.71$ & $-0.090 \pm 0.014$ & $-50.0$ & -- \\
    max-margin &  & $0.880 \pm 0.000$ & $\mathbf{0.500 \pm 0.000}$ & -- & $\mathbf{0.750 \pm 0.000}$ & $0.900 \pm 0.000$ & $2.00 \pm 0.00$ & $-0.020 \pm 0.000$ & -- & $+33.3$ \\
    nce & \checkmark & $\mathbf{0.940 \pm 0.000}$ & $\mathbf{0.500 \pm 0.000}$ & -- & $\mathbf{0.750 \pm 0.000}$ & $\mathbf{0.935 \pm 0.007}$ & $\mathbf{1.00 \pm 0.00}$ & $+0.005 \pm 0.007$ & $+50.0$ & $+66.7$ \\
    \bottomrule
    \end{tabular}

    """#
}
