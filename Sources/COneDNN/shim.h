#pragma once
#include <dnnl.h>
#include <stdint.h>
#include <stdlib.h>

// oneDNN 3 made memory descriptors opaque and did away with operation descriptors; Debian 12 has
// 2.6. The functions below are the part of oneDNN that Logitscope uses, the same for both: a
// descriptor is a pointer to something of the library's, and every primitive descriptor comes from
// one call.

/// Stands for `omp_set_num_threads` of omp.h, which clang does not find beside GCC's runtime.
/// The setting belongs to the calling thread: each shard's thread sets it to one for itself.
extern void omp_set_num_threads(int count);

/// Stands for the macro `DNNL_VERSION_MAJOR`: the version that the program was compiled against.
static inline int logitscope_onednn_major(void) { return DNNL_VERSION_MAJOR; }

/// oneDNN 2 and 3 export this product of bfloat16 into floats, `dnnl_sgemm`'s sister, but their
/// headers leave it out.
extern dnnl_status_t dnnl_gemm_bf16bf16f32(char transa, char transb, dnnl_dim_t M, dnnl_dim_t N,
                                           dnnl_dim_t K, float alpha, const uint16_t *A,
                                           dnnl_dim_t lda, const uint16_t *B, dnnl_dim_t ldb,
                                           float beta, float *C, dnnl_dim_t ldc);

/// Whether oneDNN has instructions for products of bfloat16 here; an instruction set's number has
/// the bits of all those that it includes.
static inline int logitscope_multiplies_bfloat16(void) {
  unsigned wanted = dnnl_cpu_isa_avx512_core_bf16;
  return ((unsigned)dnnl_get_effective_cpu_isa() & wanted) == wanted;
}

/// A memory descriptor, the library's own (borrowed) or one made here (to be destroyed).
typedef const void *logitscope_descriptor;

#if DNNL_VERSION_MAJOR >= 3
#define LOGITSCOPE_MD(descriptor) ((const_dnnl_memory_desc_t)(descriptor))
#else
#define LOGITSCOPE_MD(descriptor) ((const dnnl_memory_desc_t *)(descriptor))
#endif

/// Makes a descriptor of floats, or of bfloat16: row-major, or in whatever layout an operation likes
/// best.
static inline logitscope_descriptor logitscope_descriptor_create(int rank, const int64_t *sizes,
                                                                 int is_row_major,
                                                                 int is_bfloat16) {
  static const dnnl_format_tag_t row_major[] = {dnnl_format_tag_undef, dnnl_a, dnnl_ab, dnnl_abc,
                                                dnnl_abcd};
  dnnl_dims_t dims = {0};
  for (int i = 0; i < rank; i++) dims[i] = sizes[i];
  dnnl_format_tag_t tag = is_row_major ? row_major[rank] : dnnl_format_tag_any;
  dnnl_data_type_t type = is_bfloat16 ? dnnl_bf16 : dnnl_f32;
#if DNNL_VERSION_MAJOR >= 3
  dnnl_memory_desc_t descriptor = 0;
  dnnl_status_t status = dnnl_memory_desc_create_with_tag(&descriptor, rank, dims, type, tag);
  return status == dnnl_success ? descriptor : 0;
#else
  dnnl_memory_desc_t *descriptor = (dnnl_memory_desc_t *)malloc(sizeof *descriptor);
  if (!descriptor) return 0;
  if (dnnl_memory_desc_init_by_tag(descriptor, rank, dims, type, tag) == dnnl_success)
    return descriptor;
  free(descriptor);
  return 0;
#endif
}

static inline void logitscope_descriptor_destroy(logitscope_descriptor descriptor) {
#if DNNL_VERSION_MAJOR >= 3
  dnnl_memory_desc_destroy((dnnl_memory_desc_t)descriptor);
#else
  free((void *)descriptor);
#endif
}

