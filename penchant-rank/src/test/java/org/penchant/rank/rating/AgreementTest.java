package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.rank.known.Known;
import org.penchant.rank.rating.KrippendorffAlpha.Distance;
import org.penchant.testkit.golden.Golden;

class AgreementTest {
  private static final Golden KNOWN = Golden.read(AgreementTest.class, "known-scores.json");

  @Test
  void alphaOfCodingsAndTags() {
    var nominal = new KrippendorffAlpha(Distance.NOMINAL);
    KNOWN.named("codings").check("nominal", nominal.of(codes("codings")));
    KNOWN.named("gcl").check("nominal", nominal.of(codes("gcl")));
    var ordered = KNOWN.named("codings-ordered");
    ordered.check("ordinal", new KrippendorffAlpha(Distance.ORDINAL).of(codes("codings")));
    ordered.check("interval", new KrippendorffAlpha(Distance.INTERVAL).of(codes("codings")));
  }

  @Test
  void alphaWithoutVariationOrPairsDoesNotExist() {
    var alpha = new KrippendorffAlpha(Distance.NOMINAL);
    assertThat(alpha.of(new double[][] {{1, 1}, {1, 1}})).isNaN();
    assertThat(alpha.of(new double[][] {{1, Double.NaN}, {Double.NaN, 2}})).isNaN();
    assertThat(alpha.of(new double[][] {{1, 2}, {1, 2}})).isEqualTo(1);
  }

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
    KNOWN.named("faireval").check("accuracy", kappa.observed());
    KNOWN.named("faireval").check("kappa", kappa.value());
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
