package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.align.curate.strength.Evidence;
import org.penchant.align.curate.strength.MarginPolicy;
import org.penchant.align.curate.strength.Remedy;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;

class DenoiseTest {
  private static final Evidence VOTES = new Evidence.Margins(3, "margin", 1);

  private static Comparison pair(int row, double... margins) {
    var pair =
        Comparison.pair(
            Content.of("prompt " + row),
            Content.of("yes"),
            Content.of("no"),
            new Provenance("pairs.jsonl", row, "ab"));
    for (int k = 0; k < margins.length; k++)
      pair = pair.withColumn("margin_" + (k + 1), margins[k]);
    return pair;
  }

  private static Comparison judged(int row, int agree, int judgments) {
    return pair(row).withColumn("agree", agree).withColumn("judgments", judgments);
  }

  private static final Comparison[] PAIRS = {
    pair(0, 1, 2, 3).withColumn("chosen_rating", 4).withColumn("rejected_rating", 3),
    pair(1, -1, -2, -3).withColumn("chosen_rating", 4).withColumn("rejected_rating", 3),
    pair(2, 0.1, -0.2, 0.4),
    pair(3, 5, 5, 5)
  };

  @Test
  void flippingReversesWhatTheJudgesAreAgainst() {
    var made = Lists.run(new Denoise(VOTES, new Remedy.Flip(0.5)), PAIRS);
    assertThat(made.rows().stream().map(Lists::chosen)).containsExactly("yes", "no", "yes", "yes");
    var reversed = made.rows().get(1);
    assertThat(reversed.column("margin_1")).hasValue(1);
    assertThat(reversed.column("chosen_rating")).hasValue(3);
    assertThat(reversed.column("vote_mean")).hasValue(2);
    assertThat(made.steps().getFirst().noted())
        .containsEntry("labels reversed", 1L)
        .containsEntry("kept in the lowest share: the judges are not against them", 1L)
        .containsEntry("pairs whose judges are against the label", 1L)
        .containsEntry("strength, bin 1 of 8: -2.000 to -1.125", 1L);
  }

  @Test
  void swappingTwiceRestoresThePair() {
    var row =
        PAIRS[1]
            .withColumn("margin", 0.5)
            .withColumn("soft_label", 0.25)
            .withColumn("completed", 0.75)
            .withColumn("chosen_above", 1);
    assertThat(Swaps.of(Swaps.of(row))).isEqualTo(row);
    assertThat(VOTES.swapped(VOTES.swapped(row))).isEqualTo(row);
    assertThat(Swaps.of(row).column("margin")).hasValue(-0.5);
    assertThat(Swaps.of(row).column("soft_label")).hasValue(0.75);
    assertThat(Swaps.of(row).column("completed")).hasValue(0.25);
    assertThat(Swaps.of(row).column("chosen_above")).hasValue(0);
    var judged = judged(0, 1, 3);
    assertThat(new Evidence.Judgments("agree", "judgments").swapped(judged).column("agree"))
        .hasValue(2);
  }

  @Test
  void softLabelsMarginsAndWeightsBecomeColumns() {
    var soft = Lists.run(new Denoise(VOTES, new Remedy.Soften()), PAIRS).rows();
    assertThat(soft.getFirst().column("soft_label").getAsDouble())
        .isCloseTo(1 / (1 + Math.exp(-2)), within(1e-12));
    var tempered = new Evidence.Margins(3, "margin", 2);
    assertThat(
            Lists.run(new Denoise(tempered, new Remedy.Soften()), PAIRS)
                .rows()
                .getFirst()
                .column("soft_label")
                .getAsDouble())
        .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    var adaptive = new Remedy.Margin(new MarginPolicy.Adaptive(0.5, -2, 4));
    assertThat(Lists.run(new Denoise(VOTES, adaptive), PAIRS).rows().get(3).column("margin"))
        .hasValue(2);
    var weighed = Lists.run(new Denoise(VOTES, new Remedy.Weigh()), PAIRS);
    assertThat(weighed.rows().get(1).column("weight")).hasValue(0);
    assertThat(weighed.steps().getFirst().noted()).containsEntry("pairs of weight 0", 1L);
  }

  @Test
  void nearParaphrasesGetNoPositiveMargin() {
    var evidence = Evidence.Judgments.defaults();
    var rows =
        Lists.run(
            new Denoise(evidence, new Remedy.Margin(new MarginPolicy.Signed(1))),
            judged(0, 3, 3).withColumn("indistinguishable", 1),
            judged(1, 3, 3),
            judged(2, 0, 3).withColumn("indistinguishable", 1));
    assertThat(rows.rows().get(0).column("margin")).hasValue(0);
    assertThat(rows.rows().get(1).column("margin")).hasValue(1);
    assertThat(rows.rows().get(2).column("margin")).hasValue(-1);
    var cells =
        Lists.run(
            TagCells.defaults(),
            pair(0).withColumn("cosine", 0.96).withColumn("plural_share", 0.4),
            pair(1).withColumn("cosine", 0.95));
    assertThat(cells.rows().get(0).column("indistinguishable")).hasValue(1);
    assertThat(cells.rows().get(0).column("plural")).hasValue(0);
    assertThat(cells.rows().get(1).column("indistinguishable")).hasValue(0);
    assertThat(cells.steps().getFirst().noted())
        .containsEntry("one answer, indistinguishable", 1L)
        .containsEntry("rows without plural_share", 1L);
  }

  @Test
  void whatCannotBeReadIsNamedRowByRow() {
    assertThatThrownBy(
            () -> Lists.run(new Denoise(VOTES, new Remedy.Mark()), pair(0, 1, 2), pair(1)))
        .hasMessageContaining("margin_3")
        .hasMessageContaining("margin_1");
    var evidence = Evidence.Judgments.defaults();
    assertThatThrownBy(() ->
            Lists.run(new Denoise(evidence, new Remedy.Soften()), judged(0, 1, 1), judged(1, 4, 3)))
        .hasMessageContaining("2 at least")
        .hasMessageContaining("from 0 to judgments = 3");
  }

  @Test
  void theWeakestAreLeftOut() {
    var made = Lists.run(new Denoise(VOTES, new Remedy.Drop(0.25)), PAIRS);
    assertThat(made.rows()).hasSize(3);
    assertThat(made.steps().getFirst().leftOut()).containsEntry("pairs of the least strength", 1L);
  }
}
