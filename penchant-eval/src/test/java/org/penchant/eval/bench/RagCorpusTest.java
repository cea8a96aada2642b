package org.penchant.eval.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchItem.Pair;
import org.penchant.eval.bench.rag.ClaimParser;
import org.penchant.eval.bench.rag.DocumentOverlap;
import org.penchant.eval.bench.rag.RagCorpus;
import org.penchant.eval.bench.rag.RagPrompt;

/** The toy corpus of specification 033 and its three readers. */
class RagCorpusTest {
  private static final List<Pair> CORPUS = new RagCorpus(60).draw(new Seeds(1));

  /** Figures of the specification's run: 0.25 0.24 0.5 0, 1 0.76 0 0 and 1 throughout. */
  @Test
  void threeModelsOnTheCorpus() {
    var corpus = RagCorpus.defaults().draw(new Seeds(0));
    assertThat(scores(corpus, Lengths.LONGER))
        .containsExactly(new double[] {0.25, 0.25, 0.5, 0}, within(0.07));
    assertThat(scores(corpus, new DocumentOverlap()))
        .containsExactly(new double[] {0.99, 0.75, 0, 0}, within(0.07));
    assertThat(scores(corpus, new ClaimParser())).containsExactly(1, 1, 1, 1);
  }

  private static double[] scores(List<Pair> corpus, Scorer scorer) {
    return PairBenchmarkTest.table(corpus, scorer, TieCredit.HALF).groups().stream()
        .mapToDouble(PairTable.Group::score)
        .toArray();
  }

  /**
   * Where no document is about the entity asked for, the chosen answer declines, and only there.
   */
  @Test
  void theBuilderKeepsItsInvariant() {
    for (var pair : CORPUS) {
      var prompt = RagPrompt.of(pair.prompt());
      assertThat(prompt.documents()).isEqualTo(pair.references());
      String entity = prompt.question().substring(prompt.question().lastIndexOf(' ') + 1);
      boolean known = prompt.documents().stream().anyMatch(d -> d.startsWith(entity + " "));
      assertThat(pair.chosen().plain().contains(RagCorpus.REFUSAL)).isEqualTo(!known);
      assertThat(pair.group().equals("abstain")).isEqualTo(!known);
    }
    assertThat(new RagCorpus(60).draw(new Seeds(1))).isEqualTo(CORPUS);
  }

  @Test
  void aCitationOfManyDigitsIsOfNoDocument() {
    var prompt = new RagPrompt(List.of("e1 city is v1"), "what is the city of e1");
    assertThat(
            new ClaimParser().score(prompt.content(), Content.of("city of e1 is v1 [99999999999]")))
        .isEqualTo(-1);
    assertThat(new ClaimParser().score(prompt.content(), Content.of("city of e1 is v1 [1]")))
        .isEqualTo(1);
  }

  @Test
  void aModelBlindToDocumentsIsCalledUngrounded() {
    assertThat(Grounding.of(CORPUS, Lengths.LONGER).ungrounded()).isTrue();
    assertThat(Grounding.of(CORPUS, new DocumentOverlap()).ungrounded()).isFalse();
    assertThat(Grounding.of(CORPUS, new ClaimParser()).ungrounded()).isFalse();
    var benchmark = new RagCorpus(20).benchmark(new Seeds(1));
    assertThat(benchmark.answered()).hasSize(2 * 80);
    assertThat(benchmark.run(Lengths.LONGER, BenchOptions.defaults()).warnings().toString())
        .contains("the model is ungrounded");
    assertThat(benchmark.run(new ClaimParser(), BenchOptions.defaults()).warnings().toString())
        .doesNotContain("ungrounded");
  }
}
