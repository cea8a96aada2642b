package org.penchant.eval.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Mark;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Judge;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.report.Report;

class BenchmarkTest {
  private static final Pattern TASK = Pattern.compile("(\\d+) ([-+*]) (\\d+)");
  private static final Pattern RESULT = Pattern.compile("(?:is |\\*\\*)(-?\\d+)(?:\\.|\\*\\*)");

  /** Minus the distance of the result claimed from the true one. */
  private static final Scorer ORACLE =
      (prompt, answer) -> {
        var task = TASK.matcher(prompt.plain());
        var result = RESULT.matcher(answer.plain());
        assertThat(task.find() && result.find()).as(answer.plain()).isTrue();
        int a = Integer.parseInt(task.group(1));
        int b = Integer.parseInt(task.group(3));
        int truth =
            switch (task.group(2)) {
              case "+" -> a + b;
              case "-" -> a - b;
              default -> a * b;
            };
        return -Math.abs(Integer.parseInt(result.group(1)) - truth);
      };

  private static BenchResult run(BenchFormat format, Scorer scorer) {
    return new Sums(300).benchmark(format, new Seeds(1)).run(scorer, BenchOptions.defaults());
  }

  private static double value(BenchResult result, String figure) {
    return result.figure(figure).value().estimate();
  }

  @ParameterizedTest
  @EnumSource(BenchFormat.class)
  void whoKnowsTheTruthDoesBestAndAConstantReachesOneHalf(BenchFormat format) {
    var known = run(format, ORACLE);
    var constant = run(format, (_, _) -> 1);
    assertThat(known.scored()).isEqualTo(300);
    assertThat(known.lines()).hasSize(300);
    String main = known.figures().getFirst().name();
    if (format == BenchFormat.VOTES) {
      assertThat(value(known, main)).isGreaterThan(0.9);
      assertThat(value(constant, main)).isEqualTo(0.5);
    } else if (format == BenchFormat.TIES) {
      assertThat(value(known, main)).isEqualTo(1);
      assertThat(value(known, "ties told apart")).isEqualTo(1);
      assertThat(value(constant, main))
          .isCloseTo(value(constant, "commonest outcome"), within(0.1));
      assertThat(value(constant, "ties told apart")).isEqualTo(0.5);
      assertThat(value(constant, "accuracy of decided pairs")).isEqualTo(0.5);
    } else {
      assertThat(value(known, main)).isEqualTo(1);
      assertThat(value(constant, main)).isEqualTo(0.5);
    }
    for (var result : List.of(known, constant)) {
      for (var figure : result.figures())
        assertThat(figure.value().estimate())
            .isBetween(figure.value().low() - 1e-9, figure.value().high() + 1e-9);
      assertThat(result.rows().stream().filter(r -> r.subset().isEmpty()))
          .extracting(BenchResult.Row::group)
          .containsExactlyInAnyOrder("sum", "difference", "product");
      var report = new Report("a", "", List.of(new Report.Section("b", result.blocks())));
      assertThat(report.toMarkdown()).contains(result.figures().getFirst().name());
      assertThat(report.toHtml()).contains("product");
      assertThat(Json.pretty(result)).contains("\"figures\"", "\"lines\"");
    }
  }

  @ParameterizedTest
  @EnumSource(BenchFormat.class)
  void benchmarksAreMadeOfTheirSeedAlone(BenchFormat format) {
    var one = new Sums(40).benchmark(format, new Seeds(2));
    assertThat(new Sums(40).benchmark(format, new Seeds(2))).isEqualTo(one);
    assertThat(new Sums(40).benchmark(format, new Seeds(3))).isNotEqualTo(one);
    assertThat(one.answered())
        .hasSize(40)
        .allSatisfy(a -> assertThat(a.answers()).hasSize(format == BenchFormat.STYLES ? 6 : 2));
  }

  /** Who likes rich style is right where the right answer is richer, wrong where it is plainer. */
  @Test
  void styleAloneIsEasyHalfAndHard() {
    var styles = new ArrayList<BenchItem>();
    var text = List.of(Content.of("1"), Content.of("2"), Content.of("3"));
    styles.add(new BenchItem.Styles("0", "g", Content.of("?"), text, text));
    var result =
        new Benchmark(BenchFormat.STYLES, styles)
            .run((_, a) -> Double.parseDouble(a.plain()), BenchOptions.defaults());
    assertThat(value(result, "easy")).isEqualTo(1);
    assertThat(value(result, "normal")).isEqualTo(0.5);
    assertThat(value(result, "hard")).isZero();
    assertThat(value(result, "accuracy")).isEqualTo(0.5);
    assertThatThrownBy(
            () -> new BenchItem.Styles("7", "g", Content.of("?"), text.subList(0, 2), text))
        .hasMessageContaining("7: 2 chosen");
  }

  /** Votes 3:1 and 1:1: the majority 1 of 1; an annotator (3/4 + 1/2) / 2. */
  @Test
  void votesByHand() {
    var items = List.<BenchItem>of(votes("a", 3, 1), votes("b", 1, 1));
    var result =
        new Benchmark(BenchFormat.VOTES, items)
            .run((_, a) -> a.plain().equals("good") ? 1 : 0, BenchOptions.defaults());
    assertThat(value(result, "agreement with the majority")).isEqualTo(1);
    assertThat(value(result, "agreement with an annotator")).isCloseTo(0.625, within(1e-12));
    // Of 3:1, those of the three meet 2:1 of the others and agree, the one meets 3:0 and does not.
    // Of 1:1, each meets one of the other mind.
    assertThat(value(result, "ceiling")).isCloseTo((0.75 + 0) / 2, within(1e-12));
    assertThat(result.warnings().toString()).contains("no majority");
    assertThat(result.lines().get(1).credit()).isNaN();
    assertThatThrownBy(() -> votes("c", 0, 0)).hasMessageContaining("c: 0 and 0 votes");
  }

