package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.align.lm.Generation.Finish;
import org.penchant.align.lm.Sampling.Overflow;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.TensorScope;

class GenerationTest {
  private static final List<Content> PROMPTS =
      List.of(
          Content.of("Once upon a time"),
          Content.of("Lily"),
          Content.of("The big dog ran to the park and saw a"),
          Content.of("One day"));

  private interface Body {
    void run(Transformer model, SequenceEncoder encoder) throws Exception;
  }

  private static void withStories(Body body) throws Exception {
    long before = TensorScope.liveTensors();
    try (var model = ModelFolder.load(Stories.folder(), Optional.empty());
        var tokenizer = Tokenizer.load(Stories.folder())) {
      body.run(model, SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 512));
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void greedyTextIsThePublishedOne() throws Exception {
    withStories((model, encoder) -> {
      var sampling = Sampling.greedy().withMaxNewTokens(256);
      var generated =
          LocalGenerator.of(model, encoder, sampling, new Seeds(0))
              .generations(List.of(Content.of("")), 1, _ -> {})
              .getFirst()
              .getFirst();
      assertThat(generated.text())
          .startsWith(
              "Once upon a time, there was a little girl named Lily. She loved to play outside"
                  + " in the park. One day, she saw a big, red ball. She wanted to play with"
                  + " it, but it was too high.")
          .endsWith("Her mom said, \"Don't worry, Lily. We can help you.");
      try (var scope = TensorScope.open()) {
        int[] whole = new int[generated.ids().length + 1];
        whole[0] = 1;
        System.arraycopy(generated.ids(), 0, whole, 1, generated.ids().length);
        assertThat(generated.logProbability())
            .isCloseTo(Lm.logProbability(model, whole, 1).item(), within(1e-3));
      }
    });
  }

  /** Texts of transformers 5.18.0's generate with do_sample=False, max_new_tokens=60. */
  @Test
  void penalisedGreedyTextsAreThoseOfTransformers() throws Exception {
    withStories((model, encoder) -> {
      var sampling = Sampling.greedy().withMaxNewTokens(60).withRepetitionPenalty(1.3);
      var prompts = List.of(Content.of("Lily"), Content.of("The big dog ran"));
      assertThat(LocalGenerator.of(model, encoder, sampling, new Seeds(0)).generate(prompts, 1))
          .containsExactly(
              List.of(
                  Content.of(
                      " and Tom were playing in the park. They liked to swim around, but they"
                          + " did not know what it was for. One day, they saw a big box with"
                          + " long tail on the")),
              List.of(
                  Content.of(
                      " to the park. He saw a boy named Tim. Timmy was very scared and wanted"
                          + " to play with it. His mom said, \"Don't worry, we can help you"
                          + " find me!\"\n")));
    });
  }

  @Test
  void batchesDoNotChangeTexts() throws Exception {
    withStories((model, encoder) -> {
      var sampling =
          Sampling.defaults()
              .withTemperature(0.9)
              .withTopP(0.95)
              .withMaxNewTokens(40)
              .withRepetitionPenalty(1.1);
      var generator = LocalGenerator.of(model, encoder, sampling, new Seeds(5));
      var together = generator.generations(PROMPTS, 3, _ -> {});
      var texts = new ArrayList<String>();
      for (int i = 0; i < PROMPTS.size(); i++) {
        var alone = generator.withBatch(1).generations(List.of(PROMPTS.get(i)), 3, _ -> {});
        for (int s = 0; s < 3; s++) {
          var a = alone.getFirst().get(s);
          var b = together.get(i).get(s);
          assertThat(b.ids()).containsExactly(a.ids());
          assertThat(b.text()).isEqualTo(a.text());
          assertThat(b.logProbabilities()).containsExactly(a.logProbabilities(), within(1e-4));
          texts.add(a.text());
        }
      }
      assertThat(Set.copyOf(texts)).hasSize(12);
      var other = LocalGenerator.of(model, encoder, sampling, new Seeds(6));
      assertThat(other.generate(PROMPTS, 1)).isNotEqualTo(generator.generate(PROMPTS, 1));
    });
  }

  @Test
  void everyFinishIsReported() throws Exception {
    withStories((model, encoder) -> {
      var greedy = Sampling.greedy().withMaxNewTokens(600);
      var seeds = new Seeds(0);
      var stopped =
          LocalGenerator.of(model, encoder, greedy.withStops(List.of("ball", "girl n")), seeds)
              .generations(List.of(Content.of("Once upon a")), 1, _ -> {})
              .getFirst()
              .getFirst();
      assertThat(stopped.finish()).isEqualTo(Finish.STOP);
      assertThat(stopped.text()).isEqualTo(" time, there was a little ");
      var plain = LocalGenerator.of(model, encoder, greedy, seeds).withEnds(Set.of());
      var full = plain.generations(List.of(Content.of("Lily")), 1, _ -> {}).get(0).get(0);
      assertThat(full.finish()).isEqualTo(Finish.CONTEXT);
      assertThat(full.ids()).hasSize(510);
      int end = full.ids()[7];
      var ended = plain.withEnds(Set.of(end)).generations(List.of(Content.of("Lily")), 1, _ -> {});
      assertThat(ended.getFirst().getFirst().finish()).isEqualTo(Finish.EOS);
      assertThat(
              LocalGenerator.of(model, encoder, greedy.withMaxNewTokens(3), seeds)
                  .generations(PROMPTS, 1, _ -> {}))
          .allSatisfy(g -> assertThat(g.getFirst().finish()).isEqualTo(Finish.LENGTH));
      assertThatThrownBy(() ->
              LocalGenerator.of(model, encoder, greedy.withOverflow(Overflow.REFUSE), seeds)
                  .generate(PROMPTS, 1))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("prompt 3");
    });
  }
}
