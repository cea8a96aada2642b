package org.penchant.align.reference;

import java.util.Locale;

/** Which policy the reference is; the textual form is what the command line takes. */
public sealed interface ReferenceKind {
  /** No reference; for objectives that need none. */
  record None() implements ReferenceKind {}

  /** The policy as it was before training, computed once and cached; for adapters, the base. */
  record Frozen() implements ReferenceKind {}

  /**
   * Log-probabilities that the data brings, in the columns ref_chosen_logps and ref_rejected_logps.
   */
  record Precomputed() implements ReferenceKind {}

  /** An exponential moving average: ref = decay ref + (1-decay) policy after every step. */
  record Ema(double decay) implements ReferenceKind {
    public Ema {
      if (!(decay >= 0 && decay <= 1))
        throw new IllegalArgumentException("decay = " + decay + ", must be in [0, 1]");
    }
  }

  /** The policy copied every {@code every} steps (TR-DPO, arXiv 2404.09656, hard update). */
  record HardSync(int every) implements ReferenceKind {
    public HardSync {
      if (every < 1)
        throw new IllegalArgumentException("every = " + every + ", must be at least 1");
    }
  }

  /**
   * Reads {@code none}, {@code frozen}, {@code precomputed}, {@code ema:0.99} or {@code sync:100}.
   *
   * @throws IllegalArgumentException otherwise, saying what is allowed
   */
  static ReferenceKind parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
    try {
      return switch (parts[0]) {
        case "none" -> new None();
        case "frozen" -> new Frozen();
        case "precomputed" -> new Precomputed();
        case "ema" -> new Ema(Double.parseDouble(parts[1]));
        case "sync" -> new HardSync(Integer.parseInt(parts[1]));
        default -> throw new NumberFormatException();
      };
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException bad) {
      throw new IllegalArgumentException(
          "'" + text + "' must be none, frozen, precomputed, ema:DECAY or sync:STEPS", bad);
    }
  }
}
