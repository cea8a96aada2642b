package org.penchant.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContractSamplesTest {
  sealed interface Shape {}

  record Dot() implements Shape {}

  sealed interface Round extends Shape {}

  record Circle(double radius) implements Round {}

  enum Named implements Round {
    MOON
  }

  non-sealed interface Custom extends Shape {}

  record Own() implements Custom {}

  @Test
  void findsLeavesAtEveryDepth() {
    assertThat(Sealed.leaves(Shape.class))
        .containsExactlyInAnyOrder(Dot.class, Circle.class, Named.class);
    assertThat(Sealed.openDoors(Shape.class)).containsExactly(Custom.class);
  }

  @Test
  void refusesTypesThatAreNotSealed() {
    assertThatThrownBy(() -> Sealed.leaves(Custom.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not sealed");
  }

  @Test
  void namesEveryMissingLeafAndOpenDoor() {
    var some = ContractSamples.of(Shape.class).withOnly(new Dot());
    assertThatThrownBy(some::verifyComplete)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Circle")
        .hasMessageContaining("Named")
        .hasMessageContaining("any " + Custom.class.getName())
        .hasMessageNotContaining("Dot");
  }

  @Test
  void drawsOneOfEach() {
    var all =
        ContractSamples.of(Shape.class)
            .withOnly(new Dot())
            .with(Circle.class, r -> new Circle(r.nextDouble()))
            .withOnly(Named.MOON)
            .withOnly(new Own());
    assertThat(all.draw(new SplittableRandom(1)))
        .hasSize(4)
        .hasAtLeastOneElementOfType(Circle.class);
  }
}
