#!/usr/bin/env bash
# oneDNN 2.6.3 as Debian 12 has it (libdnnl2 and libdnnl-dev 2.6.3-1), inner product in float32
#
# Expected: an example's outputs do not depend on how many other examples are in the batch, on one
# thread with the same weights.
# What happens: the kernel is chosen by the number of rows as well, and sums in another order: of
# the 256 outputs of the first row most differ in their last bits between a batch of 1 and a batch
# of 128, with every instruction set tried (x86-64); 64 rows and 128 rows agree. A program that
# cuts its data into shards must mind where it cuts, or its figures change with the cut.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(
  cd "$folder"
  apt-get -qq download libdnnl2=2.6.3-1 libdnnl-dev=2.6.3-1 ocl-icd-libopencl1 2> /dev/null
  for package in *.deb; do dpkg -x "$package" .; done
)
library=$folder/usr/lib/$(gcc -dumpmachine)

cat > "$folder/seen" <<'SEEN'
SSE41: most outputs differ at 1 row, none at 64 rows
AVX2: most outputs differ at 1 row, none at 64 rows
ALL: most outputs differ at 1 row, none at 64 rows
SEEN
cat > "$folder/product.c" <<'C'
#include <dnnl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { inputs = 784, outputs = 256, most = 128 };
static float x[most * inputs], w[outputs * inputs], all[most * outputs], part[most * outputs];

static void product(int rows, float *y) {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  dnnl_engine_create(&engine, dnnl_cpu, 0);
  dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
  int sizes[3][2] = {{rows, inputs}, {outputs, inputs}, {rows, outputs}};
  void *data[3] = {x, w, y};
  dnnl_memory_desc_t shape[3];
  dnnl_memory_t memory[3];
  for (int i = 0; i < 3; i++) {
    dnnl_dims_t dims = {sizes[i][0], sizes[i][1]};
    dnnl_memory_desc_init_by_tag(&shape[i], 2, dims, dnnl_f32, dnnl_ab);
    dnnl_memory_create(&memory[i], &shape[i], engine, data[i]);
  }
  dnnl_inner_product_desc_t description;
  dnnl_primitive_desc_t choice;
  dnnl_primitive_t primitive;
  dnnl_inner_product_forward_desc_init(&description, dnnl_forward_inference, &shape[0], &shape[1],
                                       NULL, &shape[2]);
  dnnl_primitive_desc_create(&choice, &description, NULL, engine, NULL);
  dnnl_primitive_create(&primitive, choice);
  dnnl_exec_arg_t arguments[3] = {
      {DNNL_ARG_SRC, memory[0]}, {DNNL_ARG_WEIGHTS, memory[1]}, {DNNL_ARG_DST, memory[2]}};
  dnnl_primitive_execute(primitive, stream, 3, arguments);
  dnnl_stream_wait(stream);
}

static int differing(int rows) {
  int count = 0;
  product(rows, part);
  for (int i = 0; i < rows * outputs; i++) count += memcmp(&part[i], &all[i], 4) != 0;
  return count;
}

int main(void) {
  for (int i = 0; i < most * inputs; i++) x[i] = rand() / (float)RAND_MAX - 0.5f;
  for (int i = 0; i < outputs * inputs; i++) w[i] = rand() / (float)RAND_MAX - 0.5f;
  product(most, all);
  printf("%s outputs differ at 1 row, ", differing(1) > outputs / 2 ? "most" : "few or no");
  printf("%s at 64 rows\n", differing(64) ? "some" : "none");
}
C
gcc -I"$folder/usr/include" "$folder/product.c" -o "$folder/product" -L"$library" \
  -Wl,--allow-shlib-undefined -ldnnl
for set in SSE41 AVX2 ALL; do
  echo "$set: $(DNNL_MAX_CPU_ISA=$set OMP_NUM_THREADS=1 LD_LIBRARY_PATH=$library "$folder/product")"
done > "$folder/output"
diff "$folder/seen" "$folder/output" && cat "$folder/output"
