#pragma once

// What a pseudo-terminal takes that Swift does not import: requests whose macros are function-like,
// and a flag that glibc declares for GNU sources only.

#include <asm/ioctls.h>
#include <spawn.h>

/// The macro `TIOCGPTN`: asks for the number of a pseudo-terminal.
static inline unsigned long pseudo_terminal_number_request(void) { return TIOCGPTN; }

/// The macro `TIOCSPTLCK`: locks or unlocks a pseudo-terminal.
static inline unsigned long pseudo_terminal_lock_request(void) { return TIOCSPTLCK; }

/// The macro `POSIX_SPAWN_SETSID`: the new process leads a session of its own.
static inline short spawn_in_new_session(void) {
#ifdef POSIX_SPAWN_SETSID
  return POSIX_SPAWN_SETSID;
#else
  return 0x80;
#endif
}
