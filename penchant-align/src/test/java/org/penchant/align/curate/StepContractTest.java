package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.penchant.align.curate.Position.Spread;
import org.penchant.align.curate.nearest.Relevance;
import org.penchant.align.curate.strength.Evidence;
import org.penchant.align.curate.strength.Remedy;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;
import org.penchant.rank.matrix.RobustCompletion;
import org.penchant.testkit.contract.ContractSamples;

/**
 * Every step: the same for the same seed, its rows unchanged, provenance in each new row, none of
 * none, and a trip as data.
 */
class StepContractTest {
  private static final String[] WORDS = {"owl", "barn", "A", "sees", "snow,", "the", "mouse.", "3"};

  private static final ContractSamples<Step> STEPS =
      ContractSamples.of(Step.class)
          .with(
              AddRationales.class,
              r ->
                  new AddRationales(
                      pick(AddRationales.Detail.values(), r),
                      pick(AddRationales.Order.values(), r),
                      r.nextBoolean()))
          .withOnly(AllPairs.defaults())
          .withOnly(BestVersusEach.defaults())
          .withOnly(new Categorise(3, "vote", 0.3))
          .with(
              ChoosePair.class,
              r ->
                  new ChoosePair(
                      Position.MAX,
                      Position.values()[r.nextInt(6)],
                      pick(Spread.values(), r),
                      r.nextBoolean() ? "" : "score"))
          .with(
              CompletePairs.class,
              r ->
                  new CompletePairs(
                      RobustCompletion.defaults(),
                      pick(CompletePairs.Emit.values(), r),
                      pick(CompletePairs.Use.values(), r)))
          .with(Dedupe.class, r -> new Dedupe(pick(Dedupe.By.values(), r)))
          .with(
              Denoise.class,
              r ->
                  new Denoise(
                      r.nextBoolean()
                          ? new Evidence.Margins(3, "vote", 1)
                          : Evidence.Judgments.defaults(),
                      remedy(r)))
          .with(
              DrawnRejected.class,
              r -> new DrawnRejected(pick(Position.values(), r), 1 + r.nextInt(5), ""))
          .withOnly(EloPairs.defaults())
          .with(
              Filter.class,
              r ->
                  r.nextBoolean()
                      ? Filter.defaults()
                      : new Filter("margin", r.nextDouble(), 1, pick(Filter.Scale.values(), r)))
          .with(
              GapPairs.class,
              r -> new GapPairs(1 + r.nextInt(3), pick(GapPairs.Direction.values(), r)))
          .with(JointPairs.class, r -> new JointPairs(1 + r.nextInt(20), r.nextDouble(), ""))
          .with(
              NearestPolicy.class,
              r ->
                  new NearestPolicy(
                      "vote_1",
                      "vote_2",
                      pick(Relevance.values(), r),
                      1 + r.nextInt(8),
                      -9,
                      1 + r.nextInt(3),
                      r.nextInt(2)))
          .with(
              PromptPairs.class,
              r -> new PromptPairs(1 + r.nextInt(3), pick(PromptPairs.Responses.values(), r)))
          .withOnly(RandomPair.defaults())
          .with(
              RemoveKeywords.class,
              r ->
                  new RemoveKeywords(
                      2 + r.nextInt(4),
                      1 + r.nextInt(3),
                      pick(RemoveKeywords.Order.values(), r),
                      r.nextBoolean() ? "" : "thing"))
          .with(
              ReverseConstraints.class,
              r ->
                  new ReverseConstraints(
                      r.nextBoolean(),
                      1 + r.nextInt(3),
                      pick(ReverseConstraints.Irreversible.values(), r)))
          .with(Sample.class, r -> new Sample(r.nextInt(8)))
          .with(Shuffle.class, r -> new Shuffle(pick(Shuffle.What.values(), r)))
          .with(Sort.class, r -> new Sort("margin", r.nextBoolean()))
          .with(Standardise.class, r -> new Standardise(pick(Standardise.Over.values(), r)))
          .withOnly(TagCells.defaults());

