import CKernels

/// How many processors this process may run on, at least 1: the number of threads to train with.
///
/// The smaller of what its affinity and what the quotas of its control groups allow.
public func availableProcessorCount() -> Int { processorCount }

private let processorCount: Int = {
  let affinity = Int(logitscope_processor_count())
  return min(affinity, ControlGroup().processorCount ?? affinity)
}()
