/// Something that runs on a stream.
protocol Executable {
  /// Executes on the calling thread.
  func execute(_ stream: Stream)
}
