package org.penchant.data.votes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penchant.core.problems.Problems;

/**
 * Where the columns of a table of votes stand.
 *
 * @param names of the columns recognised in it
 * @param wanted the indices in the header of the cells to be read
 * @param cells for each column by its ordinal its place in {@code wanted}, -1 where it is not read
 * @param sides for each covariate the places in {@code wanted} of its one or two columns
 */
record VoteLayout(
    VoteForm form,
    Map<VoteColumn, String> names,
    List<Integer> wanted,
    int[] cells,
    List<int[]> sides) {

  /**
   * Lays out a header; what is missing is reported.
   *
   * @param extra columns read where they are there, beside those of the form
   */
  static Optional<VoteLayout> of(
      String place,
      List<String> header,
      VoteOptions options,
      Set<VoteColumn> extra,
      Problems problems) {
    var names = options.columns().find(header);
    var missing = new LinkedHashSet<String>();
    options.columns().names().values().stream()
        .filter(name -> !header.contains(name))
        .forEach(missing::add);
    options.where().keySet().stream()
        .filter(column -> !names.containsKey(column))
        .map(VoteColumn::key)
        .forEach(missing::add);
    for (Covariate covariate : options.covariates())
      covariate.columns().stream().filter(name -> !header.contains(name)).forEach(missing::add);
    var form = VoteForm.recognise(names.keySet());
    if (form.isEmpty()) missing.addAll(VoteForm.lacking(names.keySet()));
    if (!missing.isEmpty()) {
      problems.error(
          place,
          "columns " + String.join(", ", header),
          "missing column " + String.join(", ", missing),
          "add it, or say where it stands with --column COLUMN=NAME");
      return Optional.empty();
    }
    return Optional.of(placed(form.orElseThrow(), names, header, options, extra));
  }

  private static VoteLayout placed(
      VoteForm form,
      Map<VoteColumn, String> names,
      List<String> header,
      VoteOptions options,
      Set<VoteColumn> extra) {
    var wanted = new ArrayList<Integer>();
    var cells = new int[VoteColumn.values().length];
    Arrays.fill(cells, -1);
    for (var named : names.entrySet()) {
      VoteColumn column = named.getKey();
      if (!form.reads(column) && !extra.contains(column) && !options.where().containsKey(column))
        continue;
      cells[column.ordinal()] = wanted.size();
      wanted.add(header.indexOf(named.getValue()));
    }
    var sides = new ArrayList<int[]>();
    for (Covariate covariate : options.covariates()) {
      int from = wanted.size();
      for (String name : covariate.columns()) wanted.add(header.indexOf(name));
      sides.add(from + 1 == wanted.size() ? new int[] {from} : new int[] {from, from + 1});
    }
    return new VoteLayout(form, names, wanted, cells, sides);
  }

  /** The place of a column among the cells wanted, -1 where it is not read. */
  int cell(VoteColumn column) {
    return cells[column.ordinal()];
  }

  /** What the column is called, for messages. */
  String name(VoteColumn column) {
    return names.getOrDefault(column, column.key());
  }

  /** The columns read by key, and the covariates, with the names they stand under. */
  Map<String, String> read(List<Covariate> covariates) {
    var read = new TreeMap<String, String>();
    names.forEach((column, name) -> {
      if (cell(column) >= 0) read.put(column.key(), name);
    });
    for (Covariate covariate : covariates)
      read.put(covariate.name(), String.join(" - ", covariate.columns()));
    return read;
  }

  /** The columns of a header that are not read. */
  List<String> ignored(List<String> header) {
    var read = wanted.stream().map(header::get).collect(Collectors.toSet());
    return header.stream().filter(name -> !read.contains(name)).toList();
  }
}
