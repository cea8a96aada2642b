package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.JudgeAudit;
import org.penchant.rank.judge.TextJudge;
import org.penchant.rank.judge.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a judge compare labelled pairs in both orders, and audits it. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Has a judge compare preference pairs in both orders and says how far it can be trusted:"
          + " agreement with the labels, consistency under exchange, effects of position and length.",
      "Writes one line a pair to --out."
    })
public final class JudgeVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private JudgeOptions judging = new JudgeOptions();

  @Option(
      names = "--limit",
      defaultValue = "0",
      paramLabel = "N",
      description = "Judge the first N pairs only; 0 for all.")
  private int limit;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Where verdicts go, as JSON lines.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the audit as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var seeds = new Seeds(seed).child("judge");
    var rows = data.rows().all().stream().filter(Comparison::isDecidedPair).toList();
    if (limit > 0) rows = rows.subList(0, Math.min(limit, rows.size()));
    if (rows.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA, "--data", "", "no labelled pair", "give pairs of chosen and rejected");
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    progress.stage("judging " + rows.size() + " pairs in both orders");
    var lines = new StringBuilder();
    var judged = new ArrayList<JudgeAudit.Judged>();
    int failed = 0;
    String cost;
    try (var open = judging.open(seeds)) {
      var sides = seeds.stream("sides");
      for (int i = 0; i < rows.size(); i++) {
        // A drawn side keeps the label from being A every time.
        var one = judge(open.judge(), rows.get(i), sides.nextBoolean());
        if (one.isEmpty()) failed++;
        else {
          judged.add(one.get());
          lines.append(Json.line(line(one.get(), rows.get(i)))).append('\n');
        }
        progress.at(i + 1, rows.size(), Map.of());
      }
      cost = open.cost();
    }
    progress.end();
    if (judged.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "judge",
          failed + " pairs",
          "no reply could be read",
          "change the prompt");
    if (out != null) AtomicFiles.write(out, lines.toString());
    var audit = JudgeAudit.of(judged);
    var printed = line.getOut();
    printed.print(json ? Json.pretty(figures(audit, failed)) : text(audit, failed));
    if (!cost.isEmpty() && !json) printed.println("cost: " + cost);
    printed.flush();
    return ExitCode.OK.code();
  }

  private static Optional<JudgeAudit.Judged> judge(
      TextJudge judge, Comparison row, boolean chosenIsA) {
    var a = (chosenIsA ? row.chosen() : row.rejected()).content();
    var b = (chosenIsA ? row.rejected() : row.chosen()).content();
    var forward = judge.compare(row.prompt(), a, b, 0);
    var reversed = judge.compare(row.prompt(), b, a, 0);
    if (forward.isEmpty() || reversed.isEmpty()) return Optional.empty();
    return Optional.of(
        new JudgeAudit.Judged(
            row.provenance().toString(),
            chosenIsA ? "chosen" : "rejected",
            chosenIsA ? "rejected" : "chosen",
            words(a),
            words(b),
            false,
            false,
            forward.get(),
            reversed.get(),
            Optional.of(chosenIsA ? Verdict.WIN : Verdict.LOSE)));
  }

  private Map<String, Object> line(JudgeAudit.Judged one, Comparison row) {
    double p = judging.calibration().probability(one.forward(), one.reversed());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("file", row.provenance().file());
    fields.put("row", row.provenance().row());
    fields.put("p_chosen", one.a().equals("chosen") ? p : 1 - p);
    fields.put("log_odds_a_first", one.forward().logOdds());
    fields.put("log_odds_b_first", one.reversed().logOdds());
    fields.put("a", one.a());
    return fields;
  }

  private static int words(Content text) {
    String plain = text.plain().strip();
    return plain.isEmpty() ? 0 : plain.split("\\s+").length;
  }

  private static Map<String, Object> figures(JudgeAudit audit, int failed) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("pairs", audit.questions());
    figures.put("unreadable", failed);
    figures.put("consistency", audit.consistency());
    audit.agreement().ifPresent(i -> figures.put("agreement", i));
    audit.kappa().ifPresent(k -> figures.put("kappa", k.value()));
    figures.put("effects", audit.effects());
    return figures;
  }

  private static String text(JudgeAudit audit, int failed) {
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
    return out.toString();
  }
}
