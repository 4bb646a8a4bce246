#!/usr/bin/env bash
# scikit-learn 1.9.1, labels 1 and 2 (the codes of a two-level factor in R, or MATLAB's classes)
#
# Expected: the ranking metrics of one module agree on which label is the positive one, or refuse.
# What happens: average_precision_score takes 1 (the default of its pos_label), roc_auc_score
# takes 2, the greater label, and precision_recall_curve refuses. Scores that rank every 2 above
# every 1 have a perfect ROC AUC and an average precision below the base rate, in two neighboring
# lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen" <<'SEEN'
labels [0, 0, 1, 1]: ROC AUC 1.0000, average precision 1.0000, curve of 5 points
labels [1, 1, 2, 2]: ROC AUC 1.0000, average precision 0.4167, curve refused (ValueError)
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

scores = [0.1, 0.2, 0.8, 0.9]
for labels in ([0, 0, 1, 1], [1, 1, 2, 2]):
    try:
        curve = f"of {len(precision_recall_curve(labels, scores)[0])} points"
    except ValueError as error:
        curve = f"refused ({type(error).__name__})"
    area, precision = roc_auc_score(labels, scores), average_precision_score(labels, scores)
    print(f"labels {labels}: ROC AUC {area:.4f}, average precision {precision:.4f}, curve {curve}")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
