package org.penchant.app.rank;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.penchant.rank.judge.JudgeAudit;

/** A judge's audit for programs and for terminals. */
public final class JudgeAuditText {
  private JudgeAuditText() {}

  public static Map<String, Object> figures(JudgeAudit audit, int failed) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("pairs", audit.questions());
    figures.put("unreadable", failed);
    figures.put("consistency", audit.consistency());
    audit.agreement().ifPresent(i -> figures.put("agreement", i));
    audit.kappa().ifPresent(k -> figures.put("kappa", k.value()));
    figures.put("effects", audit.effects());
    figures.put("notes", audit.notes());
    return figures;
  }

  public static String text(JudgeAudit audit, int failed) {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%d pairs in both orders, %d unreadable%n%-28s %6.1f %%  (%.1f to %.1f)%n",
            audit.questions(),
            failed,
            "same verdict in both orders",
            100 * audit.consistency().estimate(),
            100 * audit.consistency().low(),
            100 * audit.consistency().high()));
    audit
        .agreement()
        .ifPresent(i ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-28s %6.1f %%  (%.1f to %.1f)%n",
                    "agrees with the labels",
                    100 * i.estimate(),
                    100 * i.low(),
                    100 * i.high())));
    audit
        .kappa()
        .ifPresent(
            k -> out.append(String.format(Locale.ROOT, "%-28s %6.3f%n", "kappa", k.value())));
    for (var effect : audit.effects())
      out.append(
          String.format(
              Locale.ROOT,
              "%-28s %+6.3f log-odds, standard error %.3f%n",
              "effect of " + effect.name(),
              effect.value(),
              effect.standardError()));
    audit.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
    return out.toString();
  }
}
