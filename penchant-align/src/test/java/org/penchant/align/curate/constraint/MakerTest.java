package org.penchant.align.curate.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

/** The self-check of shared/papers/051: what is made passes its own checker. */
class MakerTest {
  private static final List<String> RESPONSES =
      List.of(
          "An owl sees a mouse, and waits 3 nights.",
          "WHY NOT ASK AN OWL?",
          "- one\n- two",
          "[1, 2]",
          "yes",
          "lantern copper harbour meadow thunder velvet orchard compass");

  @Test
  void everyInstructionPassesItsOwnChecker() {
    var random = new Seeds(3).stream("makers");
    for (boolean holds : new boolean[] {true, false}) {
      var made = EnumSet.noneOf(Maker.class);
      for (String y : RESPONSES)
        for (var maker : Maker.values())
          for (int i = 0; i < 20; i++) {
            var constraint = maker.make(y, holds, random);
            constraint.ifPresent(c -> {
              assertThat(c.satisfiedBy(y)).as(c + " of " + y).isEqualTo(holds);
              assertThat(c.text()).doesNotContain(y);
              made.add(maker);
            });
          }
      assertThat(made).as("kinds made, holding: " + holds).hasSize(Maker.values().length);
    }
  }

  @Test
  void nothingIsMadeOfAnEmptyResponse() {
    for (var maker : Maker.values())
      assertThat(maker.make(" \n", true, new Seeds(3).stream("makers"))).isEmpty();
  }

  @Test
  void noTwoInstructionsAreAboutOneThing() {
    var random = new Seeds(5).stream("sets");
    String y = RESPONSES.getFirst();
    for (int i = 0; i < 100; i++) {
      var set =
          InstructionSet.draw(
              12,
              List.of(new Constraint.MaxWords(9)),
              maker -> maker.make(y, true, random),
              List::of,
              random);
      assertThat(set).hasSizeGreaterThan(4).noneMatch(c -> c instanceof Constraint.MinWords);
      for (var one : set)
        for (var other : set) if (one != other) assertThat(one.mayContradict(other)).isFalse();
    }
  }
}
