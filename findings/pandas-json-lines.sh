#!/usr/bin/env bash
# pandas 3.1.1, read_json(lines=True), beside polars 2.1.0 and Python's json
#
# Expected: numbers that json.dumps wrote with all their digits come back as they were, and
# strings stay strings.
# What happens: of 10,000 random float64 the most come back changed in the last digits (polars and
# json return every one as it was): scores that differed become ties. A column of strings made of
# digits becomes numbers: "0012" is 12, and two identifiers of twenty digits are the same float
# afterwards, so that joining logits to labels by them finds two rows for one. precise_float=True
# and dtype=False cure the two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pandas==3.1.1 polars==2.1.0 numpy==2.4.6

cat > "$folder/seen" <<'SEEN'
pandas: more than 8 in 10 changed, by less than 1e-15
pandas, precise_float=True: 0 changed
polars: 0 changed
json: 0 changed
pandas: 9 neighbors from 0.3 up read as 1 number
"0012" read as 12, two identifiers equal: True
"0012" read as '0012' with dtype=False, two identifiers equal: False
SEEN
"$folder/venv/bin/python" -W ignore - "$folder" > "$folder/output" <<'PYTHON'
import json
import sys

import numpy as np
import pandas as pd
import polars as pl

lines = sys.argv[1] + "/logits.jsonl"
z = np.random.default_rng(0).normal(size=10_000)
with open(lines, "w") as file:
    file.writelines(json.dumps({"z": value}) + "\n" for value in z.tolist())
read = pd.read_json(lines, lines=True)["z"].to_numpy()
if np.mean(read != z) > 0.8 and np.max(np.abs(read - z)) < 1e-15:
    print("pandas: more than 8 in 10 changed, by less than 1e-15")
exact = pd.read_json(lines, lines=True, precise_float=True)["z"].to_numpy()
print("pandas, precise_float=True:", np.sum(exact != z), "changed")
print("polars:", np.sum(pl.read_ndjson(lines)["z"].to_numpy() != z), "changed")
print("json:", np.sum(np.array([json.loads(line)["z"] for line in open(lines)]) != z), "changed")

neighbors = 0.3 + np.arange(9) * np.spacing(0.3)
with open(lines, "w") as file:
    file.writelines(json.dumps({"z": value}) + "\n" for value in neighbors.tolist())
read = set(pd.read_json(lines, lines=True)["z"])
print(f"pandas: {len(set(neighbors))} neighbors from 0.3 up read as {len(read)} number")

with open(lines, "w") as file:
    for guid, key in (("0012", "12345678901234567890"), ("0013", "12345678901234567891")):
        file.write(json.dumps({"guid": guid, "key": key}) + "\n")
for options, said in (({}, ""), ({"dtype": False}, " with dtype=False")):
    frame = pd.read_json(lines, lines=True, **options)
    guid, same = frame["guid"].tolist()[0], frame["key"].tolist()[0] == frame["key"].tolist()[1]
    print(f'"0012" read as {guid!r}{said}, two identifiers equal: {same}')
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
