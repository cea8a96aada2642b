package org.penchant.align.lm;

/** Whether a model's adapter acts; it does unless somebody holds it off. */
final class AdapterSwitch {
  private int holds;

  boolean on() {
    return holds == 0;
  }

  /** Holds the adapter off until closed; holds may nest. */
  Off off() {
    holds++;
    return new Off();
  }

  /** A hold. */
  final class Off implements AutoCloseable {
    private boolean closed;

    @Override
    public void close() {
      if (!closed) holds--;
      closed = true;
    }
  }
}
