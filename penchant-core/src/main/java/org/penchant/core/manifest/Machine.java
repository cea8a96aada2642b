package org.penchant.core.manifest;

import java.lang.management.ManagementFactory;

/**
 * Where a run took place.
 *
 * @param os name and version of the operating system
 * @param arch of the processor
 * @param cores that the JVM may use
 * @param memoryMiB of the machine, or 0 where the JVM does not tell
 * @param heapMiB the most the JVM's heap may grow to
 * @param jvm its name and version
 */
public record Machine(String os, String arch, int cores, long memoryMiB, long heapMiB, String jvm) {
  /** The machine this runs on. */
  public static Machine here() {
    var runtime = Runtime.getRuntime();
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize() >> 20
            : 0;
    return new Machine(
        property("os.name") + " " + property("os.version"),
        property("os.arch"),
        runtime.availableProcessors(),
        memory,
        runtime.maxMemory() >> 20,
        property("java.vm.name") + " " + property("java.vm.version"));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
