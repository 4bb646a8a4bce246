#!/usr/bin/env bash
# duckdb 2.0.1 reads what pandas 3.1.1 wrote
#
# Expected: a table written by pandas has as many rows in DuckDB; its first line is the header.
# What happens: columns that were never named are 0, 1, 2, ... in the header, which DuckDB takes
# for a row of data like the others, also where the last header cell is the word "label": then
# "label" is the value of an example, hence one class more. Nothing is said.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet duckdb==2.0.1 pandas==3.1.1 numpy==2.4.6

cat > "$folder/seen" <<'SEEN'
header 0,1,label: 4 rows written, 5 rows read
columns ['column0', 'column1', 'column2'], classes ['a', 'b', 'label']
header x,y,label: 4 rows written, 4 rows read
columns ['x', 'y', 'label'], classes ['a', 'b']
SEEN
"$folder/venv/bin/python" -W ignore - "$folder" > "$folder/output" <<'PYTHON'
import sys

import duckdb
import pandas as pd

table = sys.argv[1] + "/table.csv"
measured = pd.DataFrame([[0.5, 1.5], [2.5, 3.5], [4.5, 5.5], [6.5, 7.5]])
for frame in (measured, measured.set_axis(["x", "y"], axis=1)):
    frame.assign(label=["a", "b", "a", "b"]).to_csv(table, index=False)
    header = open(table).readline().strip()
    read = duckdb.read_csv(table)
    rows, label = read.fetchall(), read.columns[-1]
    print(f"header {header}: {len(frame)} rows written, {len(rows)} rows read")
    print(f"columns {read.columns}, classes {sorted({row[-1] for row in rows})}")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
