package org.penchant.testkit.arch.probe.habit;

import java.util.concurrent.Executors;

/** Wrong in every method: virtual threads. */
public final class Virtual {
  static Object builder() {
    return Thread.ofVirtual();
  }

  static Object started(Runnable work) {
    return Thread.startVirtualThread(work);
  }

  static Object pool() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }
}