  /** Files number their questions, and a question may stand there with several pairs. */
  @Test
  void itemsOfOneIdAreToldApart() {
    var items = List.<BenchItem>of(votes("7", 3, 1), votes("7", 1, 3), votes("7 (2)", 3, 1));
    var benchmark = new Benchmark(BenchFormat.VOTES, items);
    assertThat(benchmark.items()).extracting(BenchItem::id).containsExactly("7", "7 (3)", "7 (2)");
    var likes = Map.of("good", 1.0, "bad", 0.0);
    var one = benchmark.run((_, a) -> likes.get(a.plain()), BenchOptions.defaults());
    var other = benchmark.run((_, a) -> -likes.get(a.plain()), BenchOptions.defaults());
    var answers = Contest.answers(new LinkedHashMap<>(Map.of("one", one)));
    assertThat(answers.getFirst().right()).containsExactly(true, false, true);
    var both = new LinkedHashMap<String, BenchResult>();
    both.put("one", one);
    both.put("other", other);
    var test = Contest.all(Contest.answers(both)).getFirst().test();
    assertThat(List.of(test.onlyFirst(), test.onlySecond())).containsExactly(2, 1);
  }

  private static BenchItem.Votes votes(String id, int first, int second) {
    return new BenchItem.Votes(
        id, "g", Content.of("?"), Content.of("good"), Content.of("bad"), first, second);
  }

  /** Resamples of pairs give the same means as tables of them. */
  @Test
  void groupsAreAveragedAlikeInTablesAndResamples() {
    var benchmark = new Sums(120).benchmark(BenchFormat.PAIRS, new Seeds(4));
    Scorer noisy = (_, a) -> a.plain().hashCode() % 1000;
    var pairs =
        benchmark.items().stream()
            .map(BenchItem.Pair.class::cast)
            .map(p ->
                new ScoredPair(
                    p, noisy.score(p.prompt(), p.chosen()), noisy.score(p.prompt(), p.rejected())))
            .toList();
    var result = benchmark.run(noisy, BenchOptions.defaults());
    assertThat(value(result, "mean over groups"))
        .isCloseTo(PairTable.of(pairs, TieCredit.HALF, 0.95).macro(), within(1e-12));
    assertThat(value(result, "accuracy, length balanced"))
        .isCloseTo(
            Lengths.balanced(pairs, TieCredit.HALF, 0.95).orElseThrow().value(), within(1e-12));
    assertThat(value(result, "longer wins")).isCloseTo(0.5, within(0.1));
  }

  @Test
  void whatIsCutIsFlaggedAndWhatIsNoNumberRefused() {
    var benchmark = new Sums(50).benchmark(BenchFormat.PAIRS, new Seeds(1));
    var options =
        BenchOptions.defaults()
            .withTruncates((_, all) -> all.stream().anyMatch(a -> a.plain().contains("hope")));
    var result = benchmark.run(ORACLE, options);
    assertThat(result.truncated()).isNotEmpty();
    assertThat(result.scored()).isEqualTo(50 - result.truncated().size());
    assertThat(result.warnings().toString()).contains("would be cut");
    assertThatThrownBy(() -> benchmark.run(ORACLE, options.withTruncates((_, _) -> true)))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("all of them would be truncated");
    assertThatThrownBy(() -> benchmark.run((_, _) -> Double.NaN, BenchOptions.defaults()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Benchmark(BenchFormat.TIES, benchmark.items()))
        .hasMessageContaining("no item of format");
    assertThatThrownBy(() -> new Benchmark(BenchFormat.TIES, List.of()))
        .hasMessageContaining("nothing to score");
  }

  @Test
  void judgesAreCountedToo() {
    var benchmark = new Sums(60).benchmark(BenchFormat.JUDGED, new Seeds(1));
    Judge knows =
        (prompt, two) ->
            new Feedback.Pairwise(
                ORACLE.score(prompt, two.get(0).content())
                        > ORACLE.score(prompt, two.get(1).content())
                    ? Outcome.FIRST
                    : Outcome.SECOND,
                1,
                Mark.NONE);
    Judge first = (_, _) -> new Feedback.Pairwise(Outcome.FIRST, 1, Mark.NONE);
    var good = benchmark.judged(knows, BenchOptions.defaults());
    assertThat(value(good, "accuracy")).isEqualTo(1);
    assertThat(value(good, "position consistency")).isEqualTo(1);
    var placed = benchmark.judged(first, BenchOptions.defaults());
    assertThat(value(placed, "accuracy")).isEqualTo(0.5);
    assertThat(value(placed, "position consistency")).isZero();
    var strict = benchmark.judged(first, BenchOptions.defaults().withTies(TieCredit.STRICT));
    assertThat(value(strict, "accuracy")).isZero();
    assertThatThrownBy(() ->
            new Sums(3)
                .benchmark(BenchFormat.VOTES, new Seeds(1))
                .judged(first, BenchOptions.defaults()))
        .hasMessageContaining("VOTES");
  }
}
