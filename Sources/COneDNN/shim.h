#pragma once
#include <dnnl.h>

/// Stands for `omp_set_num_threads` of omp.h, which clang does not find beside GCC's runtime.
/// The setting belongs to the calling thread: each shard's thread sets it to one for itself.
extern void omp_set_num_threads(int count);
