package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.align.curate.matrix.CompletedVotes;
import org.penchant.align.curate.matrix.ResponseVotes;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.Problems;
import org.penchant.rank.matrix.RobustCompletion;

/**
 * Completes the comparisons of every prompt's responses and marks those that contradict the rest
 * (arXiv 2403.02745). Columns: {@code completed}, the probability that the chosen (of a tie, the
 * first) is better; {@code observed}; {@code flagged}; {@code repairable}, 0 where too much is
 * flagged or too little compared, and {@code completed} is then what was said. Nothing is deleted
 * and no label is turned.
 *
 * @param completion of the log-odds
 * @param emit which rows come out
 * @param use what training goes by
 */
public record CompletePairs(RobustCompletion completion, Emit emit, Use use) implements Step {
  private static final int SHOWN = 5;

  /** Which rows come out. */
  public enum Emit {
    /** Those that came in. */
    ROWS,
    /** A pair for every two responses that were compared, the likelier first. */
    OBSERVED,
    /** Those, and pairs that were never compared but can be completed. */
    ALL
  }

  /** Where the completed probability p goes, beside its column. */
  public enum Use {
    /** {@code weight}: p - 1/2, or 0 below that. */
    WEIGH,
    /** {@code soft_label}: p. */
    SOFTEN,
    /** Nowhere. */
    MARK
  }

  /** The rows, weighed. */
  public static CompletePairs defaults() {
    return new CompletePairs(RobustCompletion.defaults(), Emit.ROWS, Use.WEIGH);
  }

  /** What was found of one prompt. */
  private record Prompt(ResponseVotes votes, CompletedVotes completed) {}

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    requirePairs(rows);
    var byPrompt = new LinkedHashMap<Content, List<Comparison>>();
    for (var row : rows) byPrompt.computeIfAbsent(row.prompt(), _ -> new ArrayList<>()).add(row);
    var prompts = new LinkedHashMap<Content, Prompt>();
    byPrompt.forEach((prompt, of) -> {
      var votes = ResponseVotes.of(of);
      prompts.put(prompt, new Prompt(votes, CompletedVotes.of(votes, completion)));
    });
    report(List.copyOf(prompts.values()), tally);
    var made = new ArrayList<Comparison>();
    if (emit == Emit.ROWS)
      for (var row : rows) made.add(marked(row, prompts.get(row.prompt()), tally));
    else for (var prompt : prompts.values()) made.addAll(pairs(prompt, tally));
    return made;
  }

  private static void requirePairs(List<Comparison> rows) {
    PerRow.apply(
        rows,
        (row, _, problems) -> {
          if (!(row.feedback() instanceof Pairwise) || row.candidates().size() != 2)
            refuse(row, problems);
          return List.of();
        });
  }

  private static void refuse(Comparison row, Problems problems) {
    problems.error(
        row.provenance().toString(),
        row.feedback().getClass().getSimpleName(),
        "only comparisons of two responses can be completed",
        "give pairs or votes, or make some with all-pairs first");
  }

  private Comparison marked(Comparison row, @Nullable Prompt of, Tally tally) {
    if (of == null) throw new IllegalStateException(row.provenance() + " has no prompt");
    int first = of.votes().first(row);
    int second = of.votes().second(row);
    boolean turned = ((Pairwise) row.feedback()).outcome() == Outcome.SECOND;
    int better = turned ? second : first;
    var out = with(row, of.completed(), better, first + second - better);
    double p = of.completed().probability()[better][first + second - better];
    if (row.isDecidedPair() && p < 0.5) tally.note("rows that what is completed speaks against");
    return out;
  }

  private List<Comparison> pairs(Prompt of, Tally tally) {
    var made = new ArrayList<Comparison>();
    var found = of.completed();
    int n = found.probability().length;
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        boolean seen = found.observed()[i][j];
        if (!seen && (emit == Emit.OBSERVED || !found.repairable()[i][j])) {
          if (emit == Emit.ALL) tally.leaveOut("pairs that were never compared nor completed");
          continue;
        }
        boolean first = found.probability()[i][j] >= 0.5;
        var said = seen ? of.votes().between(i, j) : List.of(of.votes().one(i), of.votes().one(j));
        made.add(pair(of, said, first ? i : j, first ? j : i));
        if (!seen) tally.note("pairs made that were never compared");
      }
    return made;
  }

  private Comparison pair(Prompt of, List<Comparison> said, int better, int worse) {
    var one = said.getFirst();
    var from = one.provenance();
    for (var other : said.subList(1, said.size())) from = from.with(other.provenance());
    var responses = of.votes().responses();
    var plain =
        Comparison.pair(one.prompt(), responses.get(better), responses.get(worse), from)
            .withTemplate(
                Demands.template(
                    one,
                    List.of(place(one, responses.get(better)), place(one, responses.get(worse)))));
    return with(plain, of.completed(), better, worse);
  }

  /** Where the response stands in the row; -1 if it does not. */
  private static int place(Comparison row, Content response) {
    return row.candidates().stream().map(Candidate::content).toList().indexOf(response);
  }

  private Comparison with(Comparison row, CompletedVotes found, int better, int worse) {
    double p = found.probability()[better][worse];
    // A row of two bad responses may be the only one of them.
    if (Double.isNaN(p)) p = 0.5;
    var out =
        row.withColumn(Names.COMPLETED, p)
            .withColumn("observed", found.observed()[better][worse] ? 1 : 0)
            .withColumn("flagged", found.flagged()[better][worse] ? 1 : 0)
            .withColumn("repairable", found.repairable()[better][worse] ? 1 : 0);
    return switch (use) {
      case WEIGH -> out.withColumn(Names.WEIGHT, Math.max(0, p - 0.5));
      case SOFTEN -> out.withColumn(Names.SOFT_LABEL, p);
      case MARK -> out;
    };
  }

  private void report(List<Prompt> prompts, Tally tally) {
    var apart = new ArrayList<String>();
    double residual = 0;
    int parts = 0;
    for (var prompt : prompts) {
      var found = prompt.completed();
      if (found.parts().isEmpty())
        tally.note("prompts of too few responses compared with each other: nothing completed");
      else tally.note("prompts completed");
      if (found.groups() > 1)
        apart.add(found.groups() + " groups of " + prompt.votes().rows().getFirst().provenance());
      tally.note("responses with more than 40 % flagged: not repaired", found.doubtful());
      for (var part : found.parts()) {
        tally.note("pairs of responses flagged", part.flaggedPairs().size());
        if (!completion.settled(part))
          tally.note("groups whose completion still moved in the last round: raise rounds");
        residual += part.residual();
        parts++;
      }
      tally.note(
          "pairs flagged that a general preference score (paper 019) of twice the rank explains:"
              + " perhaps circles, not errors",
          found.circular(completion));
    }
    if (!apart.isEmpty())
      tally.note(
          "prompts whose responses fall into groups never compared with each other: "
              + String.join(", ", apart.subList(0, Math.min(SHOWN, apart.size())))
              + (apart.size() > SHOWN ? ", ..." : ""),
          apart.size());
    if (parts > 0)
      tally.note(
          String.format(
              Locale.ROOT,
              "completed groups; %.3f of the size of unflagged log-odds is left unexplained",
              residual / parts),
          parts);
  }
}
