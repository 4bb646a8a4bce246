#!/usr/bin/env bash
# numpy 2.4.6 with ml_dtypes 0.6.0 (the types bfloat16, float8 and int4 of JAX and others)
#
# Expected: np.load gives back what np.save wrote, or np.save refuses.
# What happens: np.save writes every one of them without a word. bfloat16 comes back as two bytes
# without a type; float8_e4m3fn and int4 as one byte, with the same header, so that the file no
# longer tells which of them it holds; and the file of float8_e5m2 is refused by np.load itself,
# since the header's '<f1' is no type of numpy's. The bytes are all there:
# view(ml_dtypes.bfloat16) helps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet numpy==2.4.6 ml_dtypes==0.6.0

cat > "$folder/seen" <<'SEEN'
float16        header '<f2', loaded as float16
bfloat16       header '<V2', loaded as |V2
float8_e4m3fn  header '<V1', loaded as |V1
int4           header '<V1', loaded as |V1
float8_e5m2    header '<f1', ValueError: descr is not a valid dtype descriptor: '<f1'
viewed as bfloat16 again: [0.0, 1.0, 2.0, 3.0]
SEEN
"$folder/venv/bin/python" -W ignore - "$folder" > "$folder/output" <<'PYTHON'
import re
import sys

import ml_dtypes
import numpy as np

for name in ("float16", "bfloat16", "float8_e4m3fn", "int4", "float8_e5m2"):
    path = f"{sys.argv[1]}/{name}.npy"
    np.save(path, np.arange(4).astype(getattr(ml_dtypes, name, np.float16)))
    with open(path, "rb") as file:
        header = re.search(rb"'descr': ('[^']*')", file.read(128)).group(1).decode()
    try:
        result = f"loaded as {np.load(path).dtype.str if 'V' in header else np.load(path).dtype}"
    except ValueError as error:
        result = f"ValueError: {error}"
    print(f"{name:14} header {header}, {result}")
again = np.load(f"{sys.argv[1]}/bfloat16.npy").view(ml_dtypes.bfloat16)
print("viewed as bfloat16 again:", again.astype(float).tolist())
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
