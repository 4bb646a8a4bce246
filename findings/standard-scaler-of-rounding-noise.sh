#!/usr/bin/env bash
# scikit-learn 1.9.1, StandardScaler on float32 features
#
# Expected: a feature that is constant but for the last bit is left as it is; the scaler looks for
# features whose variance is only rounding, and leaves such a one alone in float64.
# What happens: in float32, the type of most embeddings, the same feature is stretched to
# deviation 1: the last bit of a dead output of a network becomes a feature as large as any other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen" <<'SEEN'
float64, 0.1 and the next number: scale 1.0e+00, deviation 0.00
float32, 0.1 and the next number: scale 3.7e-09, deviation 1.00
float32, 0.1 everywhere: scale 1.0e+00, deviation 0.00
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
import numpy as np
from sklearn.preprocessing import StandardScaler


def report(name, column):
    scaler = StandardScaler().fit(column)
    scaled = scaler.transform(column).astype(float)
    print(f"{name}: scale {scaler.scale_[0]:.1e}, deviation {scaled.std():.2f}")


for kind in (np.float64, np.float32):
    value = kind(0.1)
    column = np.tile([value, np.nextafter(value, kind(1))], 500).reshape(-1, 1)
    assert column.dtype == kind
    report(f"{kind.__name__}, 0.1 and the next number", column)
report("float32, 0.1 everywhere", np.full((1000, 1), 0.1, np.float32))
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
