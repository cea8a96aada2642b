package org.penchant.core.votes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts votes as they stream by. Votes alike in everything that is kept become one row, so memory
 * grows with the pairs of items and not with the votes, unless more is kept.
 */
public final class VoteTally {
  /** What tells rows apart beside items, outcome and weight; what is not kept is forgotten. */
  public enum Keep {
    ANNOTATOR,
    GROUP,
    COVARIATES,
    /** Every vote is a row of its own, in the order given; for ratings that depend on it. */
    ORDER
  }

  private static final int NONE = -1;

  private final Set<Keep> keep;
  private final List<String> covariateNames;
  private final Names items = new Names();
  private final Names annotators = new Names();
  private final Names groups = new Names();
  private int[] first = new int[64];
  private int[] second = new int[64];
  private double[] outcome = new double[64];
  private boolean[] bothBad = new boolean[64];
  private double[] weight = new double[64];
  private double[] times = new double[64];
  private int[] annotator = new int[64];
  private int[] group = new int[64];
  private double[][] covariates = new double[64][];
  private int[] slots = new int[256];
  private int rows;

  /**
   * @param covariateNames names of the covariates every vote carries; empty unless they are kept
   */
  public VoteTally(Set<Keep> keep, List<String> covariateNames) {
    this.keep = keep.isEmpty() ? EnumSet.noneOf(Keep.class) : EnumSet.copyOf(keep);
    this.covariateNames = List.copyOf(covariateNames);
    if (keep.contains(Keep.COVARIATES) == covariateNames.isEmpty())
      throw new IllegalArgumentException("covariates are kept by name, and names by being kept");
    Arrays.fill(slots, NONE);
  }

  /** Keeps pairs, outcomes and weights only. */
  public static VoteTally ofPairs() {
    return new VoteTally(Set.of(), List.of());
  }

  /** Makes an item known that may have no vote. */
  public VoteTally item(String name) {
    items.number(name);
    return this;
  }

  public VoteTally add(Vote vote) {
    int a = items.number(vote.first());
    int b = items.number(vote.second());
    int who =
        keep.contains(Keep.ANNOTATOR)
            ? vote.annotator().map(annotators::number).orElse(NONE)
            : NONE;
    int where = keep.contains(Keep.GROUP) ? vote.group().map(groups::number).orElse(NONE) : NONE;
    double @Nullable [] x = null;
    if (keep.contains(Keep.COVARIATES)) {
      if (vote.covariates().size() != covariateNames.size())
        throw new IllegalArgumentException(
            vote.covariates().size() + " covariates, must be " + covariateNames.size());
      x = vote.covariates().stream().mapToDouble(Double::doubleValue).toArray();
    }
    if (keep.contains(Keep.ORDER)) {
      append(a, b, vote, who, where, x);
      return this;
    }
    int slot = slot(a, b, vote, who, where, x);
    if (slots[slot] != NONE) {
      times[slots[slot]] += vote.times();
      return this;
    }
    slots[slot] = rows;
    append(a, b, vote, who, where, x);
    if (rows * 2 > slots.length) rehash();
    return this;
  }

  /** The votes so far. */
  public VoteTable table() {
    return new VoteTable(
        items.names(),
        annotators.names(),
        groups.names(),
        covariateNames,
        Arrays.copyOf(first, rows),
        Arrays.copyOf(second, rows),
        Arrays.copyOf(outcome, rows),
        Arrays.copyOf(bothBad, rows),
        Arrays.copyOf(weight, rows),
        Arrays.copyOf(times, rows),
        Arrays.copyOf(annotator, rows),
        Arrays.copyOf(group, rows),
        Arrays.copyOf(covariates, covariateNames.isEmpty() ? 0 : rows));
  }

  private void append(int a, int b, Vote vote, int who, int where, double @Nullable [] x) {
    if (rows == first.length) grow();
    first[rows] = a;
    second[rows] = b;
    outcome[rows] = vote.outcome();
    bothBad[rows] = vote.bothBad();
    weight[rows] = vote.weight();
    times[rows] = vote.times();
    annotator[rows] = who;
    group[rows] = where;
    if (x != null) covariates[rows] = x;
    rows++;
  }

  private void grow() {
    int size = rows * 2;
    first = Arrays.copyOf(first, size);
    second = Arrays.copyOf(second, size);
    outcome = Arrays.copyOf(outcome, size);
    bothBad = Arrays.copyOf(bothBad, size);
    weight = Arrays.copyOf(weight, size);
    times = Arrays.copyOf(times, size);
    annotator = Arrays.copyOf(annotator, size);
    group = Arrays.copyOf(group, size);
    covariates = Arrays.copyOf(covariates, size);
  }

  private int slot(int a, int b, Vote vote, int who, int where, double @Nullable [] x) {
    int mask = slots.length - 1;
    int slot = hash(a, b, vote.outcome(), vote.weight(), who, where, x) & mask;
    while (slots[slot] != NONE) {
      int row = slots[slot];
      if (first[row] == a
          && second[row] == b
          && outcome[row] == vote.outcome()
          && bothBad[row] == vote.bothBad()
          && weight[row] == vote.weight()
          && annotator[row] == who
          && group[row] == where
          && (x == null || Arrays.equals(covariates[row], x))) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, NONE);
    int mask = slots.length - 1;
    for (int row = 0; row < rows; row++) {
      int slot =
          hash(
                  first[row],
                  second[row],
                  outcome[row],
                  weight[row],
                  annotator[row],
                  group[row],
                  covariateNames.isEmpty() ? null : covariates[row])
              & mask;
      while (slots[slot] != NONE) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
  }

  private static int hash(
      int a, int b, double outcome, double weight, int who, int where, double @Nullable [] x) {
    long hash = a * 0x9e3779b97f4a7c15L + b;
    hash = hash * 0xbf58476d1ce4e5b9L + Double.hashCode(outcome);
    hash = hash * 0x94d049bb133111ebL + Double.hashCode(weight);
    hash = hash * 0x9e3779b97f4a7c15L + who;
    hash = hash * 0xbf58476d1ce4e5b9L + where;
    if (x != null) hash = hash * 0x94d049bb133111ebL + Arrays.hashCode(x);
    return (int) (hash ^ (hash >>> 32) ^ (hash >>> 47));
  }
}
