package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

/**
 * Rows divided so that no user is on both sides. Prompts may be; a report of strangers says how
 * well they are known, not how well prompts are.
 */
record UserSplit(List<Comparison> seen, List<Comparison> strangers) {
  static UserSplit of(List<Comparison> rows, double share, Seeds seeds) {
    if (share == 0) return new UserSplit(rows, List.of());
    var names = new LinkedHashSet<String>();
    for (var row : rows) row.feedback().mark().annotator().ifPresent(names::add);
    if (names.size() < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--held-out-users",
          names.size() + " users",
          "some users are held out and some are trained on",
          "give rows with the column annotator of two users or more, or leave the option out");
    var all = new ArrayList<>(names);
    int count = Math.clamp(Math.round(share * all.size()), 1, all.size() - 1);
    var out = new HashSet<String>();
    for (int i : Seeds.permutation(all.size(), seeds.stream("users"))) {
      if (out.size() == count) break;
      out.add(all.get(i));
    }
    var seen = new ArrayList<Comparison>();
    var strangers = new ArrayList<Comparison>();
    for (var row : rows)
      (row.feedback().mark().annotator().filter(out::contains).isPresent() ? strangers : seen)
          .add(row);
    return new UserSplit(List.copyOf(seen), List.copyOf(strangers));
  }
}