static inline size_t logitscope_descriptor_size(logitscope_descriptor descriptor) {
  return dnnl_memory_desc_get_size(LOGITSCOPE_MD(descriptor));
}

/// Whether a descriptor is of bfloat16, not of floats.
static inline int logitscope_descriptor_is_bfloat16(logitscope_descriptor descriptor) {
#if DNNL_VERSION_MAJOR >= 3
  dnnl_data_type_t type = dnnl_data_type_undef;
  dnnl_memory_desc_query(LOGITSCOPE_MD(descriptor), dnnl_query_data_type, &type);
  return type == dnnl_bf16;
#else
  return LOGITSCOPE_MD(descriptor)->data_type == dnnl_bf16;
#endif
}

static inline int logitscope_descriptor_equal(logitscope_descriptor a, logitscope_descriptor b) {
  return dnnl_memory_desc_equal(LOGITSCOPE_MD(a), LOGITSCOPE_MD(b));
}

/// A descriptor that a primitive descriptor settled on; it lives as long as that does.
static inline logitscope_descriptor logitscope_query(dnnl_primitive_desc_t primitive,
                                                     dnnl_query_t what) {
  return dnnl_primitive_desc_query_md(primitive, what, 0);
}

static inline dnnl_status_t logitscope_memory_create(dnnl_memory_t *memory,
                                                     logitscope_descriptor descriptor,
                                                     dnnl_engine_t engine, void *handle) {
  return dnnl_memory_create(memory, LOGITSCOPE_MD(descriptor), engine, handle);
}

/// Attributes: max(0, ·) after the operation, or not; and scratch memory that the caller gives.
///
/// Debian's oneDNN keeps its own scratch memory in a variable of the thread that made a primitive,
/// which another thread that executes it does not have.
static inline dnnl_primitive_attr_t logitscope_attributes(int is_rectified) {
  dnnl_primitive_attr_t attributes = 0;
  dnnl_post_ops_t operations = 0;
  if (dnnl_primitive_attr_create(&attributes) != dnnl_success) return 0;
  dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
  if (is_rectified && dnnl_post_ops_create(&operations) == dnnl_success) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_relu, 0, 0);
#else
    dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0);
#endif
    dnnl_primitive_attr_set_post_ops(attributes, operations);
    dnnl_post_ops_destroy(operations);
  }
  return attributes;
}

static inline dnnl_status_t logitscope_reorder(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                               logitscope_descriptor from,
                                               logitscope_descriptor to) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_status_t status = dnnl_reorder_primitive_desc_create(
      result, LOGITSCOPE_MD(from), engine, LOGITSCOPE_MD(to), engine, attributes);
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

/// A 3×3 convolution of stride 1 that keeps the picture's size, with a bias.
static inline dnnl_status_t logitscope_convolution_forward(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, logitscope_descriptor source,
    logitscope_descriptor weights, logitscope_descriptor bias, logitscope_descriptor target,
    int is_rectified) {
  dnnl_dims_t ones = {1, 1};
  dnnl_primitive_attr_t attributes = logitscope_attributes(is_rectified);
#if DNNL_VERSION_MAJOR >= 3
  dnnl_dims_t zeros = {0, 0};
  dnnl_status_t status = dnnl_convolution_forward_primitive_desc_create(
      result, engine, dnnl_forward_training, dnnl_convolution_direct, LOGITSCOPE_MD(source),
      LOGITSCOPE_MD(weights), LOGITSCOPE_MD(bias), LOGITSCOPE_MD(target), ones, zeros, ones, ones,
      attributes);
#else
  dnnl_convolution_desc_t operation;
  dnnl_status_t status = dnnl_convolution_forward_desc_init(
      &operation, dnnl_forward_training, dnnl_convolution_direct, LOGITSCOPE_MD(source),
      LOGITSCOPE_MD(weights), LOGITSCOPE_MD(bias), LOGITSCOPE_MD(target), ones, ones, ones);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, 0);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

