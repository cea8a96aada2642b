package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Criteria held against a table, case by case. */
final class Findings {
  private Findings() {}

  static List<Finding> of(Claim claim, List<Case> cases, Table table) {
    var all = new ArrayList<Finding>();
    for (var criterion : claim.criteria()) {
      int before = all.size();
      for (var here : cases) {
        String than = criterion.thanIn().isEmpty() ? here.name() : only(cases, criterion, table);
        if (!Cases.matches(here.values(), criterion.in())
            || !table.has(here.name(), criterion.arm())
            || (!criterion.than().isEmpty() && !table.has(than, criterion.than()))) continue;
        String metric = criterion.metric();
        double[] arm = table.seeds(here.name(), criterion.arm(), metric);
        double[] other =
            criterion.than().isEmpty()
                ? new double[arm.length]
                : table.seeds(than, criterion.than(), metric);
        all.add(Finding.of(criterion, here.name(), arm, other));
      }
      if (all.size() == before)
        throw new IllegalArgumentException("no case has what '" + criterion.says() + "' asks for");
    }
    return all;
  }

  private static String only(List<Case> cases, Criterion criterion, Table table) {
    JsonNode asked = criterion.thanIn();
    return cases.stream()
        .filter(c -> Cases.matches(c.values(), asked) && table.has(c.name(), criterion.than()))
        .findFirst()
        .map(Case::name)
        .orElseThrow(() ->
            new IllegalArgumentException("no case " + asked + " for '" + criterion.says() + "'"));
  }
}
