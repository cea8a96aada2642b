package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.seam.Generator;

/**
 * Has a model write why the chosen response of a pair is the better one (arXiv 2407.14477): the
 * row's {@code rationale}. Rows that have one keep it.
 *
 * <p>The prompt shows both responses, one above the other. Where the chosen always stands above, a
 * network that learns the rationales may learn that the first is better: {@code order} draws who
 * stands above, and the column {@code chosen_above} (1 or 0) says who did, for rationales speak of
 * the response above and the one below.
 *
 * <p>Questions are dialogues where the row's prompt is one, and plain text where it is text.
 *
 * @param detail a short overall reason, or one that cites the responses
 * @param order who stands above
 * @param redecide whether the writer is asked, with the rationale but without the label, which
 *     response is better; pairs it then decides otherwise are left out
 */
public record AddRationales(Detail detail, Order order, boolean redecide) implements Step {
  /** What the rationale is to be like. */
  public enum Detail {
    GENERAL,
    DETAILED
  }

  /** Which response stands above. */
  public enum Order {
    CHOSEN_FIRST,
    RANDOM
  }

  public static AddRationales defaults() {
    return new AddRationales(Detail.GENERAL, Order.RANDOM, false);
  }

  private record Asked(Comparison row, boolean chosenAbove) {}

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    requirePairs(rows);
    var asked = new ArrayList<Asked>();
    for (int i = 0; i < rows.size(); i++) {
      boolean above = order == Order.CHOSEN_FIRST || tools.seeds().stream("row " + i).nextBoolean();
      if (rows.get(i).feedback().mark().rationale().isEmpty())
        asked.add(new Asked(rows.get(i), above));
    }
    tally.note("rows that had a rationale", rows.size() - (long) asked.size());
    var written = asked.isEmpty() ? List.<Optional<Comparison>>of() : written(asked, tools, tally);
    var made = new ArrayList<Comparison>();
    int next = 0;
    for (var row : rows)
      if (row.feedback().mark().rationale().isPresent()) made.add(row);
      else written.get(next++).ifPresent(made::add);
    return made;
  }

  private static void requirePairs(List<Comparison> rows) {
    var problems = new Problems();
    for (var row : rows)
      if (!row.isDecidedPair())
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "only a preference between two responses has a reason",
            "give pairs, or make some with choose-pair first");
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  private List<Optional<Comparison>> written(List<Asked> asked, Tools tools, Tally tally) {
    var writer = tools.writer("add-rationales");
    var rationales = answers(writer, asked.stream().map(this::question).toList());
    var agreed = redecide ? answers(writer, decisions(asked, rationales)) : List.<String>of();
    var made = new ArrayList<Optional<Comparison>>();
    for (int i = 0; i < asked.size(); i++) {
      String rationale = rationales.get(i);
      if (rationale.isEmpty()) made.add(none(tally, "pairs the writer gave no rationale for"));
      else if (redecide && !above(agreed.get(i)).equals(Optional.of(asked.get(i).chosenAbove())))
        made.add(none(tally, "pairs the writer then decided otherwise"));
      else made.add(Optional.of(with(asked.get(i), rationale)));
    }
    return made;
  }

  private static Optional<Comparison> none(Tally tally, String reason) {
    tally.leaveOut(reason);
    return Optional.empty();
  }

  private static Comparison with(Asked asked, String rationale) {
    var row = asked.row();
    var said = (Pairwise) row.feedback();
    boolean first = said.outcome() == Outcome.FIRST;
    return row.withCandidates(
            row.candidates(),
            new Pairwise(
                first ? Outcome.FIRST : Outcome.SECOND,
                said.strength(),
                said.mark().withRationale(rationale)))
        .withColumn(Names.CHOSEN_ABOVE, asked.chosenAbove() ? 1 : 0);
  }

  private static List<String> answers(Generator writer, List<Content> questions) {
    return writer.generate(questions, 1).stream()
        .map(answers -> answers.isEmpty() ? "" : Texts.response(answers.getFirst()).strip())
        .toList();
  }

  private Content question(Asked asked) {
    String better = asked.chosenAbove() ? "above" : "below";
    return ask(
        asked,
        shown(asked)
            + "\n\nThe response "
            + better
            + " is the better one. "
            + (detail == Detail.GENERAL
                ? "Say in one or two sentences why, overall."
                : "Explain why, citing the parts of both responses that decide it."));
  }

  private static List<Content> decisions(List<Asked> asked, List<String> rationales) {
    var questions = new ArrayList<Content>();
    for (int i = 0; i < asked.size(); i++)
      questions.add(
          ask(
              asked.get(i),
              shown(asked.get(i))
                  + "\n\nSomebody said of them: "
                  + rationales.get(i)
                  + "\n\nWhich response do these words speak for? Answer with one word, above or"
                  + " below."));
    return questions;
  }

  /** Whether an answer names the response above; nothing where it names both or none. */
  private static Optional<Boolean> above(String answer) {
    String text = answer.toLowerCase(Locale.ROOT);
    boolean above = text.contains("above");
    return above == text.contains("below") ? Optional.empty() : Optional.of(above);
  }

  private static String shown(Asked asked) {
    var row = asked.row();
    String chosen = Texts.response(row.chosen().content());
    String rejected = Texts.response(row.rejected().content());
    return row.prompt().plain()
        + "\n\nResponse above:\n"
        + (asked.chosenAbove() ? chosen : rejected)
        + "\n\nResponse below:\n"
        + (asked.chosenAbove() ? rejected : chosen)
        + "\n\nWhich of the two responses is preferable?";
  }

  /** A question as the row's prompt is: a turn of a dialogue, or plain text. */
  private static Content ask(Asked asked, String text) {
    return asked.row().prompt() instanceof Content.Chat
        ? Content.of(List.of(new Message("user", text)))
        : Content.of(text + "\n\nAnswer:");
  }
}
