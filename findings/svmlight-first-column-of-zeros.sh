#!/usr/bin/env bash
# scikit-learn 1.9.1, dump_svmlight_file and load_svmlight_file
#
# Expected: what is dumped is loaded again, above all when the number of features is given.
# What happens: the file is written with indices from 0, and the loader guesses the base from the
# smallest index that it meets (zero_based="auto"). If the first column holds zeros only, that is
# 1, and every feature moves one place down: with n_features the shape is right and the columns
# are wrong, so that a model scores a test file on shifted features. Loaded together with a file
# whose first column has a value, the same file is read right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen" <<'SEEN'
dumped                    [[0.0, 1.0, 2.0], [0.0, 3.0, 4.0]]
loaded                    [[1.0, 2.0], [3.0, 4.0]]
loaded, n_features=3      [[1.0, 2.0, 0.0], [3.0, 4.0, 0.0]]
loaded with another file  [[0.0, 1.0, 2.0], [0.0, 3.0, 4.0]]
SEEN
"$folder/venv/bin/python" -W ignore - "$folder" > "$folder/output" <<'PYTHON'
import sys

import numpy as np
from sklearn.datasets import dump_svmlight_file, load_svmlight_file, load_svmlight_files

train, test = sys.argv[1] + "/train", sys.argv[1] + "/test"
x = np.array([[0.0, 1.0, 2.0], [0.0, 3.0, 4.0]])
dump_svmlight_file(x, [0, 1], test)
dump_svmlight_file(x + [[9.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [0, 1], train)

print("dumped                   ", x.tolist())
print("loaded                   ", load_svmlight_file(test)[0].toarray().tolist())
print("loaded, n_features=3     ", load_svmlight_file(test, n_features=3)[0].toarray().tolist())
print("loaded with another file ", load_svmlight_files([train, test])[2].toarray().tolist())
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
