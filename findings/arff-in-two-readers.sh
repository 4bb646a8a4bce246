#!/usr/bin/env bash
# liac-arff 2.5.0 and scipy 1.17.1 (scipy.io.arff) on the same ARFF file
#
# Expected: two readers of one format agree on numbers, missing labels and class names, whatever
# the order of the rows.
# What happens: liac-arff cuts 1.5 and 2.7 of an attribute of type "integer" (in ARFF another word
# for "numeric") to 1 and 2; scipy keeps them, but gives a missing label as the text "?", one
# class more for whoever counts them, where liac-arff says None. scipy takes quotes off or not by
# what it finds in the first row, so that the same rows in another order are refused: 'blue bell'
# is not 'blue bell'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet liac-arff==2.5.0 scipy==1.17.1 numpy==2.4.6

cat > "$folder/seen" <<'SEEN'
liac-arff [(None, 'blue bell'), (1, 'rose'), (2, None)]
scipy     [(nan, 'blue bell'), (1.5, 'rose'), (2.7, '?')]
liac-arff [(1, 'rose'), (2, None), (None, 'blue bell')]
scipy     ValueError: 'blue bell' value not in ('rose', 'blue bell')
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
import io

import arff
from scipy.io.arff import loadarff

head = "@relation r\n@attribute height integer\n@attribute plant {rose,'blue bell'}\n@data\n"
for rows in ("?,'blue bell'\n1.5,rose\n2.7,?\n", "1.5,rose\n2.7,?\n?,'blue bell'\n"):
    print("liac-arff", [tuple(row) for row in arff.loads(head + rows)["data"]])
    try:
        table = loadarff(io.StringIO(head + rows))[0].tolist()
        print("scipy    ", [(number, label.decode()) for number, label in table])
    except ValueError as error:
        print(f"scipy     ValueError: {error}")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
