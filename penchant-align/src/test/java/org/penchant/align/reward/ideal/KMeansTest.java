package org.penchant.align.reward.ideal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class KMeansTest {
  @Test
  void centresAreTheMeansOfFarGroups() {
    var random = new Seeds(1).stream("points");
    double[][] at = {{0, 0}, {50, 0}, {0, 50}};
    double[][] points = new double[90][];
    double[][] means = new double[3][2];
    for (int n = 0; n < points.length; n++) {
      points[n] =
          new double[] {at[n % 3][0] + random.nextGaussian(), at[n % 3][1] + random.nextGaussian()};
      for (int d = 0; d < 2; d++) means[n % 3][d] += points[n][d] / 30;
    }
    double[][] centres = new KMeans(3, 50).centres(points, new Seeds(2).stream("k"));
    Comparator<double[]> order = Comparator.comparingDouble(c -> c[0] - 2 * c[1]);
    Arrays.sort(centres, order);
    Arrays.sort(means, order);
    for (int c = 0; c < 3; c++) assertThat(centres[c]).containsExactly(means[c], offset(1e-9));
  }

  @Test
  void pointsThatAreAlikeHaveCentresAlike() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    assertThat(new KMeans(2, 5).centres(same, new Seeds(0).stream("k")))
        .isDeepEqualTo(new double[][] {{1, 2}, {1, 2}});
    assertThatThrownBy(() -> new KMeans(4, 5).centres(same, new Seeds(0).stream("k")))
        .hasMessageContaining("3 points for 4 clusters");
    assertThatThrownBy(() -> new KMeans(0, 5)).hasMessageContaining("clusters = 0");
  }
}
