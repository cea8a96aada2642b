package org.penchant.align.objective;

import java.util.List;

/**
 * What a row shares with the optimiser step it belongs to.
 *
 * @param baseline the KL baseline of the step in nats, for terms that use it
 * @param progress optimiser steps done / total steps, in [0, 1)
 * @param goodShare share of the step's rows that are labelled good
 * @param anchor the tracked utility anchor, for structures that have one
 * @param step all rows of the step in scalars, without contexts of their own; empty where no part
 *     asks for them, or where the rows at hand are the whole step
 * @param index the row's place in {@code step}; of a batch, that of its first row
 */
public record Context(
    double baseline, double progress, double goodShare, Anchor anchor, List<Row> step, int index) {
  public static final Context NONE = new Context(0, 0, 0.5, Anchor.START, List.of(), 0);

  public Context {
    step = List.copyOf(step);
  }

  public Context withBaseline(double nats) {
    return new Context(nats, progress, goodShare, anchor, step, index);
  }

  public Context withProgress(double value) {
    return new Context(baseline, value, goodShare, anchor, step, index);
  }

  public Context withGoodShare(double share) {
    return new Context(baseline, progress, share, anchor, step, index);
  }

  public Context withAnchor(Anchor value) {
    return new Context(baseline, progress, goodShare, value, step, index);
  }

  /** The same of the row at {@code place} of {@code rows}. */
  public Context withStep(List<Row> rows, int place) {
    return new Context(baseline, progress, goodShare, anchor, rows, place);
  }
}