static inline dnnl_status_t logitscope_convolution_backward_data(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, logitscope_descriptor source_gradient,
    logitscope_descriptor weights, logitscope_descriptor target_gradient,
    dnnl_primitive_desc_t forward) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_dims_t ones = {1, 1};
#if DNNL_VERSION_MAJOR >= 3
  dnnl_dims_t zeros = {0, 0};
  dnnl_status_t status = dnnl_convolution_backward_data_primitive_desc_create(
      result, engine, dnnl_convolution_direct, LOGITSCOPE_MD(source_gradient),
      LOGITSCOPE_MD(weights), LOGITSCOPE_MD(target_gradient), ones, zeros, ones, ones, forward,
      attributes);
#else
  dnnl_convolution_desc_t operation;
  dnnl_status_t status = dnnl_convolution_backward_data_desc_init(
      &operation, dnnl_convolution_direct, LOGITSCOPE_MD(source_gradient), LOGITSCOPE_MD(weights),
      LOGITSCOPE_MD(target_gradient), ones, ones, ones);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, forward);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

static inline dnnl_status_t logitscope_convolution_backward_weights(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, logitscope_descriptor source,
    logitscope_descriptor weights_gradient, logitscope_descriptor bias_gradient,
    logitscope_descriptor target_gradient, dnnl_primitive_desc_t forward) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_dims_t ones = {1, 1};
#if DNNL_VERSION_MAJOR >= 3
  dnnl_dims_t zeros = {0, 0};
  dnnl_status_t status = dnnl_convolution_backward_weights_primitive_desc_create(
      result, engine, dnnl_convolution_direct, LOGITSCOPE_MD(source),
      LOGITSCOPE_MD(weights_gradient), LOGITSCOPE_MD(bias_gradient),
      LOGITSCOPE_MD(target_gradient), ones, zeros, ones, ones, forward,
      attributes);
#else
  dnnl_convolution_desc_t operation;
  dnnl_status_t status = dnnl_convolution_backward_weights_desc_init(
      &operation, dnnl_convolution_direct, LOGITSCOPE_MD(source), LOGITSCOPE_MD(weights_gradient),
      LOGITSCOPE_MD(bias_gradient), LOGITSCOPE_MD(target_gradient), ones, ones, ones);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, forward);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

/// A product of a matrix with the transpose of another, the weights.
static inline dnnl_status_t logitscope_inner_product_forward(dnnl_primitive_desc_t *result,
                                                             dnnl_engine_t engine,
                                                             logitscope_descriptor source,
                                                             logitscope_descriptor weights,
                                                             logitscope_descriptor target) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
#if DNNL_VERSION_MAJOR >= 3
  dnnl_status_t status = dnnl_inner_product_forward_primitive_desc_create(
      result, engine, dnnl_forward_inference, LOGITSCOPE_MD(source), LOGITSCOPE_MD(weights), 0,
      LOGITSCOPE_MD(target), attributes);
#else
  dnnl_inner_product_desc_t operation;
  dnnl_status_t status = dnnl_inner_product_forward_desc_init(
      &operation, dnnl_forward_inference, LOGITSCOPE_MD(source), LOGITSCOPE_MD(weights), 0,
      LOGITSCOPE_MD(target));
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, 0);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

/// The largest of each 2×2 pixels.
static inline dnnl_status_t logitscope_pooling_forward(dnnl_primitive_desc_t *result,
                                                       dnnl_engine_t engine,
                                                       logitscope_descriptor source,
                                                       logitscope_descriptor target) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_dims_t twos = {2, 2}, zeros = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
  dnnl_status_t status = dnnl_pooling_forward_primitive_desc_create(
      result, engine, dnnl_forward_training, dnnl_pooling_max, LOGITSCOPE_MD(source),
      LOGITSCOPE_MD(target), twos, twos, zeros, zeros, zeros, attributes);
