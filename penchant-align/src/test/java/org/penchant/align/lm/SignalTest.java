package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class SignalTest {
  private static final Advantage ADVANTAGE = Advantage.of("dpo", "sft", 0.7).withScale(1.3);

  static Stream<Signal> signals() {
    return Stream.of(
        new Signal.ForwardKl("dpo"),
        new Signal.ReverseKl("sft"),
        new Signal.ExpectedAdvantage(ADVANTAGE),
        new Signal.ExpectedAdvantage(ADVANTAGE.withClip(0.4)),
        new Signal.SampledAdvantage(ADVANTAGE),
        new Signal.AdvantageMoment(ADVANTAGE, 1),
        new Signal.AdvantageMoment(ADVANTAGE, 2));
  }

  private static double[] logs(double... p) {
    return Arrays.stream(p).map(Math::log).toArray();
  }

  /** Goldens of shared/papers/101-adpa.md. */
  private static final Map<String, double[]> TEACHERS =
      Map.of("dpo", logs(.5, .3, .2), "sft", logs(.4, .4, .2));

  private static final double[] STUDENT = logs(.2, .5, .3);
  private static final Advantage PLAIN = Advantage.of("dpo", "sft", 1);

  @Test
  void goldens() {
    assertThat(PLAIN.of(TEACHERS, 0)).isCloseTo(0.2231435513, within(1e-10));
    assertThat(PLAIN.of(TEACHERS, 1)).isCloseTo(-0.2876820725, within(1e-10));
    assertThat(PLAIN.of(TEACHERS, 2)).isZero();
    assertThat(new Signal.ExpectedAdvantage(PLAIN).of(STUDENT, TEACHERS, 0))
        .isCloseTo(-0.0992123260, within(1e-10));
    assertThat(new Signal.ForwardKl("dpo").of(STUDENT, TEACHERS, 0))
        .isCloseTo(0.2238046572, within(1e-10));
    assertThat(new Signal.ExpectedAdvantage(PLAIN).of(TEACHERS.get("dpo"), TEACHERS, 0))
        .isCloseTo(0.0252671539, within(1e-10))
        .isCloseTo(new Signal.ForwardKl("dpo").of(TEACHERS.get("sft"), TEACHERS, 0), within(1e-12));
    assertThat(new Signal.AdvantageMoment(PLAIN, 1).of(STUDENT, TEACHERS, 0))
        .isCloseTo(-0.0258154085, within(1e-10))
        .isCloseTo(
            -new Signal.ReverseKl("dpo").of(TEACHERS.get("sft"), TEACHERS, 0), within(1e-12));
    assertThat(new Signal.ForwardKl("dpo").of(TEACHERS.get("dpo"), TEACHERS, 0)).isZero();
    double normaliser = 0;
    for (int a = 0; a < 3; a++)
      normaliser += Math.exp(TEACHERS.get("sft")[a] + PLAIN.of(TEACHERS, a));
    assertThat(normaliser).isCloseTo(1, within(1e-12));
  }

  /** The gradient by logits, and that a constant added to A or T_dpo = T_ref leaves or ends it. */
  @Test
  void gradientByLogits() {
    assertThat(byLogits(new Signal.ExpectedAdvantage(PLAIN), TEACHERS))
        .containsExactly(new double[] {0.0644711755, -0.0942348732, 0.0297636978}, within(1e-9));
    var shifted =
        Map.of(
            "dpo", Arrays.stream(logs(.5, .3, .2)).map(v -> v + 3).toArray(),
            "sft", logs(.4, .4, .2));
    assertThat(byLogits(new Signal.ExpectedAdvantage(PLAIN), shifted))
        .containsExactly(byLogits(new Signal.ExpectedAdvantage(PLAIN), TEACHERS), within(1e-12));
    var one = Map.of("dpo", logs(.4, .4, .2), "sft", logs(.4, .4, .2));
    assertThat(byLogits(new Signal.ExpectedAdvantage(PLAIN), one))
        .containsExactly(new double[3], within(1e-15));
    var kl = byLogits(new Signal.ForwardKl("dpo"), TEACHERS);
    for (int a = 0; a < 3; a++)
      assertThat(kl[a])
          .isCloseTo(Math.exp(STUDENT[a]) - Math.exp(TEACHERS.get("dpo")[a]), within(1e-12));
  }

  private static double[] byLogits(Signal signal, Map<String, double[]> teachers) {
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled()) {
      var logits = Tensor.of(STUDENT, 1, 3).requiresGrad(true);
      var known = new HashMap<String, Tensor>();
      teachers.forEach((name, logs) -> known.put(name, Tensor.of(logs, 1, 3)));
      signal.of(logits.logSoftmax(-1), known, Tensor.of(new long[] {0}, 1, 1)).sum().backward();
      return logits.grad().toDoubles();
    }
  }

  /** beta_T = tau: the optimum of E[A] - tau KL(pi || T_ref) is T_dpo. */
  @Test
  void theRegularisedOptimumIsTheAlignedTeacher() {
    var advantage = Advantage.of("dpo", "sft", 0.5);
    var teacher = TEACHERS.get("dpo");
    double best = regularised(advantage, teacher);
    var random = new Seeds(1).stream("policies");
    for (int trial = 0; trial < 100; trial++) {
      double[] p = random.doubles(3, 0.01, 1).toArray();
      double total = Arrays.stream(p).sum();
      double[] other = Arrays.stream(p).map(v -> Math.log(v / total)).toArray();
      assertThat(regularised(advantage, other)).isLessThanOrEqualTo(best + 1e-12);
    }
  }

  private static double regularised(Advantage advantage, double[] policy) {
    return new Signal.ExpectedAdvantage(advantage).of(policy, TEACHERS, 0)
        - advantage.beta() * new Signal.ReverseKl("sft").of(policy, TEACHERS, 0);
  }

  /** The exact expectation is what sampled tokens give on average. */
  @Test
  void sampledTokensAgreeOnAverage() {
    var random = new Seeds(2).stream("tokens");
    var sampled = new Signal.SampledAdvantage(PLAIN);
    double sum = 0;
    int n = 400_000;
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      sum += sampled.of(STUDENT, TEACHERS, u < .2 ? 0 : u < .7 ? 1 : 2);
    }
    assertThat(sum / n).isCloseTo(-0.0992123260, within(0.0015));
  }

  /** Values against plain arithmetic over full logits, gradients against finite differences. */
  @ParameterizedTest
  @MethodSource("signals")
  void valuesAndGradientsOfATransformer(Signal signal) {
    long before = TensorScope.liveTensors();
    try (var single = Tiny.LLAMA.model(1);
        var model = single.copy(DType.F64);
        var dpo = Tiny.GPT2.model(2);
        var sft = Tiny.QWEN3.model(3)) {
      var teachers = Teachers.of(Map.of("dpo", dpo, "sft", sft));
      var sequence =
          TokenSequence.trainingFrom(
              new Seeds(4).stream("ids").ints(9, 0, Tiny.VOCABULARY).toArray(), 4);
      double[] weights = {1, -0.5, 2, 0.25, 1};
      double[] expected = plain(signal, model, dpo, sft, sequence);
      double[] byParameter;
      var head = model.parameters().get("model.layers.1.mlp.down_proj.weight");
      try (var scope = TensorScope.open()) {
        var batch = PackedBatch.of(List.of(List.of(sequence)));
        var pass =
            LogProbs.training(model, batch, false, Extras.of(Set.of(), List.of(signal), teachers));
        assertThat(pass.signal(signal).toDoubles()).containsExactly(expected, within(2e-5));
        pass.backward(Tensor.zeros(DType.F64, 5), Map.of(signal, Tensor.of(weights)));
        byParameter = head.grad().toDoubles();
        assertThat(dpo.parameters().values()).noneMatch(Tensor::hasGrad);
      }
      for (int i : new int[] {0, 17, 101}) {
        double eps = 1e-4;
        double up = at(head, i, eps, () -> weighted(signal, model, dpo, sft, sequence, weights));
        double down = at(head, i, -eps, () -> weighted(signal, model, dpo, sft, sequence, weights));
        assertThat(byParameter[i]).isCloseTo((up - down) / (2 * eps), within(2e-5));
      }
      model.parameters().values().forEach(Tensor::clearGrad);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  private static double at(
      Tensor parameter, int i, double by, java.util.function.DoubleSupplier value) {
    double[] nudge = new double[(int) parameter.elements()];
    nudge[i] = by;
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var delta = Tensor.of(nudge, parameter.shape());
      parameter.addInPlace(delta);
      double found = value.getAsDouble();
      parameter.subInPlace(delta);
      return found;
    }
  }

  private static double weighted(
      Signal signal,
      Transformer model,
      Transformer dpo,
      Transformer sft,
      TokenSequence sequence,
      double[] weights) {
    double[] values = plain(signal, model, dpo, sft, sequence);
    double sum = 0;
    for (int i = 0; i < values.length; i++) sum += weights[i] * values[i];
    return sum;
  }

  private static double[] plain(
      Signal signal, Transformer model, Transformer dpo, Transformer sft, TokenSequence sequence) {
    double[][] pi = logs(model, sequence);
    double[][] aligned = logs(dpo, sequence);
    double[][] base = logs(sft, sequence);
    return sequence.trains().stream()
        .mapToDouble(t ->
            signal.of(
                pi[t - 1], Map.of("dpo", aligned[t - 1], "sft", base[t - 1]), sequence.ids()[t]))
        .toArray();
  }

  private static double[][] logs(Transformer model, TokenSequence sequence) {
    try (var scope = TensorScope.open()) {
      double[] all =
          model.logits(model.hidden(Lm.alone(sequence.ids()))).logSoftmax(-1).toDoubles();
      double[][] rows = new double[sequence.length()][];
      for (int t = 0; t < rows.length; t++)
        rows[t] = Arrays.copyOfRange(all, t * Tiny.VOCABULARY, (t + 1) * Tiny.VOCABULARY);
      return rows;
    }
  }

  @Test
  void aPassWithoutSignalsIsWhatItWas() {
    try (var model = Tiny.LLAMA.model(1)) {
      var sequence = TokenSequence.trainingFrom(new int[] {1, 2, 3, 4, 5}, 2);
      var batch = PackedBatch.of(List.of(List.of(sequence)));
      try (var scope = TensorScope.open()) {
        var signal = new Signal.ForwardKl("itself");
        var teachers = Teachers.of(Map.of("itself", model));
        var pass = LogProbs.of(model, batch, false, Extras.of(Set.of(), List.of(signal), teachers));
        assertThat(pass.signal(signal).toDoubles()).containsExactly(new double[3], within(1e-9));
        assertThat(pass.tokens().toDoubles())
            .containsExactly(LogProbs.of(model, batch, false, Set.of()).tokens().toDoubles());
        assertThatThrownBy(() -> pass.signal(new Signal.ReverseKl("itself")))
            .hasMessageContaining("was not wanted");
      }
    }
  }

  @Test
  void standardisesOverADataset() {
    try (var dpo = Tiny.GPT2.model(2);
        var sft = Tiny.QWEN3.model(3)) {
      var random = new Seeds(5).stream("rows");
      var groups =
          Stream.generate(() ->
                  List.of(
                      TokenSequence.trainingFrom(random.ints(6, 0, Tiny.VOCABULARY).toArray(), 2)))
              .limit(5)
              .toList();
      var scaled =
          Advantage.of("dpo", "sft", 1)
              .standardised(Teachers.of(Map.of("dpo", dpo, "sft", sft)), groups, 13);
      double sum = 0;
      double squares = 0;
      int n = 0;
      for (var group : groups)
        for (int t : group.getFirst().trains().stream().toArray()) {
          double[] base = logs(sft, group.getFirst())[t - 1];
          var both = Map.of("dpo", logs(dpo, group.getFirst())[t - 1], "sft", base);
          for (int a = 0; a < base.length; a++) {
            sum += Math.exp(base[a]) * scaled.of(both, a);
            squares += Math.exp(base[a]) * Math.pow(scaled.of(both, a), 2);
          }
          n++;
        }
      assertThat(squares / n - Math.pow(sum / n, 2)).isCloseTo(1, within(1e-4));
      assertThatThrownBy(() ->
              Advantage.of("a", "b", 1)
                  .standardised(Teachers.of(Map.of("a", sft, "b", sft)), groups, 100))
          .hasMessageContaining("agree everywhere");
    }
  }

  @Test
  void refusesOtherVocabularies(@TempDir Path folder) throws IOException {
    try (var model = Tiny.LLAMA.model(1);
        var other =
            Transformer.random(
                ModelConfig.parse(
                    Tiny.LLAMA.json().replace("\"vocab_size\": 29", "\"vocab_size\": 31"), "other"),
                new Seeds(1))) {
      var problems = new Problems();
      var signals = List.of(new Signal.ForwardKl("t"), new Signal.ReverseKl("none"));
      Teachers.of(Map.of("t", other)).check(signals, model, problems);
      assertThat(problems.errors()).hasSize(2);
      for (String name : List.of("policy", "same", "sizes", "tokens")) {
        ModelFolder.save(
            folder.resolve(name), name.equals("sizes") ? other : model, Optional.empty());
        Files.writeString(
            folder.resolve(name).resolve("tokenizer.json"),
            "{\"model\": {\"vocab\": {\"a\": 0, \""
                + (name.equals("tokens") ? "c" : "b")
                + "\": 1}}}");
      }
      try (var loaded =
          Teachers.load(
              Map.of("t", folder.resolve("same")), folder.resolve("policy"), Optional.empty())) {
        assertThat(loaded.names()).containsExactly("t");
        assertThat(((Transformer) loaded.get("t")).parameters().values())
            .noneMatch(Tensor::requiresGrad);
      }
      assertThatThrownBy(() ->
              Teachers.load(
                  Map.of("a", folder.resolve("sizes"), "b", folder.resolve("tokens")),
                  folder.resolve("policy"),
                  Optional.empty()))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("31 tokens")
          .hasMessageContaining("token 1 is 'c', the policy's is 'b'");
    }
  }
}
