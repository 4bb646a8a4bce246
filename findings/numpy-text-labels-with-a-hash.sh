#!/usr/bin/env bash
# numpy 2.4.6, loadtxt and genfromtxt on a table of labels
#
# Expected: a text label is read as it stands, or the file is refused.
# What happens: "#" begins a comment anywhere in a line, also in the middle of a word: the
# languages C and C#, F and F# become two classes out of four, in both readers, with nothing said.
# loadtxt spares what is quoted if it is told the quote; comments=None cures it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet numpy==2.4.6

cat > "$folder/seen" <<'SEEN'
loadtxt: ['C', 'C', 'F', 'F']
genfromtxt: ['C', 'C', 'F', 'F']
loadtxt, comments=None: ['C', 'C#', 'F', 'F#']
genfromtxt, comments=None: ['C', 'C#', 'F', 'F#']
loadtxt of quoted words, quotechar='"': ['C', 'C#', 'F', 'F#']
SEEN
"$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
import numpy as np

table = ["1.5,C", "2.5,C#", "3.5,F", "4.5,F#"]
options = {"dtype": str, "delimiter": ",", "usecols": 1}
for more, said in (({}, ""), ({"comments": None}, ", comments=None")):
    for reader in (np.loadtxt, np.genfromtxt):
        print(f"{reader.__name__}{said}:", reader(table, **options, **more).tolist())
quoted = [line.replace(",", ',"') + '"' for line in table]
print("loadtxt of quoted words, quotechar='\"':",
      np.loadtxt(quoted, quotechar='"', **options).tolist())
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