  @RepeatedTest(20)
  void everyStepKeepsTheContract(RepetitionInfo info) {
    var random = new Seeds(info.getCurrentRepetition()).stream("steps");
    for (var step : STEPS.draw(random)) {
      assertThat(Codec.read(Codec.write(step), Step.class)).isEqualTo(step);
      var rows = rows(takesPairs(step), step instanceof EloPairs, random);
      var before = List.copyOf(rows);
      var tools = tools(info.getCurrentRepetition());
      var curation = new Curation(List.of(step));
      var made = curation.run(rows, tools);
      assertThat(curation.run(rows, tools)).as("the same again: " + step).isEqualTo(made);
      assertThat(rows).as("unchanged by " + step).isEqualTo(before);
      var report = made.steps().getFirst();
      assertThat(report.in()).isEqualTo(rows.size());
      assertThat(report.out()).isEqualTo(made.rows().size());
      if (made.rows().isEmpty()) assertThat(report.leftOut()).as("why: " + step).isNotEmpty();
      for (var row : made.rows()) {
        var lineage = row.provenance().lineage();
        assertThat(lineage.steps()).containsExactly(Codec.write(step).toString());
        assertThat(lineage.sources()).isNotEmpty().allMatch(s -> s.file().equals("rows.jsonl"));
      }
      assertThat(curation.run(List.of(), tools).rows()).isEmpty();
    }
  }

  private static Remedy remedy(RandomGenerator r) {
    return switch (r.nextInt(6)) {
      case 0 -> new Remedy.Flip(0.3);
      case 1 -> new Remedy.Drop(0.3);
      case 2 -> new Remedy.Soften();
      case 3 -> Remedy.Margin.defaults();
      case 4 -> new Remedy.Weigh();
      default -> new Remedy.Mark();
    };
  }

  private static boolean takesPairs(Step step) {
    return switch (step) {
      case AddRationales _,
          CompletePairs _,
          Denoise _,
          GapPairs _,
          NearestPolicy _,
          RemoveKeywords _,
          ReverseConstraints _,
          Filter _,
          Sort _ ->
          true;
      default -> false;
    };
  }

  private static Tools tools(long seed) {
    return Tools.seeded(new Seeds(seed))
        .withGenerator((prompts, _) ->
            prompts.stream()
                .map(p -> List.of(Content.of("The one above, " + p.hashCode())))
                .toList());
  }

  private static List<Comparison> rows(boolean pairs, boolean two, RandomGenerator random) {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 8; i++) {
      var texts = new ArrayList<String>();
      double[] scores = random.doubles(two ? 2 : 2 + random.nextInt(5)).toArray();
      for (int k = 0; k < scores.length; k++) texts.add(text(random));
      var list = Lists.scored(i, texts, scores);
      var row =
          pairs
              ? Comparison.pair(
                  list.prompt(),
                  list.candidates().getFirst().content(),
                  list.candidates().getLast().content(),
                  list.provenance())
              : list;
      rows.add(
          row.withPrompt(Content.of(i + ": Use the word \"owl\". Use at most 6 words."))
              .withTemplate(Map.of("constraints", constraints()))
              .withColumn("margin", random.nextDouble())
              .withColumn("vote_1", random.nextGaussian())
              .withColumn("vote_2", random.nextGaussian())
              .withColumn("vote_3", random.nextGaussian())
              .withColumn("agree", random.nextInt(4))
              .withColumn("judgments", 3)
              .withProvenance(new Provenance("rows.jsonl", i, "00")));
    }
    return rows;
  }

  private static List<Map<String, Map<String, Object>>> constraints() {
    return List.of(
        Map.of("keyword", Map.of("word", "owl", "wanted", true)),
        Map.of("max-words", Map.of("words", 6)));
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    int n = 2 + random.nextInt(12);
    for (int i = 0; i < n; i++) text.append(i > 0 ? " " : "").append(pick(WORDS, random));
    return text.toString();
  }

  private static <T> T pick(T[] values, RandomGenerator random) {
    return values[random.nextInt(values.length)];
  }
}
