package org.penchant.testkit.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RandomCaseTest {
  @Test
  void repeatsWithFreshGeneratorsButTheSameEveryTime() {
    var first = new ArrayList<Long>();
    var second = new ArrayList<Long>();
    RandomCase.run(5, r -> first.add(r.nextLong()));
    RandomCase.run(5, r -> second.add(r.nextLong()));
    assertThat(first).doesNotHaveDuplicates().hasSize(5).isEqualTo(second);
  }

  @Test
  void failureNamesTheSeedThatShowsItAtOnce() {
    var drawn = new ArrayList<Long>();
    var calls = new AtomicInteger();
    var failure =
        catchThrowable(() ->
            RandomCase.run(
                5,
                r -> {
                  drawn.add(r.nextLong());
                  if (calls.incrementAndGet() == 3) throw new IllegalStateException("third");
                }));
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("third");
    var line = Pattern.compile("reproduce: ./penchant test -Dtests.seed=(-?\\d+) -Dtest=(\\w+)");
    var match = line.matcher(failure.getMessage());
    assertThat(match.find()).isTrue();
    assertThat(match.group(2)).isEqualTo("RandomCaseTest");

    String before = System.getProperty(RandomCase.PROPERTY);
    System.setProperty(RandomCase.PROPERTY, match.group(1));
    try {
      RandomCase.run(1, r -> assertThat(r.nextLong()).isEqualTo(drawn.get(2)));
    } finally {
      if (before == null) System.clearProperty(RandomCase.PROPERTY);
      else System.setProperty(RandomCase.PROPERTY, before);
    }
  }

  @Test
  void letsAssumptionsSkip() {
    assertThatThrownBy(() -> RandomCase.run(1, r -> Assumptions.assumeTrue(false)))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void edgesAreMetAndStayInRange() {
    RandomCase.run(
        20,
        r -> {
          double[] margins = Edges.margins(r, 400);
          assertThat(margins).doesNotContain(Double.NaN);
          assertThat(Edges.openProbability(r)).isBetween(1e-12, 1 - 1e-12);
          assertThat(Edges.probability(r)).isBetween(0.0, 1.0);
          assertThat(Edges.logProbability(r)).isBetween(-1e4, 0.0);
          assertThat(Edges.length(r, 7)).isBetween(1, 7);
          assertThat(Edges.scale(r)).isBetween(1e-3, 1e3);
          assertThat(Edges.scores(r, 5)).hasSize(5);
        });
    var all = new ArrayList<Double>();
    RandomCase.run(10, r -> java.util.Arrays.stream(Edges.margins(r, 400)).forEach(all::add));
    assertThat(all).contains(0.0, 80.0, -80.0, 1e4, -1e4, 1e-300, -1e-300);
  }
}
