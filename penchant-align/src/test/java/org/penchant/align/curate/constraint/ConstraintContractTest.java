package org.penchant.align.curate.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.constraint.Constraint.Bullets;
import org.penchant.align.curate.constraint.Constraint.Characters;
import org.penchant.align.curate.constraint.Constraint.EndsWith;
import org.penchant.align.curate.constraint.Constraint.JsonOnly;
import org.penchant.align.curate.constraint.Constraint.Keyword;
import org.penchant.align.curate.constraint.Constraint.MaxWords;
import org.penchant.align.curate.constraint.Constraint.MinWords;
import org.penchant.align.curate.constraint.Constraint.StartsWith;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.contract.ContractSamples;

/** Every constraint and its opposite divide all responses between them. */
class ConstraintContractTest {
  private static final List<String> WORDS = List.of("owl", "Owl", "two", "sees");
  private static final List<String> RESPONSES =
      List.of(
          "",
          " \n",
          "owl",
          "Owls see.",
          "An owl, it sees two?",
          "TWO OWLS",
          "no capitals at all, none",
          "- one\n- two\n* three",
          "• a",
          "{\"a\": [1, 2]}",
          "[] []",
          "12 owls end with two",
          "Sees nothing, sees",
          "\u00dcber \u0130stanbul \u1e9e");

  static final ContractSamples<Constraint> SAMPLES =
      ContractSamples.of(Constraint.class)
          .with(MaxWords.class, r -> new MaxWords(r.nextInt(6)))
          .with(MinWords.class, r -> new MinWords(1 + r.nextInt(6)))
          .with(Keyword.class, r -> new Keyword(WORDS.get(r.nextInt(4)), r.nextBoolean()))
          .with(StartsWith.class, r -> new StartsWith(WORDS.get(r.nextInt(4)), r.nextBoolean()))
          .with(EndsWith.class, r -> new EndsWith(WORDS.get(r.nextInt(4)), r.nextBoolean()))
          .with(
              Characters.class,
              r -> new Characters(Characters.Kind.values()[r.nextInt(5)], r.nextBoolean()))
          .with(Bullets.class, r -> new Bullets(1 + r.nextInt(3), r.nextBoolean()))
          .with(JsonOnly.class, r -> new JsonOnly(r.nextBoolean()));

  @RepeatedTest(30)
  void theOppositeHoldsWhereItDoesNot(RepetitionInfo info) {
    for (var constraint :
        SAMPLES.draw(new Seeds(info.getCurrentRepetition()).stream("constraints"))) {
      var opposite = constraint.opposite();
      for (String response : RESPONSES)
        assertThat(opposite.satisfiedBy(response))
            .as(constraint + " of '" + response + "'")
            .isEqualTo(!constraint.satisfiedBy(response));
      assertThat(opposite.opposite()).isEqualTo(constraint);
      assertThat(opposite.text()).isNotEqualTo(constraint.text());
      assertThat(constraint.mayContradict(opposite)).isTrue();
      assertThat(Codec.read(Codec.write(constraint), Constraint.class)).isEqualTo(constraint);
      var demand = Demand.of(constraint);
      assertThat(demand.reversed()).isEqualTo(Demand.of(opposite));
      assertThat(demand.reversed().reversed()).isEqualTo(demand);
    }
  }

  @Test
  void whatSatisfiesAndWhatDoesNot() {
    assertThat(new MaxWords(3).satisfiedBy("An owl sees.")).isTrue();
    assertThat(new MaxWords(2).satisfiedBy("An owl sees.")).isFalse();
    assertThat(new Keyword("owl", true).satisfiedBy("The OWL.")).isTrue();
    assertThat(new Keyword("owl", true).satisfiedBy("Owls.")).isFalse();
    assertThat(new StartsWith("the", true).satisfiedBy("  The owl")).isTrue();
    assertThat(new EndsWith("night.", true).satisfiedBy("Good Night.\n")).isTrue();
    assertThat(new Bullets(2, true).satisfiedBy("List:\n- a\n  * b")).isTrue();
    assertThat(new JsonOnly(true).satisfiedBy("[1]")).isTrue();
    assertThat(new JsonOnly(true).satisfiedBy("Here: [1]")).isFalse();
    assertThat(new Characters(Characters.Kind.CAPITALS_ONLY, true).satisfiedBy("OK, 3!")).isTrue();
    assertThatThrownBy(() -> new MinWords(0)).hasMessageContaining("must be >= 1");
  }
}
