import COneDNN

/// The processor as oneDNN sees it, made once.
enum Library {
  /// The engine that every primitive and every memory belongs to.
  nonisolated(unsafe) static let engine: dnnl_engine_t? = {
    var engine: dnnl_engine_t?
    check(dnnl_engine_create(&engine, dnnl_cpu, 0), "an engine")
    return engine
  }()

  /// Traps with a sentence when oneDNN refuses something that it must be able to do; where memory is
  /// lacking, that is noted.
  static func check(_ status: dnnl_status_t, _ what: @autoclosure () -> String) {
    if status == dnnl_out_of_memory { MemoryExhaustion.note() }
    precondition(status == dnnl_success, "oneDNN refused \(what()): status \(status.rawValue)")
  }
}

/// The order of execution of one thread's primitives.
final class Stream {
  let stream: dnnl_stream_t?

  /// Makes a stream.
  init() {
    var stream: dnnl_stream_t?
    Library.check(
      dnnl_stream_create(&stream, Library.engine, dnnl_stream_default_flags.rawValue), "a stream")
    self.stream = stream
  }

  deinit {
    dnnl_stream_destroy(stream)
  }
}
