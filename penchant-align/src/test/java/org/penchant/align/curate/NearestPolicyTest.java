package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.align.curate.nearest.Relevance;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;

class NearestPolicyTest {
  private static Comparison pair(int row, String prompt, double chosen, double rejected) {
    return Comparison.pair(
            Content.of(prompt),
            Content.of("yes " + row),
            Content.of("no"),
            new Provenance("pairs.jsonl", row, "ab"))
        .withColumn("similarity_chosen", chosen)
        .withColumn("similarity_rejected", rejected);
  }

  private static final Comparison[] PAIRS = {
    pair(0, "a", 0.9, 0.1).withColumn("chosen_rating", 4).withColumn("rejected_rating", 1),
    pair(1, "a", 0.2, 0.8),
    pair(2, "b", 0.7, 0.7),
    pair(3, "c", 0.3, 0.2)
  };

  private static NearestPolicy step(int most, int perPrompt, double temperature) {
    return new NearestPolicy(
        "similarity_chosen",
        "similarity_rejected",
        Relevance.MAX,
        most,
        -1,
        perPrompt,
        temperature);
  }

  @Test
  void theNearestStayInTheirOrder() {
    var made = Lists.run(step(2, 9, 0), PAIRS);
    assertThat(made.rows().stream().map(Lists::chosen)).containsExactly("yes 0", "yes 1");
    assertThat(made.rows().get(1).column("relevance")).hasValue(0.8);
    assertThat(made.steps().getFirst().noted())
        .containsEntry("prompts that are left", 1L)
        .containsEntry("pairs left with a rating gap of 0.5 or more", 1L);
    assertThat(Lists.run(step(2, 1, 0), PAIRS).rows().stream().map(Lists::chosen))
        .containsExactly("yes 0", "yes 2");
  }

  @Test
  void withATemperatureAllStayWithWeights() {
    var made = Lists.run(step(2, 9, 0.1), PAIRS).rows();
    assertThat(made).hasSize(4);
    assertThat(made.getFirst().column("weight").getAsDouble())
        .isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-9));
  }

  @Test
  void pairsWithoutSimilaritiesAreNamed() {
    var bare =
        Comparison.pair(
            Content.of("a"), Content.of("b"), Content.of("c"), new Provenance("x.jsonl", 7, "ab"));
    assertThatThrownBy(() -> Lists.run(NearestPolicy.defaults(), bare))
        .hasMessageContaining("x.jsonl row 7")
        .hasMessageContaining("similarity_chosen");
    assertThatThrownBy(() -> step(0, 1, 0)).hasMessageContaining("most = 0");
  }
}
