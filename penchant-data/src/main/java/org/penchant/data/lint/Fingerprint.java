package org.penchant.data.lint;

/** 128 bits that stand for a content where millions of rows are compared. */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {
  /** Of this and the other, in this order. */
  Fingerprint then(Fingerprint other) {
    return new Fingerprint(
        mix(high * 31 + mix(other.high)), mix(low * 31 + mix(other.low + 0x9e3779b97f4a7c15L)));
  }

  @Override
  public int compareTo(Fingerprint other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compare(low, other.low);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
