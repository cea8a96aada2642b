package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.score.Curriculum;
import org.penchant.align.curate.score.Evidence;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.curate.score.Item;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.CachedReference;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.TensorScope;

class CuratedExamplesTest {
  private final List<Example> rows = Tiny.pairs(new SplittableRandom(7), 15);
  private final List<Item> items =
      rows.stream().map(e -> new Item(e.sequences(), e.columns(), e.place())).toList();

  @Test
  void onePassMeasuresWhatSeparatePassesDo() {
    long before = TensorScope.liveTensors();
    try (var model = Tiny.model(1);
        var other = Tiny.model(2)) {
      var groups = rows.stream().map(Example::sequences).toList();
      var pi = CachedReference.compute(model, groups, 1000, _ -> {});
      var ref = CachedReference.compute(other, groups, 1000, _ -> {});
      var all = Set.of(Kind.POLICY, Kind.REFERENCE, Kind.STATES);
      var together = new Survey(model, Optional.of(ref), 40).of(items, all, _ -> {});
      var states = Survey.of(model, 1000).of(items, Set.of(Kind.STATES), _ -> {});
      for (int i = 0; i < rows.size(); i++)
        for (int s = 0; s < 2; s++) {
          var sequence = rows.get(i).sequences().get(s);
          assertThat(together.get(i).policy()[s]).isCloseTo(sum(pi.of(sequence)), within(1e-4));
          assertThat(together.get(i).reference()[s]).isCloseTo(sum(ref.of(sequence)), within(1e-9));
          assertThat(together.get(i).states().get(s).sum())
              .containsExactly(states.get(i).states().get(s).sum(), within(1e-4));
        }
      assertThat(Survey.of(model, 40).of(items, Set.of(Kind.REFERENCE), _ -> {}))
          .allMatch(e -> e.reference().length == 2 && e.states().isEmpty());
      assertThat(Survey.of(model, 40).of(items, Set.of(), _ -> {}))
          .extracting(Evidence::states)
          .allMatch(List::isEmpty);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void keepsReordersAndWeighsExamples() {
    try (var model = Tiny.model(1)) {
      var curriculum =
          Curriculum.parse(
              List.of("ches quantile < 0.5"),
              Optional.of("difficulty asc"),
              Optional.of("likelihood-margin as sigmoid"),
              new Problems());
      var weighted =
          rows.stream().map(r -> r.withColumns(Map.of(Objective.ROW_WEIGHT, 2.0))).toList();
      var curated = CuratedExamples.of(curriculum, weighted, Survey.of(model, 64), _ -> {});
      assertThat(curated.examples()).hasSize(7);
      assertThat(curated.outcome().removed().values()).containsExactly(8);
      double total = 0;
      for (int i = 0; i < 7; i++) {
        var example = curated.examples().get(i);
        assertThat(example.place()).isEqualTo("row " + curated.outcome().kept()[i]);
        total += example.columns().get(Objective.ROW_WEIGHT);
      }
      assertThat(total).isCloseTo(14, within(1e-9));
      var measured = Survey.of(model, 64).of(items, curriculum.needs(), _ -> {});
      double last = Double.NEGATIVE_INFINITY;
      for (int i : curated.outcome().kept()) {
        double difficulty = measured.get(i).reference()[1] - measured.get(i).reference()[0];
        assertThat(difficulty).isGreaterThanOrEqualTo(last);
        last = difficulty;
      }
    }
  }

  @Test
  void listsAreScoredByTheirBestAndWorst() {
    var a = rows.get(0).sequences().get(0);
    var b = rows.get(1).sequences().get(0);
    var c = rows.get(2).sequences().get(0);
    var list = Example.list(List.of(a, b, c), new double[] {1, 0, 2}, "list");
    assertThat(BestAndWorst.of(list)).containsExactly(c, b);
    assertThat(BestAndWorst.of(rows.get(0))).isEqualTo(rows.get(0).sequences());
    assertThat(BestAndWorst.of(Example.list(List.of(a, b), new double[] {1, 2}, "two")))
        .containsExactly(b, a);
    assertThatThrownBy(() ->
            BestAndWorst.requirePairs(List.of(Example.list(List.of(a), new double[0], "one"))))
        .hasMessageContaining("comparisons need pairs");
  }

  private static double sum(double[] values) {
    return java.util.Arrays.stream(values).sum();
  }
}
