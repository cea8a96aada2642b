package org.penchant.data.votes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.read.ReadOptions;

/**
 * How to read votes.
 *
 * @param columns under which names the columns stand
 * @param where only rows with these values are taken: turn, language, annotator, group or time
 * @param covariates numbers that go with every vote
 * @param keep what a table of votes tells apart; covariates are kept whenever there are any
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 */
public record VoteOptions(
    VoteColumns columns,
    Map<VoteColumn, String> where,
    List<Covariate> covariates,
    Set<Keep> keep,
    int lineLimit) {
  private static final Set<VoteColumn> FILTERS =
      EnumSet.of(
          VoteColumn.TURN,
          VoteColumn.LANGUAGE,
          VoteColumn.ANNOTATOR,
          VoteColumn.GROUP,
          VoteColumn.TIME);

  public VoteOptions {
    where = Map.copyOf(where);
    covariates = List.copyOf(covariates);
    for (VoteColumn column : where.keySet())
      if (!FILTERS.contains(column))
        throw new IllegalArgumentException(
            "where " + column.key() + ", rows are chosen by " + FILTERS);
    var names = new HashSet<String>();
    for (Covariate covariate : covariates)
      if (!names.add(covariate.name()))
        throw new IllegalArgumentException("two covariates are called " + covariate.name());
    var kept = EnumSet.noneOf(Keep.class);
    kept.addAll(keep);
    kept.remove(Keep.COVARIATES);
    if (!covariates.isEmpty()) kept.add(Keep.COVARIATES);
    keep = Set.copyOf(kept);
  }

  /** Recognised columns, every row, pairs and outcomes only. */
  public static VoteOptions defaults() {
    return new VoteOptions(
        VoteColumns.defaults(), Map.of(), List.of(), Set.of(), ReadOptions.DEFAULT_LINE_LIMIT);
  }

  public VoteOptions withColumns(VoteColumns value) {
    return new VoteOptions(value, where, covariates, keep, lineLimit);
  }

  /** Takes only rows that have this value in this column. */
  public VoteOptions where(VoteColumn column, String value) {
    var copy = new EnumMap<VoteColumn, String>(VoteColumn.class);
    copy.putAll(where);
    copy.put(column, value);
    return new VoteOptions(columns, copy, covariates, keep, lineLimit);
  }

  public VoteOptions withCovariate(Covariate covariate) {
    var more = new ArrayList<>(covariates);
    more.add(covariate);
    return new VoteOptions(columns, where, more, keep, lineLimit);
  }

  public VoteOptions keeping(Keep... kept) {
    return new VoteOptions(columns, where, covariates, Set.of(kept), lineLimit);
  }

  public VoteOptions withLineLimit(int value) {
    return new VoteOptions(columns, where, covariates, keep, value);
  }

  List<String> covariateNames() {
    return covariates.stream().map(Covariate::name).toList();
  }
}
