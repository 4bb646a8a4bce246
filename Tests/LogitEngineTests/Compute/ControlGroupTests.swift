import Testing

@testable import LogitEngine

/// Limits of control groups, read from files as systems have them.
@Suite struct ControlGroupTests {
  private static let unified =
    "29 1 0:26 / /sys/fs/cgroup rw,nosuid,nodev shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
  private static let split = """
    30 25 0:27 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
    33 30 0:29 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
    34 30 0:30 /docker/abc /sys/fs/cgroup/memory ro,nosuid - cgroup cgroup rw,memory
    """

  private static func group(_ files: [String: String]) -> ControlGroup {
    ControlGroup { files[$0] }
  }

  private static func unified(_ path: String, _ files: [String: String]) -> ControlGroup {
    var all = ["/proc/self/mountinfo": unified, "/proc/self/cgroup": "0::\(path)\n"]
    for (name, text) in files { all["/sys/fs/cgroup" + name] = text }
    return group(all)
  }

  @Test(
    arguments: [
      ("max 100000\n", nil), ("100000 100000\n", 1), ("150000 100000\n", 1), ("50000 100000\n", 1),
      ("400000 100000\n", 4), ("", nil), ("x y\n", nil), ("-1 100000\n", nil), ("5 0\n", nil),
      ("1e300 1\n", 1_000_000),
    ] as [(String, Int?)])
  func aQuotaCountsInWholeProcessors(_ text: String, _ count: Int?) {
    #expect(Self.unified("/a", ["/a/cpu.max": text]).processorCount == count)
  }

  @Test func theTightestOfAllGroupsAboveHolds() {
    let group = Self.unified(
      "/a.slice/b.scope",
      [
        "/a.slice/b.scope/cpu.max": "max 100000\n", "/a.slice/cpu.max": "200000 100000\n",
        "/cpu.max": "800000 100000\n", "/a.slice/b.scope/memory.max": "max\n",
        "/a.slice/b.scope/memory.current": "5\n", "/a.slice/memory.max": "1000000\n",
        "/a.slice/memory.current": "900000\n",
        "/a.slice/memory.stat": "anon 1\ninactive_file 300000\nactive_file 100000\nfile 9\n",
      ])
    #expect(group.processorCount == 2)
    #expect(group.memoryLeft == 500_000)
  }

  @Test func withoutLimitsThereAreNone() {
    let group = Self.unified("/", [:])
    #expect(group.processorCount == nil && group.memoryLeft == nil)
    let nothing = Self.group([:])
    #expect(nothing.processorCount == nil && nothing.memoryLeft == nil)
    let nonsense = Self.group(["/proc/self/mountinfo": "- - -\n \n", "/proc/self/cgroup": "::\n:"])
    #expect(nonsense.processorCount == nil && nonsense.memoryLeft == nil)
  }

  @Test func aPathThatIsNotBelowTheMountIsTheMountItself() {
    let group = Self.unified("/../other", ["/cpu.max": "300000 100000\n"])
    #expect(group.processorCount == 3)
  }

  @Test func versionOneHasAHierarchyEach() {
    let files = [
      "/proc/self/mountinfo": Self.split,
      "/proc/self/cgroup": "6:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc/x\n1:name=systemd:/\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "250000\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
      "/sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us": "-1\n",
      "/sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_period_us": "100000\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "2000000\n",
      "/sys/fs/cgroup/memory/memory.usage_in_bytes": "1500000\n",
      "/sys/fs/cgroup/memory/memory.stat": "cache 7\ntotal_inactive_file 1000000\n",
    ]
    #expect(Self.group(files).processorCount == 2)
    #expect(Self.group(files).memoryLeft == 1_500_000)
    var unlimited = files
    unlimited["/sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n"
    #expect(Self.group(unlimited).memoryLeft == nil)
  }

  @Test func thisMachineGivesAtLeastOne() {
    #expect(availableProcessorCount() >= 1)
    #expect((availableMemory() ?? 1) > 0)
  }
}
