#pragma once
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// libjpeg leaves a call that fails through its error handler, which returns here by longjmp and must
// not cross Swift's frames. Every function sets the place to return to before it calls the library,
// and says by its value whether all went well.

/// A picture that is read from memory row by row.
typedef struct {
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf place;
  /// What went wrong.
  char message[JMSG_LENGTH_MAX];
} logitscope_jpeg;

static inline void logitscope_jpeg_fail(j_common_ptr info) {
  logitscope_jpeg *reader = (logitscope_jpeg *)info;
  if (!reader->message[0]) info->err->format_message(info, reader->message);
  longjmp(reader->place, 1);
}

/// Takes missing or wrong pixels for a failure; what else the library warns of is common, and
/// changes no pixel.
static inline void logitscope_jpeg_warn(j_common_ptr info, int level) {
  if (level >= 0) return;
  switch (info->err->msg_code) {
    case JWRN_JPEG_EOF:
      strcpy(((logitscope_jpeg *)info)->message, "it is cut short");
      logitscope_jpeg_fail(info);
      break;
    case JWRN_ARITH_BAD_CODE:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
      logitscope_jpeg_fail(info);
      break;
    default: break;
  }
}

/// Refuses a picture of very many scans: each goes over all of it, however few bytes it has.
static inline void logitscope_jpeg_count_scans(j_common_ptr info) {
  if (!info->is_decompressor || ((j_decompress_ptr)info)->input_scan_number <= 100) return;
  strcpy(((logitscope_jpeg *)info)->message, "it has more than 100 scans");
  logitscope_jpeg_fail(info);
}

/// Makes a reader of bytes, which must stay where they are until it is closed; null if there is no
/// memory for it.
static inline logitscope_jpeg *logitscope_jpeg_open(const uint8_t *bytes, size_t count) {
  logitscope_jpeg *reader = (logitscope_jpeg *)calloc(1, sizeof *reader);
  if (!reader) return 0;
  reader->info.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = logitscope_jpeg_fail;
  reader->errors.emit_message = logitscope_jpeg_warn;
  if (setjmp(reader->place)) {
    jpeg_destroy_decompress(&reader->info);
    free(reader);
    return 0;
  }
  jpeg_create_decompress(&reader->info);
  reader->progress.progress_monitor = logitscope_jpeg_count_scans;
  reader->info.progress = &reader->progress;
  jpeg_mem_src(&reader->info, bytes, count);
  jpeg_save_markers(&reader->info, JPEG_APP0 + 1, 0xffff);
  return reader;
}

static inline void logitscope_jpeg_close(logitscope_jpeg *reader) {
  jpeg_destroy_decompress(&reader->info);
  free(reader);
}

/// Reads up to the first scan.
static inline int logitscope_jpeg_read_header(logitscope_jpeg *reader) {
  if (setjmp(reader->place)) return 0;
  jpeg_read_header(&reader->info, TRUE);
  return 1;
}

/// Whether the components are cyan, magenta, yellow and black.
static inline int logitscope_jpeg_is_cmyk(logitscope_jpeg *reader) {
  return reader->info.jpeg_color_space == JCS_CMYK || reader->info.jpeg_color_space == JCS_YCCK;
}

/// Whether inks are written as 255 less their amount, as Adobe's programs do.
static inline int logitscope_jpeg_is_inverted(logitscope_jpeg *reader) {
  return reader->info.saw_Adobe_marker;
}

/// Begins to decode into gray, RGB or CMYK.
static inline int logitscope_jpeg_begin(logitscope_jpeg *reader) {
  if (setjmp(reader->place)) return 0;
  reader->info.out_color_space = reader->info.num_components == 1 ? JCS_GRAYSCALE
                                 : logitscope_jpeg_is_cmyk(reader) ? JCS_CMYK
                                                                   : JCS_RGB;
  jpeg_start_decompress(&reader->info);
  return 1;
}

/// Reads the next row.
static inline int logitscope_jpeg_read_row(logitscope_jpeg *reader, uint8_t *row) {
  if (setjmp(reader->place)) return 0;
  JSAMPROW rows[1] = {row};
  return jpeg_read_scanlines(&reader->info, rows, 1) == 1;
}

/// The TIFF structure of the picture's Exif data; null if there are none.
static inline const uint8_t *logitscope_jpeg_exif(logitscope_jpeg *reader, uint32_t *count) {
  for (jpeg_saved_marker_ptr marker = reader->info.marker_list; marker; marker = marker->next) {
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 &&
        !memcmp(marker->data, "Exif\0\0", 6)) {
      *count = marker->data_length - 6;
      return marker->data + 6;
    }
  }
  return 0;
}
