package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.penchant.core.stats.Calibrators;
import org.penchant.eval.report.Style;

/**
 * Pairs whose margins became probabilities: by the model's own calibration, which saw none of them;
 * or by a temperature that was fitted to the pairs of every second prompt and is measured on the
 * others.
 *
 * @param name of the way
 * @param temperature if one was fitted here
 * @param measured pairs it was not fitted to
 * @param chosen P(chosen preferred)
 */
record Recalibrated(
    String name,
    OptionalDouble temperature,
    List<MeasuredPair> measured,
    ToDoubleFunction<MeasuredPair> chosen) {
  private static final int LEAST_FITTED = 20;
  private static final ToDoubleFunction<List<MeasuredPair>> RAW =
      some -> BothOrders.of(some, p -> p.probability(1)).ece();

  /** Empty where there are too few pairs to fit, or no temperature fits. */
  static Optional<Recalibrated> of(List<MeasuredPair> pairs) {
    if (!pairs.isEmpty() && pairs.stream().allMatch(p -> p.calibrated().isPresent()))
      return Optional.of(
          new Recalibrated(
              "by the model's calibration",
              OptionalDouble.empty(),
              pairs,
              p -> p.calibrated().orElseThrow()));
    var fitted = every(pairs, 0);
    if (fitted.size() < LEAST_FITTED || fitted.size() == pairs.size()) return Optional.empty();
    try {
      boolean[] happened = new boolean[fitted.size()];
      Arrays.fill(happened, true);
      double t = Calibrators.temperature(MeasuredPair.margins(fitted), happened).temperature();
      return Optional.of(
          new Recalibrated(
              "at temperature " + Style.PLAIN.show(t),
              OptionalDouble.of(t),
              every(pairs, 1),
              p -> p.probability(t)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static List<MeasuredPair> every(List<MeasuredPair> pairs, int rest) {
    var prompts = MeasuredPair.byPrompt(pairs);
    var some = new ArrayList<MeasuredPair>();
    for (int i = rest; i < prompts.size(); i += 2) some.addAll(prompts.get(i));
    return some;
  }

  /** sigmoid(margin) of the same pairs. */
  BothOrders before() {
    return BothOrders.of(measured, p -> p.probability(1));
  }

  BothOrders after() {
    return BothOrders.of(measured, chosen);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    temperature.ifPresent(t -> json.put("temperature", t));
    json.put("ece_before", before().ece());
    json.put("ece_before_interval", MeasuredPair.interval(measured, RAW));
    json.put("ece_after", after().ece());
    json.put(
        "ece_after_interval",
        MeasuredPair.interval(measured, some -> BothOrders.of(some, chosen).ece()));
    json.put("brier_before", before().brier());
    json.put("brier_after", after().brier());
    return json;
  }
}
