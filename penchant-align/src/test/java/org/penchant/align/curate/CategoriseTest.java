package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Comparison;

class CategoriseTest {
  private static Comparison row(int row, double... similarities) {
    var made = Lists.scored(row, 1, 2);
    for (int c = 0; c < similarities.length; c++)
      made = made.withColumn("similarity_" + (c + 1), similarities[c]);
    return made;
  }

  @Test
  void theNearestCategoryIsNamedAndNoneWhereAllAreFar() {
    var step = new Categorise(3, "similarity", 0.7);
    var made = Lists.run(step, row(0, 0.1, 0.9, 0.8), row(1, 0.6, 0.2, 0.1), row(2, 0.7, 0.7, 0));
    assertThat(made.rows().stream().map(r -> r.column("category").orElseThrow()))
        .containsExactly(2.0, 0.0, 1.0);
    assertThat(made.steps().getFirst().noted())
        .containsEntry("rows of category 2", 1L)
        .containsEntry("rows of no category", 1L)
        .containsEntry("rows with a category within 0.6", 3L)
        .containsEntry("rows with a category within 0.8", 1L);
  }

  @Test
  void everySimilarityIsNeeded() {
    assertThatThrownBy(() -> Lists.run(new Categorise(3, "similarity", 0.7), row(0, 0.5, 0.5)))
        .hasMessageContaining("similarity_3");
    assertThatThrownBy(() -> new Categorise(0, "similarity", 0.7))
        .hasMessageContaining("categories = 0");
  }
}
