#!/usr/bin/env bash
# pytrec_eval-terrier 0.5.11 (the trec_eval measures), beside scikit-learn 1.9.1
#
# Expected: the mean average precision of a ranking depends on scores and relevance.
# What happens: scores are compared in single precision, and equal ones are put in order by the
# name of the document, descending. Twenty scores that all differ in float64 give 1.00 or 0.16
# when only the documents are named in the other direction; scikit-learn says 1.00 for both, and
# 0.25 of float32 scores, which it treats as one tie. Large logits that differ little are such
# scores.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet \
  pytrec_eval-terrier==0.5.11 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen" <<'SEEN'
named d00 to d19: 1.0000
named d19 to d00: 0.1615
scikit-learn: 1.0000 of float64, 0.2500 of float32
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
import numpy as np
import pytrec_eval
from sklearn.metrics import average_precision_score

scores = 1000 + 1e-6 * np.arange(20)
relevant = (np.arange(20) >= 15).astype(int)
assert len(set(scores)) == 20

up = [f"d{i:02d}" for i in range(20)]
for names in (up, up[::-1]):
    truth = {"query": dict(zip(names, relevant.tolist()))}
    run = {"query": dict(zip(names, scores.tolist()))}
    result = pytrec_eval.RelevanceEvaluator(truth, {"map"}).evaluate(run)
    print(f"named {names[0]} to {names[-1]}: {result['query']['map']:.4f}")
double, single = (average_precision_score(relevant, s) for s in (scores, scores.astype("float32")))
print(f"scikit-learn: {double:.4f} of float64, {single:.4f} of float32")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