#else
  dnnl_pooling_desc_t operation;
  dnnl_status_t status = dnnl_pooling_forward_desc_init(
      &operation, dnnl_forward_training, dnnl_pooling_max, LOGITSCOPE_MD(source),
      LOGITSCOPE_MD(target), twos, twos, zeros, zeros);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, 0);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

static inline dnnl_status_t logitscope_pooling_backward(dnnl_primitive_desc_t *result,
                                                        dnnl_engine_t engine,
                                                        logitscope_descriptor source_gradient,
                                                        logitscope_descriptor target_gradient,
                                                        dnnl_primitive_desc_t forward) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_dims_t twos = {2, 2}, zeros = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
  dnnl_status_t status = dnnl_pooling_backward_primitive_desc_create(
      result, engine, dnnl_pooling_max, LOGITSCOPE_MD(source_gradient),
      LOGITSCOPE_MD(target_gradient), twos, twos, zeros, zeros, zeros, forward, attributes);
#else
  dnnl_pooling_desc_t operation;
  dnnl_status_t status = dnnl_pooling_backward_desc_init(
      &operation, dnnl_pooling_max, LOGITSCOPE_MD(source_gradient), LOGITSCOPE_MD(target_gradient),
      twos, twos, zeros, zeros);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, forward);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

/// Batch normalisation with scale and shift, and max(0, ·) or not; by statistics given, or the
/// rows' own; for training, or not.
static inline dnnl_status_t logitscope_normalization_forward(dnnl_primitive_desc_t *result,
                                                             dnnl_engine_t engine,
                                                             logitscope_descriptor data,
                                                             float epsilon, int trains,
                                                             int uses_given, int is_rectified) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  dnnl_prop_kind_t kind = trains ? dnnl_forward_training : dnnl_forward_inference;
  unsigned flags = dnnl_use_scale | dnnl_use_shift | (is_rectified ? dnnl_fuse_norm_relu : 0) |
                   (uses_given ? dnnl_use_global_stats : 0);
#if DNNL_VERSION_MAJOR >= 3
  dnnl_status_t status = dnnl_batch_normalization_forward_primitive_desc_create(
      result, engine, kind, LOGITSCOPE_MD(data), LOGITSCOPE_MD(data), epsilon, flags, attributes);
#else
  dnnl_batch_normalization_desc_t operation;
  dnnl_status_t status = dnnl_batch_normalization_forward_desc_init(
      &operation, kind, LOGITSCOPE_MD(data), epsilon, flags);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, 0);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

/// The gradients of batch normalisation with scale, shift and max(0, ·); the source's holds
/// statistics that are given for constants.
static inline dnnl_status_t logitscope_normalization_backward(dnnl_primitive_desc_t *result,
                                                              dnnl_engine_t engine,
                                                              logitscope_descriptor data,
                                                              float epsilon, int uses_given,
                                                              dnnl_primitive_desc_t forward) {
  dnnl_primitive_attr_t attributes = logitscope_attributes(0);
  unsigned flags = dnnl_use_scale | dnnl_use_shift | dnnl_fuse_norm_relu |
                   (uses_given ? dnnl_use_global_stats : 0);
#if DNNL_VERSION_MAJOR >= 3
  dnnl_status_t status = dnnl_batch_normalization_backward_primitive_desc_create(
      result, engine, dnnl_backward, LOGITSCOPE_MD(data), LOGITSCOPE_MD(data), LOGITSCOPE_MD(data),
      epsilon, flags, forward, attributes);
#else
  dnnl_batch_normalization_desc_t operation;
  dnnl_status_t status = dnnl_batch_normalization_backward_desc_init(
      &operation, dnnl_backward, LOGITSCOPE_MD(data), LOGITSCOPE_MD(data), epsilon, flags);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(result, &operation, attributes, engine, forward);
#endif
  dnnl_primitive_attr_destroy(attributes);
  return status;
}
