package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.align.curate.constraint.Constraint;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.align.curate.constraint.InstructionSet;
import org.penchant.align.curate.constraint.Maker;
import org.penchant.align.curate.constraint.PromptEdit;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;

/**
 * Comparisons of prompts for one response (the intra-sample items of arXiv 2505.12845): the same
 * response under two prompts made of the row's by adding as many instructions to each. Drawn
 * evenly, either it satisfies all of the better prompt's and violates at least one of the worse
 * prompt's, or it satisfies at least one of the better's and none of the worse's.
 *
 * <p>The new rows are joint pairs: the prompt is empty, the candidates are two dialogues that end
 * with the one response. Their column {@code instructions} is the number added to each prompt. Of
 * these rows the columns and constraints of the old are not kept: they were about the pair.
 *
 * @param mostInstructions instructions per prompt at most, at least 1
 * @param responses of which responses of a pair
 */
public record PromptPairs(int mostInstructions, Responses responses) implements Step {
  /** Of which responses items are made. */
  public enum Responses {
    CHOSEN,
    BOTH
  }

  public PromptPairs {
    if (mostInstructions < 1)
      throw new IllegalArgumentException(
          "most-instructions = " + mostInstructions + ", must be at least 1");
  }

  public static PromptPairs defaults() {
    return new PromptPairs(3, Responses.CHOSEN);
  }

  /** Two constraints of one kind: one that the response satisfies and one that it violates. */
  private record Twin(Constraint satisfied, Constraint violated) {}

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return PerRow.apply(
        rows,
        (row, index, problems) -> {
          var seeds = tools.seeds().child("row " + index);
          var made = new ArrayList<Comparison>();
          int most = responses == Responses.CHOSEN ? 1 : row.candidates().size();
          for (int i = 0; i < most; i++) {
            var response =
                i == 0 && row.isDecidedPair()
                    ? row.chosen()
                    : row.isDecidedPair() ? row.rejected() : row.candidates().get(i);
            item(row, response.content(), seeds.stream("response " + i), tally, problems)
                .ifPresent(made::add);
          }
          return made;
        });
  }

  private Optional<Comparison> item(
      Comparison row, Content response, RandomGenerator random, Tally tally, Problems problems) {
    String y = Texts.response(response);
    if (y.isBlank()) {
      tally.leaveOut("empty responses");
      return Optional.empty();
    }
    int count = InstructionSet.size(mostInstructions, random);
    var taken = InstructionSet.checked(Demands.of(row, problems));
    var twins =
        InstructionSet.draw(
            count,
            taken,
            maker -> twin(maker, y, random),
            twin -> List.of(twin.satisfied(), twin.violated()),
            random);
    if (twins.isEmpty()) {
      tally.leaveOut("responses no instruction could be made of");
      return Optional.empty();
    }
    boolean all = random.nextBoolean();
    // The one place where the two prompts surely differ in what is satisfied.
    int sure = random.nextInt(twins.size());
    var better = new ArrayList<Constraint>();
    var worse = new ArrayList<Constraint>();
    for (int i = 0; i < twins.size(); i++) {
      var twin = twins.get(i);
      boolean drawn = i == sure || random.nextBoolean();
      better.add(all || drawn ? twin.satisfied() : twin.violated());
      worse.add(all && !drawn ? twin.satisfied() : twin.violated());
    }
    return Optional.of(joint(row, response, better, worse));
  }

  private static Optional<Twin> twin(Maker maker, String y, RandomGenerator random) {
    var satisfied = maker.make(y, true, random);
    var violated = maker.make(y, false, random);
    return satisfied.isPresent() && violated.isPresent()
        ? Optional.of(new Twin(satisfied.get(), violated.get()))
        : Optional.empty();
  }

  private static Comparison joint(
      Comparison row, Content response, List<Constraint> better, List<Constraint> worse) {
    Provenance from = row.provenance();
    return Comparison.pair(
            Content.of(List.of()), under(row, response, better), under(row, response, worse), from)
        .withTemplate(Demands.with(row, List.of()).template())
        .withColumn("instructions", better.size());
  }

  private static Content under(Comparison row, Content response, List<Constraint> instructions) {
    return Texts.dialogue(
        PromptEdit.append(row.prompt(), InstructionSet.texts(instructions)), response);
  }
}
