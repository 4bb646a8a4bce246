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
