package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Catalogue;

/** What must hold of every claim before it is run. */
public final class ClaimCheck {
  private ClaimCheck() {}

  /**
   * Every claim can be read, its variables fill its settings, its arms compile, its criteria and
   * known figures name cases, arms and metrics that there are.
   *
   * @return how many claims there are
   */
  public static int check(Catalogue catalogue, Problems problems) {
    int claims = 0;
    for (var entry : catalogue.entries()) {
      if (entry.claim().isMissingNode()) continue;
      claims++;
      try {
        check(catalogue, Claim.of(entry));
      } catch (ProblemsException refused) {
        refused.problems().forEach(problems::add);
      } catch (IllegalArgumentException | Codec.CodecException bad) {
        problems.error(
            entry.id() + " claim", "", String.valueOf(bad.getMessage()), "mend the entry");
      }
    }
    return claims;
  }

  private static void check(Catalogue catalogue, Claim claim) {
    var table = new Table();
    List<Case> cases = new ArrayList<>();
    if (claim.experiment().isObject()) {
      var trials = Trials.of(claim).trial();
      cases.addAll(trials.cases());
      trials.run(2, table, (_, _, _) -> {});
    } else
      for (var setting : Setting.of(claim)) {
        cases.add(setting.in());
        for (var arm : setting.arms()) {
          Arms.objective(catalogue, arm);
          for (var metric : claim.metrics())
            for (var round : setting.training().protocol().rounds())
              table.put(setting.name(), arm.name(), metric + round, new double[claim.seeds()]);
        }
      }
    for (var criterion : claim.criteria())
      if (criterion.says().equals(Criterion.defaults().says()))
        throw new IllegalArgumentException("a criterion of " + criterion.arm() + " needs says");
    Findings.of(claim, cases, table);
    for (var known : claim.known())
      table.seeds(Cases.name(Cases.expand(known.in()).getFirst()), known.arm(), known.metric());
  }
}
