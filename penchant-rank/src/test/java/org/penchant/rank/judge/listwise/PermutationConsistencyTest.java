package org.penchant.rank.judge.listwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.ListJudge;
import org.penchant.testkit.contract.ContractSamples;

class PermutationConsistencyTest {
  private static final ContractSamples<SortingTask> TASKS =
      ContractSamples.of(SortingTask.class)
          .with(SortingTask.Arithmetic.class, r -> new SortingTask.Arithmetic(2 + r.nextInt(20)))
          .with(SortingTask.Words.class, r -> new SortingTask.Words(2 + r.nextInt(20)))
          .with(SortingTask.Sentences.class, r -> new SortingTask.Sentences(2 + r.nextInt(20)));

  private static RandomGenerator random() {
    return new Seeds(7).stream("lists");
  }

  /** Puts items in the order of their numbers in {@code truth}. */
  private static ListJudge perfect(List<Integer> truth) {
    return (shown, _) ->
        Optional.of(
            IntStream.range(0, shown.size())
                .boxed()
                .sorted(Comparator.comparingInt(k -> truth.indexOf(shown.get(k))))
                .toList());
  }

  @Test
  void aJudgeWhoSeesThroughTheShufflesIsReturnedAsHeSays() {
    var truth = List.of(3, 0, 4, 1, 2);
    var outcome = PermutationConsistency.defaults().rank(5, perfect(truth), random());
    assertThat(outcome.fused().order()).isEqualTo(truth);
    assertThat(outcome.outputs().orders()).hasSize(20).allMatch(truth::equals);
    assertThat(outcome.fused().agreement()).containsOnly(1);
    assertThat(outcome.outputs().presence()).containsOnly(20);
    assertThat(outcome.central()).hasValue(1);
    ListJudge torn = (_, s) -> Optional.of(s == 0 ? List.of(0, 1) : List.of(1, 0));
    var two = new ShuffledLists(2, false, false, 0);
    assertThat(PermutationConsistency.defaults().withLists(two).rank(2, torn, random()).central())
        .hasValue(2);
    var many = IntStream.range(0, 9).boxed().toList();
    assertThat(PermutationConsistency.defaults().rank(9, perfect(many), random()).central())
        .isEmpty();
  }

  @Test
  void placesAreTranslatedBackAndShufflesReachEveryOrder() {
    var shown = new ArrayList<List<Integer>>();
    ListJudge asShown =
        (list, _) -> {
          shown.add(list);
          return Optional.of(IntStream.range(0, list.size()).boxed().toList());
        };
    var outputs = ShuffledLists.defaults().withOutputs(200).ask(3, asShown, random());
    assertThat(outputs.orders()).isEqualTo(shown);
    assertThat(shown.stream().distinct()).hasSize(6);
    shown.clear();
    ShuffledLists.defaults().withShuffle(false).ask(3, asShown, random());
    assertThat(shown.stream().distinct()).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void repairsAreCountedAndTooManyEndTheWork() {
    ListJudge stammers =
        (_, s) ->
            Optional.of(s == 0 ? List.of(2, 2, 9, 0) : s == 1 ? List.of(1, 0) : List.of(0, 1, 2));
    var plain = new ShuffledLists(4, false, false, 0.25);
    var outputs = plain.ask(3, stammers, random());
    assertThat(outputs.repaired()).isEqualTo(1);
    assertThat(outputs.orders().getFirst()).containsExactly(2, 0);
    assertThat(outputs.presence()).containsExactly(4, 3, 3);
    assertThat(plain.withComplete(true).ask(3, stammers, random()).orders().get(1))
        .containsExactly(1, 0, 2);
    assertThatThrownBy(() -> new ShuffledLists(4, false, false, 0.2).ask(3, stammers, random()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("1 of 4 replies");
    assertThatThrownBy(() -> ShuffledLists.defaults().ask(3, (_, _) -> Optional.empty(), random()))
        .hasMessageContaining("20 replies");
    var half = plain.ask(3, (l, s) -> s < 2 ? Optional.empty() : stammers.rank(l, 2), random());
    assertThat(half.failed()).isEqualTo(2);
  }

  @Test
  void windowsBringTheBestToTheHead() {
    var truth = Arrays.stream(Seeds.permutation(50, random())).boxed().toList();
    var windows = SlidingWindows.defaults();
    var initial = IntStream.range(0, 50).boxed().toList();
    var order = windows.rank(initial, perfect(truth), random());
    assertThat(order.subList(0, 10)).isEqualTo(truth.subList(0, 10));
    assertThat(order).containsExactlyInAnyOrderElementsOf(initial);
    assertThat(windows.calls(50)).isEqualTo(80);
    assertThat(windows.calls(12)).isEqualTo(20);
    assertThat(windows.rank(initial.subList(0, 5), perfect(truth), random()))
        .isEqualTo(truth.stream().filter(i -> i < 5).toList());
  }

  @Test
  void tasksHaveOneTruthAndTheSameSeedDrawsThemAgain() {
    for (int round = 0; round < 20; round++) {
      int seed = round;
      for (var task : TASKS.draw(new Seeds(seed).stream("sizes"))) {
        var drawn = task.draw(new Seeds(seed).stream("task"));
        assertThat(task.draw(new Seeds(seed).stream("task"))).isEqualTo(drawn);
        assertThat(drawn.texts()).doesNotHaveDuplicates();
        assertThat(drawn.order())
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, drawn.texts().size()).boxed().toList());
        var sorted = drawn.order().stream().map(drawn.texts()::get).toList();
        switch (task) {
          case SortingTask.Words _ -> assertThat(sorted).isSorted();
          case SortingTask.Arithmetic _ ->
              assertThat(sorted.stream().map(PermutationConsistencyTest::value).toList())
                  .isSorted()
                  .doesNotHaveDuplicates();
          case SortingTask.Sentences _ -> {
            assertThat(sorted.getFirst()).startsWith("A shop");
            assertThat(sorted.getLast()).endsWith("?");
          }
        }
      }
    }
  }

  private static int value(String expression) {
    String[] part = expression.split(" ");
    int a = Integer.parseInt(part[0]);
    int b = Integer.parseInt(part[2]);
    int c = Integer.parseInt(part[4]);
    return part[1].equals("+") ? a + b * c : a * b - c;
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> new ShuffledLists(0, true, false, 0.1))
        .hasMessageContaining("outputs = 0");
    assertThatThrownBy(() -> new ShuffledLists(1, true, false, 2))
        .hasMessageContaining("repairable = 2");
    assertThatThrownBy(() -> new SlidingWindows(1, 1, PermutationConsistency.defaults()))
        .hasMessageContaining("window = 1");
    assertThatThrownBy(() -> new SlidingWindows(5, 6, PermutationConsistency.defaults()))
        .hasMessageContaining("stride = 6");
    assertThatThrownBy(() -> new SortingTask.Words(1)).hasMessageContaining("size = 1");
  }
}
