package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.CrowdBradleyTerry;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.choice.Restriction;

/** Annotators of unequal worth, with known truth. */
class CrowdTest {
  @Test
  void crowdBradleyTerryFindsWhoAnswersAgainstTheTruth() {
    var crowd = CrowdBradleyTerry.defaults().fit(crowd(0));
    assertThat(crowd.converged()).isTrue();
    double[] truth = {1, 1, 1, 0.9, 0.9, 0.5, 0.1};
    for (int k = 0; k < truth.length; k++)
      assertThat(crowd.reliability()[crowd.annotators().indexOf("w" + k)])
          .isCloseTo(truth[k], within(0.1));
    double plain = spread(PairwiseChoice.defaults().fit(crowd(0)).utilities(), crowd(0).items());
    double aware = spread(crowd.utilities(), crowd.items());
    assertThat(aware).isCloseTo(3.5, within(0.5)).isGreaterThan(plain + 0.5);
  }

  @Test
  void oneVoiceIsBradleyTerryWithRidge() {
    var tally = new VoteTally(Set.of(Keep.ANNOTATOR), List.of());
    for (int i = 0; i < 3; i++) tally.add(Vote.tied("" + i, "" + (i + 1)).withAnnotator("w"));
    tally.add(Vote.won("0", "3"));
    var crowd = CrowdBradleyTerry.defaults().fit(tally.table());
    var plain = PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(0.01)).fit(tally.table());
    // ties and unknown annotators say nothing of reliability: the votes stand as they are
    assertThat(crowd.utilities()).containsExactly(plain.utilities(), within(1e-7));
    assertThat(crowd.reliability()[0]).isCloseTo(3.0 / 4, within(1e-9));
  }

  @Test
  void dawidAndSkeneFindTruthAndConfusion() {
    var random = new SplittableRandom(3);
    var tally = new VoteTally(Set.of(Keep.ANNOTATOR, Keep.GROUP), List.of());
    double[] truths = new double[400];
    for (int g = 0; g < truths.length; g++) {
      truths[g] = random.nextInt(3) / 2.0;
      for (int w = 0; w < 6; w++) {
        boolean right = random.nextDouble() < (w < 4 ? 0.85 : 0.34);
        double said = right ? truths[g] : random.nextInt(3) / 2.0;
        tally.add(Vote.of("a", "b", said).withGroup("g" + g).withAnnotator("w" + w));
      }
    }
    var truth = DawidSkene.defaults().fit(tally.table());
    int found = 0;
    for (int g = 0; g < truths.length; g++) {
      double[] p = truth.posteriors()[g];
      double best = p[0] > Math.max(p[1], p[2]) ? 1 : p[1] > p[2] ? 0 : 0.5;
      if (best == truths[g]) found++;
      assertThat(truth.consensus().outcome(g)).isCloseTo(p[0] + p[2] / 2, within(1e-12));
    }
    assertThat(found).isGreaterThan(380);
    for (int w = 0; w < 6; w++) {
      double right = 0;
      for (int t = 0; t < 3; t++) right += truth.confusions()[w][t][t] / 3;
      assertThat(right).isCloseTo(w < 4 ? 0.9 : 0.56, within(0.09));
    }
  }

  @Test
  void diagnosisNamesWhatIsWrong() {
    var tally = new VoteTally(Set.of(Keep.ANNOTATOR), List.of());
    tally.item("unseen");
    tally.add(Vote.tied("x", "y").withBothBad(true)).add(Vote.tied("x", "y"));
    tally.add(Vote.won("top", "x")).add(Vote.won("y", "bottom"));
    tally.add(Vote.won("p", "q")).add(Vote.won("q", "r")).add(Vote.won("r", "p"));
    var diagnosis = Diagnosis.of(tally.table());
    assertThat(diagnosis.determined()).isFalse();
    assertThat(diagnosis.components().getFirst()).containsExactly("p", "q", "r");
    assertThat(diagnosis.winless()).containsExactly("bottom");
    assertThat(diagnosis.undefeated()).containsExactly("top");
    assertThat(diagnosis.unseen()).containsExactly("unseen");
    assertThat(diagnosis.cyclicTriads()).isEqualTo(1);
    assertThat(diagnosis.tieRate()).isCloseTo(2.0 / 7, within(1e-12));
    assertThat(diagnosis.bothBadRate()).isCloseTo(1.0 / 7, within(1e-12));
    assertThat(diagnosis.warnings().warnings()).anyMatch(w -> w.rule().equals("never won"));
    var kept = Restriction.toLargestComponent(tally.table());
    assertThat(kept.items()).containsExactly("p", "q", "r");
    assertThat(Diagnosis.of(kept).determined()).isTrue();
  }

  @Test
  void diagnosisFlagsTheContraryAndTheTwins() {
    var diagnosis = Diagnosis.of(crowd(20_000));
    for (var fit : diagnosis.annotators())
      assertThat(fit.flagged())
          .as("%s", fit)
          .isEqualTo(fit.annotator().equals("w6") || fit.annotator().equals("w5"));
    assertThat(diagnosis.twins()).isEmpty();
    var tally = VoteTally.ofPairs();
    for (int k = 0; k < 5; k++)
      for (String twin : List.of("one", "same")) {
        tally.add(Vote.won(twin, "" + k).withTimes(3 + k)).add(Vote.won("" + k, twin).withTimes(2));
      }
    assertThat(Diagnosis.of(tally.table()).twins())
        .anyMatch(t -> t.item().equals("one") && t.other().equals("same") && t.distance() == 0);
  }

  @Test
  void annotatorsAreNeeded() {
    var votes = VoteTable.of(List.of(Vote.won("a", "b"), Vote.won("b", "a")));
    assertThatThrownBy(() -> CrowdBradleyTerry.defaults().fit(votes))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("annotators");
    assertThatThrownBy(() -> DawidSkene.defaults().fit(votes))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("has no annotator");
  }

  private static double spread(double[] u, List<String> items) {
    return u[items.indexOf("7")] - u[items.indexOf("0")];
  }

  private static VoteTable crowd(int more) {
    var random = new SplittableRandom(9);
    double[] reliability = {1, 1, 1, 0.9, 0.9, 0.5, 0.1};
    var tally = new VoteTally(Set.of(Keep.ANNOTATOR), List.of());
    for (int v = 0; v < 7_000 + more; v++) {
      int w = v % reliability.length;
      int a = random.nextInt(8);
      int b = (a + 1 + random.nextInt(7)) % 8;
      boolean first = random.nextDouble() < 1 / (1 + Math.exp(-0.5 * (a - b)));
      boolean said = first == (random.nextDouble() < reliability[w]);
      tally.add(Vote.of("" + a, "" + b, said ? 1 : 0).withAnnotator("w" + w));
    }
    return tally.table();
  }
}
