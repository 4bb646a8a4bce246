#pragma once

// Swift imports neither function-like macros, nor attributes and keys that are expressions, nor
// the variables of ncurses (they are not safe to share between threads). Each function below says
// which of them it stands for; no number of curses is written down in Swift.

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

// ncurses declares its terminfo names as macros, some of them everyday words.
#undef lines
#undef columns
#undef tab
#undef newline
#undef bell

/// `newterm` on the standard streams, which are the variables `stdout` and `stdin`; null when the
/// terminal type is unknown.
static inline SCREEN *curses_new_terminal(const char *type) {
  return newterm(type, stdout, stdin);
}

/// The macro `OK`.
static inline int curses_ok(void) { return OK; }

/// The macro `KEY_CODE_YES`: what `get_wch` returns when it has read a key and not a character.
static inline int curses_is_key_code(void) { return KEY_CODE_YES; }

/// The variable `COLORS`.
static inline int curses_color_count(void) { return COLORS; }

/// The variable `COLOR_PAIRS`.
static inline int curses_pair_count(void) { return COLOR_PAIRS; }

/// The macro `COLOR_WHITE`.
static inline int curses_white(void) { return COLOR_WHITE; }

/// The macro `COLOR_BLACK`.
static inline int curses_black(void) { return COLOR_BLACK; }

/// The macro `A_BOLD`.
static inline attr_t curses_bold(void) { return A_BOLD; }

/// The macro `A_DIM`.
static inline attr_t curses_dim(void) { return A_DIM; }

/// The macro `A_UNDERLINE`.
static inline attr_t curses_underline(void) { return A_UNDERLINE; }

/// The macro `A_REVERSE`.
static inline attr_t curses_reverse(void) { return A_REVERSE; }

/// The variable `stdscr`, made ready: no cursor left behind a frame, no scrolling.
static inline void curses_prepare_screen(void) {
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  idlok(stdscr, FALSE);
}

/// `setcchar` and `mvwadd_wch` on the variable `stdscr`, the pair handed over as an `int` so that
/// it may exceed the 255 of an attribute. Fails at the last cell though that cell is written.
static inline void curses_put(int row, int column, const uint32_t *scalars, int count,
                              attr_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1];
  int used = 0;
  for (; used < count && used < CCHARW_MAX; used++) text[used] = (wchar_t)scalars[used];
  text[used] = 0;
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == OK)
    mvwadd_wch(stdscr, row, column, &cell);
}

/// `wnoutrefresh` of the variable `stdscr`, then `doupdate`.
static inline void curses_show(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

/// `clearok` of the variable `curscr` and `touchwin` of `stdscr`: the next frame is drawn from
/// nothing.
static inline void curses_forget_screen(void) {
  clearok(curscr, TRUE);
  touchwin(stdscr);
}

/// `werase` of the variable `stdscr`.
static inline void curses_erase(void) { werase(stdscr); }

/// The macro `LINES` as ncurses knows it for the variable `stdscr`.
static inline int curses_row_count(void) { return getmaxy(stdscr); }

/// The macro `COLS` as ncurses knows it for the variable `stdscr`.
static inline int curses_column_count(void) { return getmaxx(stdscr); }

/// `tigetstr`, whose two failures are a null pointer and the pointer −1: null for both. The text
/// has its padding (`$<5>`) still in it.
static inline const char *curses_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

/// `wcwidth`, which `wchar.h` declares for programs only that define `_XOPEN_SOURCE`.
static inline int curses_width(uint32_t scalar) {
  extern int wcwidth(wchar_t character);
  return wcwidth((wchar_t)scalar);
}

/// The macro `KEY_UP`.
static inline int curses_key_up(void) { return KEY_UP; }
/// The macro `KEY_DOWN`.
static inline int curses_key_down(void) { return KEY_DOWN; }
/// The macro `KEY_LEFT`.
static inline int curses_key_left(void) { return KEY_LEFT; }
/// The macro `KEY_RIGHT`.
static inline int curses_key_right(void) { return KEY_RIGHT; }
/// The macro `KEY_SLEFT`.
static inline int curses_key_shift_left(void) { return KEY_SLEFT; }
/// The macro `KEY_SRIGHT`.
static inline int curses_key_shift_right(void) { return KEY_SRIGHT; }
/// The macro `KEY_HOME`.
static inline int curses_key_home(void) { return KEY_HOME; }
/// The macro `KEY_END`.
static inline int curses_key_end(void) { return KEY_END; }
/// The macro `KEY_PPAGE`.
static inline int curses_key_page_up(void) { return KEY_PPAGE; }
/// The macro `KEY_NPAGE`.
static inline int curses_key_page_down(void) { return KEY_NPAGE; }
/// The macro `KEY_BACKSPACE`.
static inline int curses_key_backspace(void) { return KEY_BACKSPACE; }
/// The macro `KEY_DC`.
static inline int curses_key_delete(void) { return KEY_DC; }
/// The macro `KEY_BTAB`.
static inline int curses_key_back_tab(void) { return KEY_BTAB; }
/// The macro `KEY_ENTER`.
static inline int curses_key_enter(void) { return KEY_ENTER; }
/// The macro `KEY_MOUSE`.
static inline int curses_key_mouse(void) { return KEY_MOUSE; }
/// The macro `KEY_F(n)`.
static inline int curses_key_function(int number) { return KEY_F(number); }
