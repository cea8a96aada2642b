package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.rank.known.Known;
import org.penchant.rank.rating.KrippendorffAlpha.Distance;

class AgreementTest {
  /** Expected values from shared/data/README.md. */
  @Test
  void alphaOfCodingsAndTags() {
    var nominal = new KrippendorffAlpha(Distance.NOMINAL);
    assertThat(nominal.of(codes("codings"))).isCloseTo(904.0 / 1216, within(1e-12));
    assertThat(nominal.of(codes("gcl"))).isCloseTo(0.0833333, within(5e-8));
  }

  /**
   * The data of codings.csv; ordinal .815 and interval .849 in Krippendorff's own account of it.
   */
  @Test
  void alphaOfOrderedCodings() {
    assertThat(new KrippendorffAlpha(Distance.ORDINAL).of(codes("codings")))
        .isCloseTo(0.815, within(5e-4));
    assertThat(new KrippendorffAlpha(Distance.INTERVAL).of(codes("codings")))
        .isCloseTo(0.849, within(5e-4));
  }

  @Test
  void alphaWithoutVariationOrPairsDoesNotExist() {
    var alpha = new KrippendorffAlpha(Distance.NOMINAL);
    assertThat(alpha.of(new double[][] {{1, 1}, {1, 1}})).isNaN();
    assertThat(alpha.of(new double[][] {{1, Double.NaN}, {Double.NaN, 2}})).isNaN();
    assertThat(alpha.of(new double[][] {{1, 2}, {1, 2}})).isEqualTo(1);
  }

  /** Expected values from shared/data/README.md. */
  @Test
  void kappaOfTheJudgeAgainstPeople() throws Exception {
    var people = new ArrayList<String>();
    for (var line : Known.lines("judges/review_gpt35_vicuna-13b_human.txt"))
      people.add(line.startsWith("CHATGPT") ? "first" : line.startsWith("TIE") ? "tie" : "second");
    var judge = new ArrayList<String>();
    var mapper = new ObjectMapper();
    for (var line : Known.lines("judges/gpt4-review_gpt35_vicuna-13b.jsonl")) {
      var scores = mapper.readTree(line).get("score");
      int sign = Double.compare(scores.get(0).asDouble(), scores.get(1).asDouble());
      judge.add(sign > 0 ? "first" : sign == 0 ? "tie" : "second");
    }
    assertThat(people).hasSize(80);
    var kappa = Kappa.of(judge, people);
    assertThat(kappa.observed()).isCloseTo(0.5250, within(1e-12));
    assertThat(kappa.value()).isCloseTo(0.2280, within(5e-5));
  }

  @Test
  void kappaSaysWhyItDoesNotExist() {
    var none = Kappa.of(List.of("a", "a"), List.of("a", "a"));
    assertThat(none.value()).isNaN();
    assertThat(none.reason()).contains("one and the same");
    assertThat(Kappa.of(List.of(), List.of()).reason()).contains("no answers");
    assertThat(Kappa.of(List.of("a", "b"), List.of("b", "a")).value()).isEqualTo(-1);
  }

  private static double[][] codes(String name) {
    var names = new ArrayList<String>();
    return Known.lines("votes/evalica/" + name + ".csv").stream()
        .map(line -> {
          String[] cells = line.split(",", -1);
          double[] row = new double[cells.length];
          for (int i = 0; i < row.length; i++) {
            if (cells[i].isEmpty()) row[i] = Double.NaN;
            else if (Character.isDigit(cells[i].charAt(0))) row[i] = Double.parseDouble(cells[i]);
            else {
              if (!names.contains(cells[i])) names.add(cells[i]);
              row[i] = names.indexOf(cells[i]);
            }
          }
          return row;
        })
        .toArray(double[][]::new);
  }
}
