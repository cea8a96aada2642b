package org.penchant.app.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.penchant.rank.basis.Basis;
import org.penchant.rank.basis.ReasonWriter;

/**
 * Categories with names; what basis.json holds.
 *
 * @param encoder whose vectors the centres are
 * @param names one a category
 */
public record NamedBasis(String encoder, List<String> names, Basis basis) {
  private static final int SHOWN = 10;
  private static final int LONGEST_NAME = 60;

  public NamedBasis {
    names = List.copyOf(names);
    if (names.size() != basis.size())
      throw new IllegalArgumentException(
          names.size() + " names for " + basis.size() + " categories");
  }

  /** Named by the writer, or by the phrase nearest to each centre. */
  static NamedBasis of(
      String encoder,
      Basis basis,
      double[][] vectors,
      List<String> phrases,
      Optional<ReasonWriter> writer) {
    int[] medoids = basis.medoids(vectors);
    int[] labels = basis.labels(vectors);
    var members = new ArrayList<List<String>>();
    for (int c = 0; c < basis.size(); c++) {
      var some = new LinkedHashSet<>(List.of(phrases.get(medoids[c])));
      for (int i = 0; i < labels.length && some.size() < SHOWN; i++)
        if (labels[i] == c) some.add(phrases.get(i));
      members.add(List.copyOf(some));
    }
    var given =
        writer
            .map(w -> w.names(members))
            .orElse(members.stream().map(_ -> Optional.<String>empty()).toList());
    var names = new ArrayList<String>();
    for (int c = 0; c < basis.size(); c++) {
      String name = given.get(c).orElse(phrases.get(medoids[c]));
      if (name.length() > LONGEST_NAME) name = name.substring(0, LONGEST_NAME).strip();
      names.add(names.contains(name) ? name + " (" + (c + 1) + ")" : name);
    }
    return new NamedBasis(encoder, names, basis);
  }

  /** The name of a label; "none" for -1. */
  String name(int label) {
    return label < 0 ? "none" : names.get(label);
  }

  /** How many of the labels each category has. */
  long[] counts(int[] labels) {
    long[] counts = new long[names.size()];
    Arrays.stream(labels).filter(l -> l >= 0).forEach(l -> counts[l]++);
    return counts;
  }
}
