package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.judge.JudgeAudit;
import org.penchant.rank.judge.TextJudge;
import org.penchant.rank.judge.Verdict;

/**
 * A pair to judge.
 *
 * @param place what names the question
 * @param a what answer A is called
 * @param b what answer B is called
 * @param first answer A
 * @param second answer B
 * @param label what people said
 */
public record JudgeQuestion(
    String place,
    Content prompt,
    String a,
    String b,
    Content first,
    Content second,
    Optional<Verdict> label) {
  /**
   * Labelled pairs.
   *
   * @param limit how many at most; 0 for all
   */
  public static List<JudgeQuestion> labelled(
      List<Comparison> all, int limit, RandomGenerator random) {
    var rows = all.stream().filter(Comparison::isDecidedPair).toList();
    if (rows.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA, "--data", "", "no labelled pair", "give pairs of chosen and rejected");
    var questions = new ArrayList<JudgeQuestion>();
    for (var row : limit > 0 ? rows.subList(0, Math.min(limit, rows.size())) : rows) {
      var question =
          new JudgeQuestion(
              row.provenance().toString(),
              row.prompt(),
              "chosen",
              "rejected",
              row.chosen().content(),
              row.rejected().content(),
              Optional.of(Verdict.WIN));
      // A drawn side keeps the label from being A every time.
      questions.add(random.nextBoolean() ? question : question.swapped());
    }
    return questions;
  }

  /** Pairs of candidates on prompts both answered, drawn. */
  public static List<JudgeQuestion> drawn(CandidatePool pool, int count, RandomGenerator random) {
    var items = List.copyOf(pool.items());
    var all = new ArrayList<JudgeQuestion>();
    for (int q = 0; q < count; q++) {
      int i = random.nextInt(items.size());
      int j = (i + 1 + random.nextInt(items.size() - 1)) % items.size();
      var drawn = pool.draw(items.get(i), items.get(j), random);
      all.add(
          new JudgeQuestion(
              drawn.prompt(),
              Content.of(drawn.prompt()),
              items.get(i),
              items.get(j),
              drawn.first(),
              drawn.second(),
              Optional.empty()));
    }
    return all;
  }

  /**
   * Asks in both orders.
   *
   * @param own the item whose answers the judge wrote
   * @return empty if a reply could not be read
   */
  public Optional<JudgeAudit.Judged> ask(TextJudge judge, Optional<String> own) {
    var forward = judge.compare(prompt, first, second, 0);
    var reversed = judge.compare(prompt, second, first, 0);
    if (forward.isEmpty() || reversed.isEmpty()) return Optional.empty();
    return Optional.of(
        new JudgeAudit.Judged(
            place,
            a,
            b,
            words(first),
            words(second),
            Optional.of(a).equals(own),
            Optional.of(b).equals(own),
            forward.get(),
            reversed.get(),
            label));
  }

  private JudgeQuestion swapped() {
    return new JudgeQuestion(place, prompt, b, a, second, first, label.map(Verdict::swapped));
  }

  private static int words(Content text) {
    String plain = text.plain().strip();
    return plain.isEmpty() ? 0 : plain.split("\\s+").length;
  }
}
