import CKernels

/// How many processors this process may run on, at least 1: the number of threads to train with.
public func availableProcessorCount() -> Int { Int(logitscope_processor_count()) }
