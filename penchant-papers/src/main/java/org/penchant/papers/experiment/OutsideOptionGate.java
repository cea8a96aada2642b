package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Bisection;
import org.penchant.rank.choice.MultinomialLogit;
import org.penchant.rank.choice.Offer;
import org.penchant.rank.select.Gate;
import org.penchant.rank.select.LoopCalibration;
import org.penchant.rank.select.LoopSelector;
import org.penchant.rank.select.Loops;
import org.penchant.rank.select.SelectionReport;
import org.penchant.rank.select.Trial;

/**
 * Choices of one of two answers or none, and best of N by what was learned of them (arXiv
 * 2510.04087). Prompts x and answers f in R^6 are N(0, I); the true utility is 2 f.w_q - 1.5 x.w_t
 * - 0.5 with unit directions; the greatest of (V1, V2, 0) + standard Gumbel noise is chosen. A
 * multinomial logit of (f, x, 1) against Bradley-Terry of f, fitted to the choices that fell on an
 * answer. A failure is an answer returned with negative true utility.
 *
 * @param choices to learn from
 * @param prompts to test on, and as many again to calibrate on
 */
public record OutsideOptionGate(int choices, int prompts) implements Experiment {
  private static final Loops LOOPS = Loops.defaults();
  private static final Loops WHOLE = new Loops(16, 16);
  private static final double SAVING = 0.7;
  private static final double ALPHA = 0.015;

  public static OutsideOptionGate defaults() {
    return new OutsideOptionGate(2000, 3000);
  }

  @Override
  public OutsideOptionGate trial() {
    return new OutsideOptionGate(300, 300);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("world");
    var world = OutsideOptionWorld.draw(random);
    var offers = world.offers(choices, seeds.stream("choices"));
    figures.put(
        "choices",
        "rejected",
        offers.stream().filter(o -> o.chosen() < 0).count() / (double) choices);
    var logit = MultinomialLogit.defaults().fit(offers);
    var pairs =
        MultinomialLogit.defaults()
            .fit(
                offers.stream()
                    .filter(o -> o.chosen() >= 0)
                    .map(o -> Offer.among(OutsideOptionWorld.answers(o.features()), o.chosen()))
                    .toList());
    var test = world.pools(prompts, LOOPS.budget(), logit, pairs, seeds.stream("test"));
    gates(test, figures, seeds.stream("abstentions"));
    accelerators(test, figures);
    var found =
        new LoopCalibration(LOOPS, 0.95)
            .guardrail(
                world
                    .pools(prompts, LOOPS.budget(), logit, pairs, seeds.stream("calibration"))
                    .logit(),
                ALPHA);
    gate(figures, "logit, calibrated", SelectionReport.of(LoopSelector.of(found), test.logit()));
    figures.put(
        "logit, calibrated",
        "reduction",
        1 - figure(figures, "logit, calibrated") / figure(figures, "pairs, ungated"));
  }

  private void gates(OutsideOptionWorld.Pools test, Figures figures, RandomGenerator coins) {
    var ungated = report(WHOLE, Gate.ACCELERATOR, 0, test.pairs());
    gate(figures, "pairs, ungated", ungated);
    var logit = report(LOOPS, Gate.GUARDRAIL, 0, test.logit());
    gate(figures, "logit", logit);
    figures.put("logit", "reduction", 1 - logit.perPrompt() / ungated.perPrompt());
    double level = answering(test.pairs(), logit.answered());
    var global = report(LOOPS, Gate.GUARDRAIL, level, test.pairs());
    gate(figures, "pairs, one threshold", global);
    var late = report(WHOLE, Gate.GUARDRAIL, 0, test.logit());
    gate(figures, "logit, no early exit", late);
    var globalLate = report(WHOLE, Gate.GUARDRAIL, level, test.pairs());
    gate(figures, "pairs, one threshold, no early exit", globalLate);
    figures.put("logit", "beats one threshold", logit.perPrompt() < global.perPrompt() ? 1 : 0);
    figures.put(
        "logit, no early exit",
        "beats one threshold",
        late.perPrompt() < globalLate.perPrompt() ? 1 : 0);
    figures.put(
        "logit",
        "beats one threshold, no early exit",
        logit.perPrompt() < globalLate.perPrompt() ? 1 : 0);
    int failures = 0;
    int answered = 0;
    for (var trial : test.pairs()) {
      if (coins.nextDouble() >= logit.answered() / (double) prompts) continue;
      answered++;
      if (!trial.acceptable()[WHOLE.run(0, trial.scores()).best()]) failures++;
    }
    figures.put("random abstention", "failures", failures / (double) prompts);
    figures.put("random abstention", "answered", answered / (double) prompts);
  }

  private void accelerators(OutsideOptionWorld.Pools test, Figures figures) {
    var whole = report(WHOLE, Gate.ACCELERATOR, 0, test.logit());
    saving(figures, "best of 16", whole);
    var logit = report(LOOPS, Gate.ACCELERATOR, SAVING, test.logit());
    saving(figures, "logit, accelerated", logit);
    double same =
        Bisection.of(
            -1e3,
            1e3,
            t ->
                report(LOOPS, Gate.ACCELERATOR, t, test.pairs()).meanSamples()
                    < logit.meanSamples());
    saving(figures, "pairs, accelerated", report(LOOPS, Gate.ACCELERATOR, same, test.pairs()));
  }

  private static void gate(Figures figures, String arm, SelectionReport report) {
    figures.put(arm, "failures", report.perPrompt());
    figures.put(arm, "failures of answers", report.perAnswer());
    figures.put(arm, "answered", 1 - report.abstention());
    figures.put(arm, "samples", report.meanSamples());
  }

  private static void saving(Figures figures, String arm, SelectionReport report) {
    figures.put(arm, "acceptable", report.acceptable());
    figures.put(arm, "samples", report.meanSamples());
  }

  private static double figure(Figures figures, String arm) {
    return Objects.requireNonNull(figures.all().get(new Figures.Key(arm, "failures")));
  }

  private static SelectionReport report(Loops loops, Gate gate, double threshold, List<Trial> on) {
    return SelectionReport.of(new LoopSelector(loops, gate, threshold, Optional.empty()), on);
  }

  /** The threshold on a prompt's greatest score that answers so many prompts. */
  private static double answering(List<Trial> trials, int answered) {
    double[] greatest =
        trials.stream()
            .mapToDouble(t -> Arrays.stream(t.scores()).max().orElseThrow())
            .sorted()
            .toArray();
    return greatest[Math.min(greatest.length - 1, greatest.length - answered)];
  }
}
