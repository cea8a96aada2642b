package org.penchant.data.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Feedback.Unary;
import org.penchant.core.preference.Lineage;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.read.ReadOptions;

/** What is written is read back as it was, whatever characters it holds. */
class RoundTripTest {
  @RepeatedTest(120)
  void rowsComeBackAsTheyWere(RepetitionInfo info, @TempDir Path folder) throws Exception {
    RandomGenerator random = new Seeds(info.getCurrentRepetition()).stream("round trip");
    int kind = info.getCurrentRepetition() % 7;
    List<Comparison> rows = new ArrayList<>();
    int n = 1 + random.nextInt(8);
    for (int i = 0; i < n; i++) rows.add(row(kind, i, random));
    Path file = folder.resolve("rows.jsonl");
    new JsonlWriter().write(file, rows);
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertThat(text.lines().count()).isEqualTo(n);
    assertThat(text.chars()).doesNotContain(0x85, 0x2028, 0x2029);
    var data =
        new PreferenceReader(ReadOptions.defaults().withAll(FaultPolicy.KEEP))
            .read(List.of(file), ColumnNames.defaults(), new Problems());
    assertThat(data.rows().stream().map(r -> anonymous(r, ""))).isEqualTo(rows);
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void dialoguesWithPromptsOfTheirOwnComeBack(@TempDir Path folder) throws Exception {
    var one = Content.of(List.of(new Message("user", "a"), new Message("assistant", "b")));
    var two = Content.of(List.of(new Message("user", "c"), new Message("assistant", "d")));
    var row = Comparison.pair(Content.of(List.of()), one, two, Provenance.made("test", 0));
    Path file = folder.resolve("joint.jsonl");
    new JsonlWriter().write(file, List.of(row));
    var data =
        PreferenceReader.defaults().read(List.of(file), ColumnNames.defaults(), new Problems());
    assertThat(data.rows().stream().map(r -> anonymous(r, ""))).containsExactly(row);
  }

  @Test
  void aRefusedRowLeavesTheTargetAsItWas(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), "before");
    var provenance = Provenance.made("test", 1);
    var pair = Comparison.pair(Content.of("p"), Content.of("a"), Content.of("b"), provenance);
    var steps =
        new Comparison(
            Content.of("p"),
            List.of(Candidate.response(Content.of("a"))),
            new Feedback.Stepwise(List.of(0.5, 1.0), Mark.NONE),
            Map.of(),
            Map.of(),
            provenance);
    for (var rows : List.of(List.of(steps), List.of(pair, steps))) {
      var error =
          catchThrowableOfType(ProblemsException.class, () -> new JsonlWriter().write(file, rows));
      assertThat(error.code()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(error.getMessage()).contains("test row 1");
      assertThat(file).hasContent("before");
      assertThat(Files.list(folder)).containsExactly(file);
    }
  }

  private static Comparison row(int kind, int index, RandomGenerator random) {
    boolean chat = random.nextBoolean();
    if (kind == 6) return steps(chat, index, random);
    int candidates = kind < 2 ? 2 : kind < 4 ? 1 + random.nextInt(4) : 1;
    if (kind == 3) candidates++;
    var contents = IntStream.range(0, candidates).mapToObj(_ -> content(chat, random)).toList();
    return new Comparison(
        content(chat, random),
        contents.stream().map(Candidate::response).toList(),
        feedback(kind, candidates, random),
        random.nextBoolean() ? Map.of() : Map.of("margin", random.nextGaussian(), "alpha", 0.25),
        random.nextBoolean()
            ? Map.of()
            : Map.of(
                "tools",
                List.of(Map.of("name", text(random))),
                "chat_template_kwargs",
                Map.of("thinking", true)),
        new Provenance("test", index, "", lineage(random)));
  }

  /** A reply of the prompt's kind, a line a step. */
  private static Comparison steps(boolean chat, int index, RandomGenerator random) {
    int n = 1 + random.nextInt(4);
    String text =
        IntStream.range(0, n)
            .mapToObj(i -> "step " + i + text(random).replaceAll("[\\n\\r]", " "))
            .collect(Collectors.joining("\n"));
    var reply = chat ? Content.of(List.of(new Message("assistant", text))) : Content.of(text);
    return new Comparison(
        content(chat, random),
        List.of(Candidate.response(reply)),
        new Feedback.Stepwise(
            IntStream.range(0, n).mapToObj(_ -> random.nextDouble()).toList(), Mark.NONE),
        Map.of(),
        Map.of(),
        new Provenance("test", index, "", lineage(random)));
  }

  private static Lineage lineage(RandomGenerator random) {
    return random.nextBoolean()
        ? Lineage.NONE
        : new Lineage(
            List.of(new Lineage.Source(text(random), random.nextInt(99))), List.of(text(random)));
  }

  private static Feedback feedback(int kind, int candidates, RandomGenerator random) {
    Mark mark = Mark.NONE.withWeight(random.nextInt(3)).withAnnotator(text(random));
    if (random.nextBoolean()) mark = mark.withRationale(text(random));
    return switch (kind) {
      case 0 -> new Pairwise(Outcome.FIRST, random.nextDouble(), mark);
      case 1 -> new Pairwise(Outcome.TIE, 1, mark);
      case 2 -> new Ranking(groups(candidates, random), mark);
      case 3 -> new Rating(Map.of("score", scores(candidates, random)), mark);
      case 4 -> new Rating(Map.of("help", scores(1, random)), mark);
      default -> new Unary(random.nextBoolean(), mark);
    };
  }

  private static List<List<Integer>> groups(int candidates, RandomGenerator random) {
    var groups = new ArrayList<List<Integer>>();
    for (int i : Seeds.permutation(candidates, random)) {
      if (groups.isEmpty() || random.nextBoolean()) groups.add(new ArrayList<>());
      groups.getLast().add(i);
    }
    groups.forEach(group -> group.sort(null));
    return groups;
  }

  private static List<Double> scores(int n, RandomGenerator random) {
    return IntStream.range(0, n).mapToObj(_ -> random.nextGaussian()).toList();
  }

  private static Content content(boolean chat, RandomGenerator random) {
    if (!chat) return Content.of(text(random));
    var extra = random.nextBoolean() ? Map.<String, Object>of() : Map.<String, Object>of("n", 1);
    return Content.of(List.of(new Message("user", text(random), extra)));
  }

  /** Text from the places where encodings and line splitters err. */
  private static String text(RandomGenerator random) {
    int[] odd = {
      0, 9, 10, 13, 0x22, 0x5c, 0x7f, 0x85, 0xa0, 0xd7ff, 0xe000, 0xfeff, 0xffff, 0x2028, 0x2029,
      0x10000, 0x1f600, 0x10ffff, 0xd800, 0xdfff
    };
    return random
        .ints(1 + random.nextInt(12))
        .map(i -> (i & 1) == 0 ? odd[Math.floorMod(i >> 1, odd.length)] : 0x20 + (i >>> 8 & 0x3ff))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Comparison anonymous(Comparison row, String hash) {
    return new Comparison(
        row.prompt(),
        row.candidates(),
        row.feedback(),
        row.columns(),
        row.template(),
        new Provenance("test", row.provenance().row(), hash, row.provenance().lineage()));
  }
}
