import Glibc

/// The descriptors 0 to 2, which the first files that a program opens get where they are closed.
enum StandardDescriptors {
  /// Puts something that can be neither read nor written in place of each descriptor that is
  /// closed, so that no file of the program's own is taken for a standard stream; to be called
  /// before anything is opened.
  ///
  /// Reading and writing go on failing with `EBADF`, as they do on a closed descriptor.
  static func fillClosed() {
    // The lowest free descriptor is the one that `open` takes.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      let flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
      if open("/dev/null", flags) < 0 { _ = open("/", O_RDONLY | O_DIRECTORY) }
    }
  }
}
