package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.core.explain.Explanation;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.testkit.seed.RandomCase;

class WhyTest {
  private static final PairwiseChoice ML = PairwiseChoice.defaults();

  @Test
  void theReasonsAddUp() {
    RandomCase.run(
        5,
        random -> {
          var tally = new VoteTally(Set.of(VoteTally.Keep.COVARIATES), List.of("length", "style"));
          for (int v = 0; v < 2_000; v++) {
            int a = random.nextInt(15);
            int b = (a + 1 + random.nextInt(14)) % 15;
            double x = random.nextInt(-2, 3);
            double z = random.nextInt(2);
            double p = 1 / (1 + Math.exp(-0.2 * (a - b) - 0.5 * x - 0.3));
            double y = random.nextDouble() < 0.2 ? 0.5 : random.nextDouble() < p ? 1 : 0;
            tally.add(Vote.of("" + a, "" + b, y).withCovariates(List.of(x, z)));
          }
          var votes = tally.table();
          for (var model :
              List.of(
                  BradleyTerry.defaults(),
                  RaoKupper.defaults(),
                  Davidson.defaults(),
                  Thurstone.defaults()))
            for (var penalty :
                List.of(
                    new Penalty.None(),
                    Penalty.Ridge.defaults(),
                    Penalty.VirtualOpponent.defaults())) {
              var plain = ML.withModel(model).withPenalty(penalty);
              for (var choice : List.of(plain, plain.withOrder(true).withCovariates(true))) {
                var fit = choice.fit(votes);
                var why = Why.above(choice, votes, fit, "14", "0");
                int x = fit.items().indexOf("14");
                int y = fit.items().indexOf("0");
                assertThat(why.value()).isEqualTo(fit.utilities()[x] - fit.utilities()[y]);
                check(why);
                if (choice.covariates())
                  assertThat(why.parts().stream().map(Explanation::name))
                      .contains("order", "length", "style");
              }
            }
        });
  }

  @Test
  void oneVotePairIsItsOwnReason() {
    var votes = VoteTable.of(List.of(Vote.won("a", "b"), Vote.won("a", "b"), Vote.won("b", "a")));
    var fit = ML.fit(votes);
    var why = Why.above(ML, votes, fit, "a", "b");
    assertThat(why.parts().getFirst().value()).isCloseTo(Math.log(2), within(1e-9));
    assertThat(why.render()).contains("direct votes").contains("won");
  }

  @Test
  void refusesWhatItCannotExplain() {
    var votes = VoteTable.of(List.of(Vote.won("a", "b"), Vote.won("b", "a")));
    var fit = ML.fit(votes);
    assertThatThrownBy(() -> Why.above(ML, votes, fit, "a", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'c'");
    assertThatThrownBy(() -> Why.above(ML.withPenalty(new Penalty.Firth()), votes, fit, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("firth");
  }

  private static void check(Explanation node) {
    if (node.parts().isEmpty()) return;
    double sum = node.parts().stream().mapToDouble(Explanation::value).sum();
    assertThat(sum).as(node.name()).isCloseTo(node.value(), within(1e-7));
    node.parts().forEach(WhyTest::check);
  }
}
