#!/usr/bin/env bash
# optax 0.2.8 on jax 0.10.2, labels that stand for "no label": -1 and -100
#
# Expected: a label that is no class is refused, or left out, as one would from other libraries.
# What happens: -1 is the last class, with a plausible loss and gradient; -100 is not a number;
# and jax.nn.one_hot makes a row of zeros of either, whose loss is zero. Three answers to one
# question, and the first trains the last class on every example that has no label.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen" <<'SEEN'
label    2: loss 3.1698, gradient of the last logit -0.9580, through one_hot 3.1698
label   -1: loss 3.1698, gradient of the last logit -0.9580, through one_hot 0.0000
label -100: loss nan, gradient of the last logit 0.0420, through one_hot 0.0000
SEEN
JAX_PLATFORMS=cpu "$folder/venv/bin/python" -W ignore - > "$folder/output" <<'PYTHON'
import jax
import jax.numpy as jnp
import optax

logits = jnp.array([2.0, 0.0, -1.0])
integer = optax.losses.softmax_cross_entropy_with_integer_labels
for label in (2, -1, -100):
    loss, gradient = jax.value_and_grad(integer)(logits, jnp.array(label))
    one_hot = optax.losses.softmax_cross_entropy(logits, jax.nn.one_hot(label, 3))
    print(f"label {label:4}: loss {loss:.4f}, gradient of the last logit {gradient[2]:.4f}, "
          f"through one_hot {abs(one_hot):.4f}")
PYTHON
diff "$folder/seen" "$folder/output" && cat "$folder/output"
