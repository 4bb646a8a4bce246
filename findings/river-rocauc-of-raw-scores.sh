#!/usr/bin/env bash
# river 0.26.1, metrics.ROCAUC
#
# Expected: ROC AUC depends on the order of the scores alone, so perfectly separated scores have
# 1.
# What happens: the thresholds are n_thresholds (10) equally spaced numbers from 0 to 1, whatever
# the scores are. Separated logits from -5 to 5 have an AUC of zero, with a minus sign; separated
# probabilities from 0.9 to 1 have 0.5. Nothing is raised. RollingROCAUC, of the same package,
# ranks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet river==0.26.1

cat > "$folder/seen" <<'SEEN'
scores 0.0 to 1.0: ROCAUC 0.9940, RollingROCAUC 1.0000
scores 0.9 to 1.0: ROCAUC 0.5000, RollingROCAUC 1.0000
scores -5.0 to 5.0: ROCAUC -0.0000, RollingROCAUC 1.0000
scores 10.0 to 30.0: ROCAUC -0.0000, RollingROCAUC 1.0000
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
from river import metrics

for low, high in ((0.0, 1.0), (0.9, 1.0), (-5.0, 5.0), (10.0, 30.0)):
    whole, rolling = metrics.ROCAUC(), metrics.RollingROCAUC(window_size=100)
    for i in range(100):
        score = low + (high - low) * i / 99
        whole.update(i >= 50, score)  # every positive scores higher than every negative
        rolling.update(i >= 50, score)
    print(f"scores {low} to {high}: ROCAUC {whole.get():.4f}, RollingROCAUC {rolling.get():.4f}")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
