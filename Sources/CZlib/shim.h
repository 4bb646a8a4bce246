#pragma once
#include <zlib.h>

/// Stands for the macro `inflateInit2`, set up to read gzip and zlib streams alike (15 + 32).
static inline int logitscope_inflate_init_automatic(z_stream *stream) {
  return inflateInit2(stream, 15 + 32);
}

/// Stands for the macro `inflateInit2`, set up to read a raw deflate stream, as ZIP members are.
static inline int logitscope_inflate_init_raw(z_stream *stream) {
  return inflateInit2(stream, -15);
}

/// Stands for the macro `deflateInit2`, set up to write a raw deflate stream with repeated bytes
/// and Huffman codes alone (`Z_RLE`): for bytes that hold no longer patterns, as planes of floats.
static inline int logitscope_deflate_init_run_length(z_stream *stream) {
  return deflateInit2(stream, 1, Z_DEFLATED, -15, 9, Z_RLE);
}
