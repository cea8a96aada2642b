package org.penchant.torch.tensor;

import org.bytedeco.pytorch.AutoGradMode;

/**
 * Whether operations of this thread are recorded for differentiation, until closed.
 *
 * <p>
 *
 * {@snippet : try (var _ = GradMode.disabled()) { weights.addInPlace(step); } }
 */
public final class GradMode implements AutoCloseable {
  private final AutoGradMode guard;

  private GradMode(boolean enabled) {
    guard = new AutoGradMode(enabled);
  }

  public static GradMode disabled() {
    return new GradMode(false);
  }

  public static GradMode enabled() {
    return new GradMode(true);
  }

  @Override
  public void close() {
    guard.close();
  }
}
