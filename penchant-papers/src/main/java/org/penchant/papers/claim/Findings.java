package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Criteria held against a table, case by case. */
final class Findings {
  private Findings() {}

  static List<Finding> of(Claim claim, List<Setting> settings, Table table) {
    var all = new ArrayList<Finding>();
    for (var criterion : claim.criteria()) {
      int before = all.size();
      for (var setting : settings) {
        String than = criterion.thanIn().isEmpty() ? setting.name() : only(settings, criterion);
        if (!Cases.matches(setting.values(), criterion.in())
            || !has(setting, criterion.arm())
            || (!criterion.than().isEmpty() && !table.has(than, criterion.than()))) continue;
        String metric = criterion.metric().toString();
        double[] arm = table.seeds(setting.name(), criterion.arm(), metric);
        double[] other =
            criterion.than().isEmpty()
                ? new double[arm.length]
                : table.seeds(than, criterion.than(), metric);
        all.add(Finding.of(criterion, setting.name(), arm, other));
      }
      if (all.size() == before)
        throw new IllegalArgumentException("no case has what '" + criterion.says() + "' asks for");
    }
    return all;
  }

  private static String only(List<Setting> settings, Criterion criterion) {
    JsonNode asked = criterion.thanIn();
    return settings.stream()
        .filter(s -> Cases.matches(s.values(), asked) && has(s, criterion.than()))
        .findFirst()
        .map(Setting::name)
        .orElseThrow(() ->
            new IllegalArgumentException("no case " + asked + " for '" + criterion.says() + "'"));
  }

  private static boolean has(Setting setting, String arm) {
    return setting.arms().stream().anyMatch(a -> a.name().equals(arm));
  }
}
