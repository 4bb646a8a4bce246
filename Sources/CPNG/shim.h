#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// libpng leaves a call that fails by longjmp, which must not cross Swift's frames. Every function
// here sets the place to return to before it calls the library, and says by its value whether all
// went well.

/// A picture that is read from memory row by row.
typedef struct {
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t count;
  size_t position;
  /// What went wrong.
  char message[96];
} logitscope_png;

static inline void logitscope_png_fail(png_structp png, png_const_charp message) {
  logitscope_png *reader = (logitscope_png *)png_get_error_ptr(png);
  strncpy(reader->message, message, sizeof reader->message - 1);
  png_longjmp(png, 1);
}

static inline void logitscope_png_ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static inline void logitscope_png_take(png_structp png, png_bytep to, size_t count) {
  logitscope_png *reader = (logitscope_png *)png_get_io_ptr(png);
  if (count > reader->count - reader->position) png_error(png, "it is cut short");
  memcpy(to, reader->bytes + reader->position, count);
  reader->position += count;
}

/// Makes a reader of bytes, which must stay where they are until it is closed; null if there is no
/// memory for it.
static inline logitscope_png *logitscope_png_open(const uint8_t *bytes, size_t count) {
  logitscope_png *reader = (logitscope_png *)calloc(1, sizeof *reader);
  if (!reader) return 0;
  reader->bytes = bytes;
  reader->count = count;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, logitscope_png_fail,
                                       logitscope_png_ignore);
  if (reader->png) reader->info = png_create_info_struct(reader->png);
  if (reader->info) return reader;
  png_destroy_read_struct(&reader->png, 0, 0);
  free(reader);
  return 0;
}

static inline void logitscope_png_close(logitscope_png *reader) {
  png_destroy_read_struct(&reader->png, &reader->info, 0);
  free(reader);
}

/// Reads up to the first pixel, and has rows come as bytes: gray, gray and alpha, RGB, RGB and
/// alpha. A chunk beside the pixels may take no more than a few megabytes.
static inline int logitscope_png_read_header(logitscope_png *reader) {
  png_structp png = reader->png;
  if (setjmp(png_jmpbuf(png))) return 0;
  png_set_read_fn(png, reader, logitscope_png_take);
  png_set_chunk_malloc_max(png, 4 << 20);
  png_set_chunk_cache_max(png, 64);
  png_read_info(png, reader->info);
  return 1;
}

/// Has rows come as bytes from now on; to be called once, before the first row.
static inline int logitscope_png_begin(logitscope_png *reader) {
  png_structp png = reader->png;
  if (setjmp(png_jmpbuf(png))) return 0;
  png_set_expand(png);
  png_set_scale_16(png);
  png_read_update_info(png, reader->info);
  return 1;
}

/// Reads the next row: of an interlaced picture, of the pass that it is in.
static inline int logitscope_png_read_row(logitscope_png *reader, uint8_t *row) {
  if (setjmp(png_jmpbuf(reader->png))) return 0;
  png_read_row(reader->png, row, 0);
  return 1;
}

/// Whether a picture has no color: by its type, or since every color of its palette is gray.
static inline int logitscope_png_is_gray(logitscope_png *reader) {
  png_colorp palette = 0;
  int count = 0;
  if (png_get_color_type(reader->png, reader->info) != PNG_COLOR_TYPE_PALETTE)
    return !(png_get_color_type(reader->png, reader->info) & PNG_COLOR_MASK_COLOR);
  if (!png_get_PLTE(reader->png, reader->info, &palette, &count)) return 0;
  for (int i = 0; i < count; i++)
    if (palette[i].red != palette[i].green || palette[i].green != palette[i].blue) return 0;
  return 1;
}

/// Whether a picture has an alpha channel or transparent colors.
static inline int logitscope_png_has_alpha(logitscope_png *reader) {
  return (png_get_color_type(reader->png, reader->info) & PNG_COLOR_MASK_ALPHA) ||
         png_get_valid(reader->png, reader->info, PNG_INFO_tRNS);
}

/// The Exif data of a picture; null if there are none.
static inline const uint8_t *logitscope_png_exif(logitscope_png *reader, uint32_t *count) {
  png_bytep exif = 0;
#ifdef PNG_eXIf_SUPPORTED
  png_uint_32 size = 0;
  if (png_get_eXIf_1(reader->png, reader->info, &size, &exif)) *count = size;
#endif
  return exif;
}

/// The columns and rows that a pass of an interlaced picture has of it, and where they lie.
typedef struct {
  uint32_t columns, rows, first_column, first_row, column_step, row_step;
} logitscope_png_pass;

static inline logitscope_png_pass logitscope_png_describe_pass(uint32_t width, uint32_t height,
                                                               int pass) {
  logitscope_png_pass result = {
      PNG_PASS_COLS(width, pass),          PNG_PASS_ROWS(height, pass),
      PNG_PASS_START_COL(pass),            PNG_PASS_START_ROW(pass),
      1u << PNG_PASS_COL_SHIFT(pass),      1u << PNG_PASS_ROW_SHIFT(pass)};
  return result;
}
