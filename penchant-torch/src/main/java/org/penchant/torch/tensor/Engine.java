package org.penchant.torch.tensor;

import org.bytedeco.pytorch.global.torch;

/** Settings and identity of libtorch in this process. */
public final class Engine {
  private Engine() {}

  /** Name and version, as results carry it. */
  public static String identity() {
    String version = String.valueOf(torch.class.getPackage().getImplementationVersion());
    return "libtorch " + version + " cpu, threads " + threads();
  }

  public static int threads() {
    return torch.get_num_threads();
  }

  /** Sets the threads of one operation; results are reproducible for the same count. */
  public static void threads(int count) {
    torch.set_num_threads(count);
  }
}
